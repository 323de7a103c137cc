import type { FieldPath, ObjectKind } from './objects/values.ts';

/**
 * How a created record can be found again when the answer to its create was lost.
 * - `native`: the target refuses or folds a second create with the same key.
 * - `searchable`: our key is stored in the record and can be searched for.
 * - `natural`: no key; the record is recognised by its content and its place.
 * - `none`: it cannot be found again; a lost create waits for a person.
 */
export type CreateKey = 'native' | 'searchable' | 'natural' | 'none';

export interface KindCapability {
  readonly createKey: CreateKey;
  /** Whether an update with a stale revision is refused; without it a lost update is read back before it is sent again. */
  readonly conditionalUpdate: boolean;
  /** Fields without which a create makes no sense; the only ones sent when a create with all fields was refused. */
  readonly essential?: readonly FieldPath[];
  /** Fields that are only taken at creation. */
  readonly createOnly: readonly FieldPath[];
  /** The largest number of rows per repeated field. */
  readonly rowLimits: Readonly<Record<FieldPath, number>>;
}

/** What a target can do, declared as data: the core asks this, never the plugin's name. */
export interface Capabilities {
  readonly kinds: Readonly<Record<ObjectKind, KindCapability>>;
  /** How many independent writes may be under way at once. */
  readonly parallelism: number;
  /** Milliseconds after which a request is given up. */
  readonly deadlineMs: number;
  /** Milliseconds after which a lost write has certainly become visible, or never will. */
  readonly settleMs: number;
}
