import type { TargetRecord } from '../../../contracts/objects/target.ts';
import type { ObjectKind, TargetRef } from '../../../contracts/objects/values.ts';
import { isObjectKey, type ObjectKey } from '../identity/object-key.ts';
import type { Link, LinkOrigin } from '../identity/sync-link.ts';
import type { Candidate, Choice } from '../runs/attention.ts';
import type { ChangeAction, FieldNote } from '../runs/run.ts';
import type { Desired } from './desired.ts';
import type { RecordDiff } from './diff-record.ts';

/** A question to a person, before it has an id. */
export interface QuestionDraft {
  readonly code: string;
  readonly question: string;
  readonly evidence: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly choices: readonly Choice[];
}

/** What is done with a document's bytes: a new record, a new version, or an upload taken up again. */
export type Bytes = 'create' | 'add-version' | 'resume';

/** What a sync would do with one object, with its reason in words. */
export interface Change {
  readonly key: ObjectKey;
  readonly kind: ObjectKind;
  readonly sourceId: string;
  readonly action: ChangeAction;
  readonly reason: string;
  readonly code?: string;
  readonly notes: readonly FieldNote[];
  readonly targetRef?: TargetRef;
  /** Absent when the source object is gone. */
  readonly desired?: Desired;
  readonly link?: Link;
  /** The record as it was read; for adopt and update. */
  readonly record?: TargetRecord;
  readonly diff?: RecordDiff;
  /** Our key is to be put on the record. */
  readonly addKey?: boolean;
  readonly origin?: LinkOrigin;
  readonly bytes?: Bytes;
  readonly question?: QuestionDraft;
  /** What becomes of the link without a write. */
  readonly linkEdit?: 'drop' | 'flag-source-deleted' | 'flag-target-deleted' | 'accept-version' | 'revive';
  /** The link of a vanished source file that this one takes over. */
  readonly takeover?: Link;
}

export interface Plan {
  readonly changes: readonly Change[];
  /** Equal plans have equal hashes. */
  readonly hash: string;
}

const pendingMark = 'pending:';

/** Stands in a draft for the reference of a record that this very plan makes. */
export function pendingRef(key: ObjectKey): TargetRef {
  return `${pendingMark}${key}`;
}

export function pendingKey(value: unknown): ObjectKey | undefined {
  if (typeof value !== 'string' || !value.startsWith(pendingMark)) return undefined;
  const key = value.slice(pendingMark.length);
  return isObjectKey(key) ? key : undefined;
}
