import {
  CountedSession,
  openPlugin,
  type FaultKind,
  type HeldRecord,
  type RequestCounts,
  type Sandbox,
  type SandboxFault,
  type SandboxOptions,
  SteppedClock,
} from '../../contracts/conformance/index.ts';
import type { ObjectKind } from '../../contracts/objects/values.ts';
import type { Authorization } from '../../contracts/ports/authorization.ts';
import type { CaseManagementTarget, SetUpState } from '../../contracts/ports/case-management-target.ts';
import {
  type ClioEmulator,
  type Fault,
  type FaultMatch,
  type HeldDocument,
  type LogEntry,
  type Settings,
  startClioEmulator,
} from './emulator/index.ts';
import { clio } from './index.ts';
import { closeChecked } from './vendor-spec.fixture.ts';

const app = { clientId: 'app-key', clientSecret: 'app-secret' };
const redirectUri = 'http://127.0.0.1:7070/callback';
/** Long enough for a busy machine, short enough to be waited out by the few checks of a silent service. */
const deadlineMs = 2_000;

const wire: Readonly<Record<FaultKind, (echo: string) => Omit<Fault, 'match'>>> = {
  'reset-before': () => ({ kind: 'reset-before' }),
  'reset-after': () => ({ kind: 'reset-after' }),
  'error-before': () => ({ kind: 'status-before', status: 502 }),
  'error-after': () => ({ kind: 'status-after', status: 502 }),
  truncated: () => ({ kind: 'truncate' }),
  garbage: () => ({ kind: 'garbage' }),
  silence: () => ({ kind: 'hang', commit: true }),
  throttled: () => ({ kind: 'status-before', status: 429, headers: { 'retry-after': '2' } }),
  refused: (echo) => ({
    kind: 'status-before',
    status: 422,
    body: { error: { type: 'ValidationError', message: `The value ${echo} is not allowed` } },
  }),
};

const collections: Readonly<Record<ObjectKind, string>> = {
  contact: 'contacts',
  matter: 'matters',
  relationship: 'relationships',
  note: 'notes',
  document: 'documents',
};

export interface ClioSandboxSettings extends Partial<Settings> {
  /** Put something between the plugin and those who use it. */
  readonly wrapTarget?: (target: CaseManagementTarget) => CaseManagementTarget;
  readonly wrapAuthorization?: (authorization: Authorization) => Authorization;
}

/** A fresh firm on an emulator of its own, opened through the plugin as the core opens it. */
export async function openClioSandbox(
  { keyFields }: SandboxOptions,
  given: ClioSandboxSettings = {},
): Promise<Sandbox> {
  const { wrapTarget = (own) => own, wrapAuthorization = (own) => own, ...settings } = given;
  const clock = new SteppedClock('2026-03-02T18:00:00.000Z');
  const emulator = await startClioEmulator({ ...app, clock, rateLimit: null, ...settings });
  plantFields(emulator);
  const account = new OpenedAccount(emulator, clock);
  await account.setUp(keyFields);
  return {
    target: wrapTarget(account.open()),
    reopen: async () => wrapTarget(account.open()),
    now: () => clock.instant(),
    pass: (ms) => clock.pass(ms),
    people: peopleOf(emulator),
    strike: (fault) => strike(emulator, fault),
    holdings: async (kind) => heldOf(emulator, kind),
    requests: () => account.requests(),
    readsAtOnce: 100,
    multipartFrom: 100 * 1024 * 1024,
    authorization: authorizationOf(emulator, wrapAuthorization(account.authorization())),
    close: () => closeChecked(emulator),
  };
}

/** One field of each type that Clio knows, on contacts and on matters. */
function plantFields(emulator: ClioEmulator): void {
  const types = [
    'checkbox',
    'contact',
    'currency',
    'date',
    'time',
    'email',
    'matter',
    'numeric',
    'text_area',
    'text_line',
    'url',
  ];
  for (const parent of ['Contact', 'Matter']) {
    for (const type of types)
      emulator.people.addCustomField({ name: `A ${type}`, parent_type: parent, field_type: type });
    const picklist_options = [{ option: 'Red' }, { option: 'Green & "blue"' }];
    emulator.people.addCustomField({
      name: 'A picklist',
      parent_type: parent,
      field_type: 'picklist',
      picklist_options,
    });
  }
}

class OpenedAccount {
  readonly #emulator: ClioEmulator;
  readonly #clock: SteppedClock;
  readonly #sessions: CountedSession[] = [];
  readonly #tokens: { readonly access_token: string; readonly refresh_token: string };
  #setUp: SetUpState | undefined;

  constructor(emulator: ClioEmulator, clock: SteppedClock) {
    this.#emulator = emulator;
    this.#clock = clock;
    this.#tokens = emulator.issueToken();
  }

  async setUp(keyFields: boolean): Promise<void> {
    this.#setUp = await this.open().setUp({ keyFields });
  }

