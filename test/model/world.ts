import type { ObjectKind, Row } from '../../contracts/objects/values.ts';
import type { Choice, Question } from '../../src/domain/runs/attention.ts';
import type { RequestCounts, Run, RunChange, RunWish } from '../../src/domain/runs/run.ts';
import type { SyncSettings } from '../../src/domain/settings/sync-settings.ts';
import type { ContactBody, MatterBody, NoteBody, RelationshipBody } from '../../src/ports/intake-book.ts';

/** A matter as a person types it into the intake; when it was hired is the intake's own affair. */
export type MatterTyped = Omit<MatterBody, 'hiredAt'>;

export interface FileTyped {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: string;
}

export interface TypedBodies {
  readonly contact: ContactBody;
  readonly matter: MatterTyped;
  readonly note: NoteBody;
  readonly relationship: RelationshipBody;
  readonly document: FileTyped;
}

/** A row as it stands in the target. `label` is empty where it has none. */
export interface DumpedRow {
  readonly id: string;
  readonly label: string;
  readonly parts: Readonly<Record<string, string>>;
}

/** The uploads of a document: how many there were, and the SHA-256 of the latest one that arrived whole. */
export interface DumpedVersions {
  readonly count: number;
  readonly latest: string | undefined;
  /** Whether the latest one has arrived. */
  readonly whole: boolean;
}

/**
 * A record of the target in the model's terms, whatever the target calls its fields: blank fields are absent, rows
 * are always under `emails`, `phones`, `addresses`, `websites`, references are target references.
 */
export interface DumpedRecord {
  readonly ref: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, readonly DumpedRow[]>>;
  /** Our key, where the target keeps one and the record carries it. */
  readonly key?: string;
  /** In the target's trash. */
  readonly trashed: boolean;
  /** Only documents have some. */
  readonly versions: DumpedVersions;
}

export type TargetDump = Readonly<Record<ObjectKind, readonly DumpedRecord[]>>;

/** Everything the intake holds, as one comparable value; `hiredAt` by matter id beside it. */
export interface SourceDump {
  readonly records: Readonly<Record<string, unknown>>;
  readonly hired: Readonly<Record<string, string>>;
}

export interface Previewed {
  readonly planHash: string;
}

/** What people do in the target, told in the model's terms. Answers are the references of what they made. */
export interface PeopleAtWork {
  addContact(fields: Readonly<Record<string, string>>, rows: Readonly<Record<string, readonly Row[]>>): Promise<string>;
  addMatter(client: string, title: string): Promise<string>;
  addNote(
    matter: string,
    note: { readonly subject: string; readonly body: string; readonly date: string },
  ): Promise<string>;
  /** `null` blanks the field. */
  edit(kind: ObjectKind, ref: string, field: string, value: string | null): Promise<void>;
  addRow(contact: string, field: string, row: Row): Promise<void>;
  changeRow(contact: string, field: string, rowId: string, row: Row): Promise<void>;
  removeRow(contact: string, field: string, rowId: string): Promise<void>;
  remove(kind: ObjectKind, ref: string): Promise<void>;
  /** `from` is gone afterwards and everything that named it names `into`. */
  mergeContacts(from: string, into: string): Promise<void>;
  addVersion(document: string, bytes: string): Promise<void>;
  trash(document: string): Promise<void>;
}

/** One firm with its intake, the line and a target, as the commands see it. */
export interface World {
  put<Kind extends ObjectKind>(kind: Kind, matterId: string, id: string, body: TypedBodies[Kind]): Promise<void>;
  remove(kind: ObjectKind, matterId: string, id: string): Promise<void>;
  settings(change: Partial<SyncSettings>): Promise<void>;
  preview(matterId: string, wish: { readonly for: 'sync' | 'convert'; readonly verify: boolean }): Promise<Previewed>;
  request(matterId: string, wish: Partial<RunWish>): Promise<string>;
  reconcile(): Promise<readonly string[]>;
  decide(questionId: string, choice: Choice, targetRef?: string): Promise<string>;
  /** Works until nothing is left to do, turning the clock on where the line waits. */
  settle(): Promise<void>;
  run(runId: string): Promise<{ readonly run: Run; readonly changes: readonly RunChange[] }>;
  /** Every question of the matter, decided and closed ones included. */
  attention(matterId: string): Promise<readonly Question[]>;
  /** The line's name for an object of the intake, as runs and questions use it. */
  sourceId(kind: ObjectKind, matterId: string, id: string): string;
  readonly person: PeopleAtWork;
  /** Fields that the target fills in by itself when a record is made without them, as `kind.field`. */
  readonly fillsIn: readonly string[];
  /** The target's look-up of a contact also finds by name where an e-mail has found somebody. */
  readonly generousLookUp: boolean;
  /** A write that names a record that is gone is turned down as such, so that the line knows where to look. */
  readonly tellsAbsence: boolean;
  target(): Promise<TargetDump>;
  source(): Promise<SourceDump>;
  /** Requests to the target since the last call, set-up not counted. */
  requests(): RequestCounts;
  /** Days the clock ahead, so that dates differ. */
  later(ms: number): void;
  close(): Promise<void>;
}

/** A fresh world for each run of the property. */
export type MakeWorld = () => Promise<World>;
