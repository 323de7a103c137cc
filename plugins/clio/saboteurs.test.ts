import { describe, expect, it } from 'vitest';
import { firstFailure, withParts } from '../../contracts/conformance/index.ts';
import { SyncFailure } from '../../contracts/failures.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { RedirectAuthorization } from '../../contracts/ports/authorization.ts';
import type { Account, CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { ObjectSyncer } from '../../contracts/ports/object-syncer.ts';
import { clio } from './index.ts';
import { type ClioSandboxSettings, openClioSandbox } from './sandbox.fixture.ts';

/** Mistakes that only a system over a wire can show, and the checks that must notice them. */
interface Saboteur {
  readonly name: string;
  readonly caughtBy: string;
  readonly settings: ClioSandboxSettings;
}

const inContacts = (caughtBy: string, name: string, change: (own: ObjectSyncer) => Partial<ObjectSyncer>): Saboteur => {
  const wrapTarget = (target: CaseManagementTarget) =>
    withParts(target, { contacts: withParts(target.contacts, change(target.contacts)) });
  return { name, caughtBy, settings: { wrapTarget } };
};

const inAuthorization = (
  caughtBy: string,
  name: string,
  change: (own: RedirectAuthorization) => Partial<RedirectAuthorization>,
): Saboteur => ({
  name,
  caughtBy,
  settings: { wrapAuthorization: (own) => (own.way === 'redirect' ? withParts(own, change(own)) : own) },
});

const writing =
  (change: (outcome: WriteOutcome) => WriteOutcome) =>
  (own: ObjectSyncer): Partial<ObjectSyncer> => ({
    create: async (draft, options) => change(await own.create(draft, options)),
  });

const refusal: WriteOutcome = { kind: 'rejected', reason: { code: 'invalid', message: 'Not accepted.', fields: [] } };
const isAbout = (outcome: WriteOutcome, word: string): boolean =>
  outcome.kind === 'unknown' && outcome.reason.includes(word);

const saboteurs: readonly Saboteur[] = [
  inContacts(
    'outcomes: a read of a contact that keeps meeting error-before',
    'takes a failed read for absence',
    (own) => ({
      read: (refs) => own.read(refs).catch(() => new Map()),
    }),
  ),
  inContacts(
    'outcomes: a create of a contact that meets error-after',
    'takes a 502 for a refusal',
    writing((outcome) => (isAbout(outcome, '502') ? refusal : outcome)),
  ),
  inContacts('outcomes: a create of a contact that meets garbage', 'throws what it cannot read', (own) => ({
    create: async (draft, options) => {
      const outcome = await own.create(draft, options);
      if (isAbout(outcome, 'could not be read')) throw new SyncFailure('unreadable', 'The answer could not be read.');
      return outcome;
    },
  })),
  inContacts('outcomes: a system that stays throttled', 'calls a throttled create unknown', (own) => ({
    create: (draft, options) =>
      own
        .create(draft, options)
        .catch((): WriteOutcome => ({ kind: 'unknown', lostAt: '2026-03-02T18:00:00.000Z', reason: 'Too many.' })),
  })),
  {
    name: 'remembers who it was connected as',
    caughtBy: 'outcomes: access that was withdrawn',
    settings: {
      wrapTarget: (target) =>
        withParts(target, { verify: async (): Promise<Account> => ({ id: '1', name: 'A firm' }) }),
    },
  },
  inAuthorization('authorization: renewed credentials', 'loses the refresh token when it renews', (own) => ({
    renew: async (credentials) => {
      const { refreshToken: _lost, ...rest } = await own.renew(credentials);
      return rest;
    },
  })),
  inAuthorization('authorization: a token endpoint that is down', 'takes an outage for access taken away', (own) => ({
    renew: async (credentials) => {
      const answer = await fetch(own.authorizationUrl({ state: '', redirectUri: '' }).replace('authorize', 'token'), {
        method: 'POST',
      });
      if (answer.status >= 500) throw new SyncFailure('unauthorized', 'Connect again.');
      return own.renew(credentials);
    },
  })),
  inAuthorization('authorization: a code that is wrong', 'repeats the code in words', (own) => ({
    exchange: (request) =>
      own.exchange(request).catch(() => {
        throw new SyncFailure('unauthorized', `The code ${request.code} is not accepted.`);
      }),
  })),
  inAuthorization('authorization: revoked credentials', 'forgets to revoke', () => ({ revoke: async () => {} })),
  inAuthorization('authorization: a code is exchanged', 'drops the state', (own) => ({
    authorizationUrl: ({ redirectUri }) => own.authorizationUrl({ state: '', redirectUri }),
  })),
];

describe('the conformance suite', () => {
  it.each(saboteurs)(
    'notices a plugin over a wire that $name, and not one that does right',
    async ({ caughtBy, settings }) => {
      expect(await firstFailure(clio, openClioSandbox, caughtBy)).toBeUndefined();
      expect(await firstFailure(clio, (options) => openClioSandbox(options, settings), caughtBy)).toEqual(
        expect.any(String),
      );
    },
  );
});
