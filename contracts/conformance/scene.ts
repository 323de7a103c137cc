import { expect } from 'vitest';
import type { TargetField } from '../mappings.ts';
import type { Draft, TargetRecord } from '../objects/target.ts';
import {
  objectKinds,
  type FieldLevel,
  type FieldPath,
  type Instant,
  type ObjectKind,
  type TargetRef,
} from '../objects/values.ts';
import type { WriteOutcome } from '../outcomes.ts';
import type { Plugin } from '../plugin.ts';
import type { CaseManagementTarget } from '../ports/case-management-target.ts';
import type { CreateOptions, ObjectSyncer } from '../ports/object-syncer.ts';
import { skip } from './check.ts';
import type { HeldRecord, Sandbox, SandboxFault, Struck } from './sandbox.ts';
import { rowOf, Vocabulary } from './vocabulary.ts';

const sampleFile = { size: 3, contentType: 'text/plain' } as const;

/** One sandbox with what checks need of it: names of fields, sample drafts, and short ways to write and read. */
export class Scene {
  readonly plugin: Plugin;
  readonly sandbox: Sandbox;
  readonly target: CaseManagementTarget;
  readonly fields: Readonly<Record<FieldLevel, readonly TargetField[]>>;
  readonly words: Vocabulary;
  #serial = 0;

  private constructor(plugin: Plugin, sandbox: Sandbox, fields: Scene['fields']) {
    this.plugin = plugin;
    this.sandbox = sandbox;
    this.target = sandbox.target;
    this.fields = fields;
    this.words = new Vocabulary(plugin.lockedMappings ?? []);
  }

  static async open(plugin: Plugin, sandbox: Sandbox): Promise<Scene> {
    const { target } = sandbox;
    return new Scene(plugin, sandbox, {
      contact: await target.fields('contact'),
      matter: await target.fields('matter'),
    });
  }

  /** A word that was not used before in this account. */
  fresh(word = 'mark'): string {
    this.#serial += 1;
    return `${word}${String(this.#serial).padStart(3, '0')}`;
  }

  syncer(kind: ObjectKind, target = this.target): ObjectSyncer {
    const syncers = {
      contact: target.contacts,
      matter: target.matters,
      relationship: target.relationships,
      note: target.notes,
      document: target.documents,
    };
    return syncers[kind];
  }

  /** The kinds whose `createKey` is one of these. */
  kindsBy(...keys: readonly string[]): ObjectKind[] {
    return objectKinds.filter((kind) => keys.includes(this.target.capabilities.kinds[kind].createKey));
  }

  create(kind: ObjectKind, draft: Draft, options: CreateOptions = {}): Promise<WriteOutcome> {
    if (kind === 'document') return this.target.documents.create(draft, { ...options, content: sampleFile });
    return this.syncer(kind).create(draft, options);
  }

  /** Creates and insists on it. */
  async make(kind: ObjectKind, draft: Draft, options: CreateOptions = {}): Promise<TargetRecord> {
    return recordIn(await this.create(kind, draft, options));
  }

  async read(kind: ObjectKind, ref: TargetRef): Promise<TargetRecord | undefined> {
    return (await this.syncer(kind).read([ref])).get(ref);
  }

  async mustRead(kind: ObjectKind, ref: TargetRef): Promise<TargetRecord> {
    const record = await this.read(kind, ref);
    if (!record) throw new Error(`The ${kind} that was made is not found by reading it.`);
    return record;
  }

  async held(kind: ObjectKind, ref: TargetRef): Promise<HeldRecord | undefined> {
    return (await this.sandbox.holdings(kind)).find((record) => record.ref === ref);
  }

  async count(kind: ObjectKind): Promise<number> {
    return (await this.sandbox.holdings(kind)).length;
  }

  /** Arms a fault; the check does not apply where the system cannot fail so. */
  strike(fault: SandboxFault): Struck {
    return (
      this.sandbox.strike(fault) ??
      skip(`this system cannot fail by ${fault.how} on ${fault.action} of a ${fault.kind}`)
    );
  }

  /** A prepared draft of a kind that no other one equals; it hangs on records of its own unless `on` names them. */
  async sample(kind: ObjectKind, mark = this.fresh(), on: Readonly<Record<FieldPath, TargetRef>> = {}): Promise<Draft> {
    const draft = await this.#raw(kind, mark, on);
    return this.syncer(kind).prepare(draft).draft;
  }

  async #raw(kind: ObjectKind, mark: string, on: Readonly<Record<FieldPath, TargetRef>>): Promise<Draft> {
    if (kind === 'contact') return this.person(mark);
    if (kind === 'matter') {
      const client = on.client ?? (await this.contact()).ref;
      const fields = {
        client,
        [this.words.mainField('matter')]: `Estate of ${mark}`,
        [this.words.need('matter', 'status')]: 'pending',
      };
      return { fields, rows: {} };
    }
    const matter = on.matter ?? (await this.matter()).ref;
    const own = {
      relationship: async () => ({ contact: on.contact ?? (await this.contact()).ref, label: `Sister ${mark}` }),
      note: () => ({ subject: `Call ${mark}`, body: `They said ${mark}.`, format: 'text', date: '2026-02-28' }),
      document: () => ({ name: `fee agreement ${mark}.txt` }),
    };
    return { fields: { matter, ...(await own[kind]()) }, rows: {} };
  }

  /** Not prepared: a person with a name, an e-mail and a phone. */
  person(mark: string): Draft {
    const { words } = this;
    const names = {
      [words.need('contact', 'first_name')]: 'Ana',
      [words.need('contact', 'last_name')]: `Ruiz ${mark}`,
    };
    const rows = (['emails', 'phones'] as const).flatMap((source) => {
      const path = words.find('contact', source);
      return path === undefined ? [] : [[path, [rowOf(source, mark)]] as const];
    });
    return { fields: { type: 'person', ...names }, rows: Object.fromEntries(rows) };
  }

  async contact(): Promise<TargetRecord> {
    return this.make('contact', await this.sample('contact'));
  }

  async matter(): Promise<TargetRecord> {
    return this.make('matter', await this.sample('matter'));
  }

  /** A key such as the core's. */
  witness(kind: ObjectKind, id: string): string {
    return `casebridge:intake:${kind}:${id}`;
  }

  longAgo(): Instant {
    return new Date(Date.parse(this.sandbox.now()) - 86_400_000).toISOString();
  }
}

/** The record of a write that must have been done. */
export function recordIn(outcome: WriteOutcome): TargetRecord {
  if (outcome.kind === 'applied' || outcome.kind === 'accepted' || outcome.kind === 'unchanged') return outcome.record;
  throw new Error(`The write should have been done, but its outcome is ${JSON.stringify(outcome)}.`);
}

export function refsOf(records: Iterable<TargetRecord>): TargetRef[] {
  return [...records].map(({ ref }) => ref);
}

/** The outcome is a certain refusal with one of these codes. */
export function expectRejected(outcome: WriteOutcome, ...codes: readonly string[]): void {
  expect(outcome).toMatchObject({ kind: 'rejected' });
  if (outcome.kind === 'rejected') expect(codes).toContain(outcome.reason.code);
}
