import { SyncFailure } from '../../contracts/failures.ts';
import type { Session } from '../../contracts/session.ts';

export const regions = [
  { id: 'us', title: 'United States' },
  { id: 'eu', title: 'Europe' },
  { id: 'ca', title: 'Canada' },
  { id: 'au', title: 'Australia' },
] as const;

const hosts: Readonly<Record<string, string>> = {
  us: 'https://app.clio.com',
  eu: 'https://eu.app.clio.com',
  ca: 'https://ca.app.clio.com',
  au: 'https://au.app.clio.com',
};

const defaultDeadlineMs = 20_000;
const defaultSettleMs = 30_000;

/** The part of a session that says where and how long. */
type Place = Pick<Session, 'environment' | 'region'>;

/** The host that serves pages, OAuth and the API, without a trailing slash. */
export function hostOf({ environment, region }: Place): string {
  const given = environment.CLIO_BASE_URL?.trim();
  const host = given ? given : hosts[region ?? 'us'];
  if (host === undefined) throw new SyncFailure('misconfigured', `Clio has no region "${region}".`);
  if (!URL.canParse(host)) throw new SyncFailure('misconfigured', 'CLIO_BASE_URL is not a URL.');
  return host.replace(/\/+$/, '');
}

/** Where the API's paths begin, with a trailing slash. */
export function apiRootOf(place: Place): string {
  return `${hostOf(place)}/api/v4/`;
}

/** Milliseconds after which a request is given up. */
export function deadlineOf({ environment }: Pick<Place, 'environment'>): number {
  return milliseconds('CLIO_DEADLINE_MS', environment.CLIO_DEADLINE_MS, defaultDeadlineMs);
}

/** Milliseconds after which a lost write has become visible, or never will. */
export function settleOf({ environment }: Pick<Place, 'environment'>): number {
  return milliseconds('CLIO_SETTLE_MS', environment.CLIO_SETTLE_MS, defaultSettleMs);
}

export const defaultTimes = { deadlineMs: defaultDeadlineMs, settleMs: defaultSettleMs } as const;

function milliseconds(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined || given.trim() === '') return otherwise;
  const value = Number(given);
  if (!Number.isFinite(value) || value <= 0)
    throw new SyncFailure('misconfigured', `${name} is not a number of milliseconds.`);
  return value;
}
