import type { FieldPath, FieldValue, Instant, Row, TargetRef, TargetRow } from './values.ts';

/**
 * What a record of the target should hold, in the target's own terms (option ids, record references resolved).
 * Left-out fields are not spoken of; `null` asks for blank.
 *
 * Contacts and matters carry the fields of the mappings. The other kinds have fixed fields:
 * note `{matter, subject, body, format: text|html, date}`, relationship `{matter, contact, label}`,
 * document `{matter, name}`. A contact also has `type: person|company`, a matter `client`.
 */
export interface Draft {
  readonly fields: Readonly<Record<FieldPath, FieldValue>>;
  readonly rows: Readonly<Record<FieldPath, readonly Row[]>>;
}

/** The file that a document draft speaks of. `size` in bytes. */
export interface DocumentFacts {
  readonly size: number;
  readonly contentType: string;
}

/** The state of a document's bytes in the target. */
export interface StoredDocument {
  /** The target's id of the latest version, whole or not. */
  readonly version: string;
  /** Whether the bytes of that version have arrived. */
  readonly uploaded: boolean;
  readonly size?: number;
}

/**
 * A record as the target holds it. Values are canonical: two reads of an unchanged record are equal.
 * A field that the token may not see is absent from `fields` and named in `unreadable`, never shown as blank.
 */
export interface TargetRecord {
  readonly ref: TargetRef;
  /** Changes with every change of the record; handed back on update. */
  readonly revision?: string;
  readonly fields: Readonly<Record<FieldPath, FieldValue>>;
  readonly rows: Readonly<Record<FieldPath, readonly TargetRow[]>>;
  /** An entry that ends in `*` stands for every field whose path begins like it. */
  readonly unreadable?: readonly FieldPath[];
  /** Our key, where the record carries one. */
  readonly witness?: string;
  /** Whether the record carries our key cannot be seen: nothing may be concluded from its absence. */
  readonly witnessUnreadable?: true;
  readonly createdAt?: Instant;
  /** Where a person opens the record. */
  readonly url?: string;
  /** One line for a person who must tell records apart. */
  readonly summary: string;
  /** In the target's trash: still there, but somebody threw it away. */
  readonly trashed?: boolean;
  readonly document?: StoredDocument;
}

/** One step on a repeated field: a row added, changed by id, or removed by id. */
export type RowStep =
  | { readonly step: 'add'; readonly row: Row }
  | { readonly step: 'change'; readonly id: string; readonly row: Row }
  | { readonly step: 'remove'; readonly id: string };

/**
 * What to write to an existing record; everything left out stays as it is. `witness` puts our key on a record that
 * has none yet; only given where the kind's `createKey` is `searchable`.
 */
export interface Patch {
  readonly witness?: string;
  readonly fields: Readonly<Record<FieldPath, FieldValue>>;
  readonly rows: Readonly<Record<FieldPath, readonly RowStep[]>>;
}
