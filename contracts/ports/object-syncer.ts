import type { Draft, Patch, TargetRecord } from '../objects/target.ts';
import type { FieldPath, Instant, ObjectKind, TargetRef } from '../objects/values.ts';
import type { WriteOutcome } from '../outcomes.ts';

/** Something about a value that a person should know; nothing is changed in silence. */
export interface Notice {
  readonly field: FieldPath;
  /** Kebab-case, such as `email-invalid`, `row-limit`, `tag-rewritten`, `name-cleaned`. */
  readonly code: string;
  /** What was done with the value, in words a paralegal understands; never the value itself. */
  readonly message: string;
  /** All of it arrives, only in another form; without this the object counts as carried over in part. */
  readonly harmless?: true;
}

/** A draft in the form in which this target can hold it, and what had to be changed or left out for that. */
export interface Prepared {
  readonly draft: Draft;
  readonly notices: readonly Notice[];
}

/**
 * How to look for records.
 * - `witness`: records that carry this key, exactly. `thorough` also lists what was created since `notBefore`,
 *   because a search index may lag; it is asked for before a create is sent again.
 * - `natural`: records that were created since `notBefore` and hold exactly what the draft says.
 * - `likeness`: contacts that may be the same person or company: by each e-mail of the draft and, where that finds
 *   nobody, by name. The core judges them.
 * - `owner`: every record of this kind that belongs to the owner: a client's matters; a matter's notes,
 *   relationships and documents (in its root).
 * `excluding` are references that are spoken for and must not be returned.
 */
export type LocateQuery =
  | {
      readonly by: 'witness';
      readonly witness: string;
      readonly draft: Draft;
      readonly notBefore: Instant;
      readonly thorough: boolean;
      readonly excluding: ReadonlySet<TargetRef>;
    }
  | {
      readonly by: 'natural';
      readonly draft: Draft;
      readonly notBefore: Instant;
      readonly excluding: ReadonlySet<TargetRef>;
    }
  | { readonly by: 'likeness'; readonly draft: Draft }
  | { readonly by: 'owner'; readonly owner: TargetRef };

export interface CreateOptions {
  /** Our key, to be stored in the record by the create itself. Absent where the kind's `createKey` is `natural` or `none`. */
  readonly witness?: string;
}

/**
 * Reads and writes one kind of object of one target account. Absence is this adapter's verdict, never a status code.
 * Reads throw `SyncFailure`; writes return an outcome, and throw only what certainly was not done
 * (`throttled`, `unauthorized`, `forbidden`, `unreachable`).
 */
export interface ObjectSyncer {
  readonly kind: ObjectKind;
  /** Brings a draft into the form that this target can hold. Pure: the same draft gives the same answer, without a request. */
  prepare(draft: Draft): Prepared;
  /** Candidates in the order of their references, oldest first. */
  locate(query: LocateQuery): Promise<readonly TargetRecord[]>;
  /** Reads records in as few requests as possible. Those that are gone or hidden are left out of the answer. */
  read(refs: readonly TargetRef[]): Promise<ReadonlyMap<TargetRef, TargetRecord>>;
  /** `draft` is prepared and its references are resolved. */
  create(draft: Draft, options: CreateOptions): Promise<WriteOutcome>;
  /** `read` is the record as it was read: its revision makes a stale write fail, its rows give the ids. */
  update(read: TargetRecord, patch: Patch): Promise<WriteOutcome>;
  /** The fields of a prepared draft that the record does not hold, after this system's own normalising. Rows of other people do not count. */
  differences(desired: Draft, actual: TargetRecord): readonly FieldPath[];
}