  #session(): CountedSession {
    const environment = {
      CLIO_CLIENT_ID: app.clientId,
      CLIO_CLIENT_SECRET: app.clientSecret,
      CLIO_BASE_URL: this.#emulator.origin,
      CLIO_DEADLINE_MS: String(deadlineMs),
    };
    const credentials = { accessToken: this.#tokens.access_token, refreshToken: this.#tokens.refresh_token };
    const session = new CountedSession({
      clock: this.#clock,
      environment,
      credentials,
      ...(this.#setUp && { setUp: this.#setUp }),
    });
    this.#sessions.push(session);
    return session;
  }

  open(): CaseManagementTarget {
    return openPlugin(clio, this.#session()).target;
  }

  authorization(): Authorization {
    return openPlugin(clio, this.#session()).authorization;
  }

  requests(): RequestCounts {
    const all = this.#sessions.map((session) => session.counts());
    const sum = (of: keyof RequestCounts): number => all.reduce((total, counts) => total + counts[of], 0);
    return { reads: sum('reads'), writes: sum('writes'), transfers: sum('transfers') };
  }
}

function authorizationOf(emulator: ClioEmulator, authorization: Authorization): NonNullable<Sandbox['authorization']> {
  return {
    authorization,
    redirectUri,
    agree: async (url) => (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '',
    opens: async ({ accessToken }) => {
      const answer = await fetch(`${emulator.apiBase}/users/who_am_i.json`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      return answer.ok;
    },
    withdraw: async () => emulator.people.revokeApp(),
    breakTokens: () =>
      void emulator.faults.add({
        match: { host: 'oauth', path: /\/oauth\/token/ },
        kind: 'status-before',
        status: 503,
      }),
  };
}

function peopleOf(emulator: ClioEmulator): Sandbox['people'] {
  const { people } = emulator;
  return {
    edit: async (kind, ref, text) => {
      const id = Number(ref);
      const edits = {
        contact: () => people.editContact(id, { last_name: text }),
        matter: () => people.editMatter(id, { description: text }),
        relationship: () => people.editRelationship(id, { description: text }),
        note: () => people.editNote(id, { detail: text }),
        document: () => people.renameDocument(id, text),
      };
      edits[kind]();
    },
    addEmail: async (ref, address) =>
      void people.editContact(Number(ref), { email_addresses: [{ name: 'Home', address }] }),
    delete: async (kind, ref) => {
      const { deleteContact, deleteMatter, deleteRelationship, deleteNote, purgeDocument } = people;
      ({
        contact: deleteContact,
        matter: deleteMatter,
        relationship: deleteRelationship,
        note: deleteNote,
        document: purgeDocument,
      })[kind](Number(ref));
    },
    trash: async (ref) => people.trashDocument(Number(ref)),
    addVersion: async (ref, bytes) => void people.newDocumentVersion(Number(ref), 'by hand.txt', bytes),
  };
}

function strike(emulator: ClioEmulator, { how, kind, action, nth = 1, times = 1, echo = '' }: SandboxFault) {
  const handle = emulator.faults.add({
    match: { ...requestOf(kind, action), nth, times },
    ...wire[how](echo),
  } as Fault);
  return {
    get times() {
      return handle.struck;
    },
  };
}

function requestOf(kind: ObjectKind, action: SandboxFault['action']): FaultMatch {
  const collection = `/${collections[kind]}`;
  const one = new RegExp(`${collection}/\\d+(\\.json)?$`);
  const isVersion = (entry: LogEntry): boolean => JSON.stringify(entry.body ?? null).includes('"type":"Document"');
  const closes = (entry: LogEntry): boolean => JSON.stringify(entry.body ?? null).includes('"fully_uploaded":true');
  const requests: Readonly<Record<SandboxFault['action'], FaultMatch>> = {
    read: { method: 'GET', path: new RegExp(`${collection}(/\\d+)?(\\.json)?$`) },
    create: { method: 'POST', path: collection, where: (entry) => !isVersion(entry) },
    'add-version': { method: 'POST', path: collection, where: isVersion },
    update: { method: 'PATCH', path: one, where: (entry) => !closes(entry) },
    complete: { method: 'PATCH', path: one, where: closes },
    upload: { method: 'PUT', host: 'storage' },
  };
  return requests[action];
}

function heldOf(emulator: ClioEmulator, kind: ObjectKind): HeldRecord[] {
  const { contacts, matters, relationships, notes, documents } = emulator.holdings();
  if (kind === 'document') return documents.map(heldDocument);
  const rows = { contact: contacts, matter: matters, relationship: relationships, note: notes }[kind];
  return rows.map((row) => ({ ref: String(row.id), values: textsIn(row) }));
}

function heldDocument(held: HeldDocument): HeldRecord {
  const { id, name, trashed, externalProperties, versions, size, sha256 } = held;
  const file = {
    versions: versions.length,
    whole: versions.at(-1)?.fullyUploaded ?? false,
    ...(size !== null && { size }),
    ...(sha256 !== null && { sha256 }),
  };
  return { ref: String(id), values: [name, ...Object.values(externalProperties)], trashed, file };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
