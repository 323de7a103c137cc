/** The facts of one field: S the source now, T the target now, B what the target answered to our last write. */
export interface FieldCase {
  readonly sourceBlank: boolean;
  readonly targetBlank: boolean;
  /** A blank S is carried over like any other value, to where we have written before. */
  readonly erase: boolean;
  /** S = T in the target's own terms. */
  readonly equal: boolean;
  readonly base:
    | { readonly sourceMoved: boolean; readonly targetMoved: boolean; readonly refused: boolean }
    | undefined;
  /** We made the record, rather than finding it or being tied to it by a person. */
  readonly ours: boolean;
  /** What the firm wants where both sides changed; `keep-text` for note texts, which are never overwritten. */
  readonly policy: 'source' | 'target' | 'keep-text';
  readonly restoreEdits: boolean;
  readonly retryRefused: boolean;
}

/**
 * - `leave`: nothing to do. `write`: send S. `rebase`: both agree, remember that.
 * - `overwrite`: send S over a person's value, and say so. `restore`: send S over an edit, because the firm wants it.
 * - `keep-edit`, `keep-conflict`, `keep-theirs`: T stays, and the run says why. `still-refused`: not sent again.
 */
export type FieldVerdict =
  | 'leave'
  | 'write'
  | 'rebase'
  | 'overwrite'
  | 'restore'
  | 'keep-edit'
  | 'keep-conflict'
  | 'keep-theirs'
  | 'still-refused';

/** The table of rules, section 4. */
export function decideField(facts: FieldCase): FieldVerdict {
  if (facts.sourceBlank && !(facts.erase && facts.base?.refused === false)) return 'leave';
  return facts.base ? decideWithBase(facts, facts.base) : decideWithoutBase(facts);
}

function decideWithBase(facts: FieldCase, base: NonNullable<FieldCase['base']>): FieldVerdict {
  if (base.refused && facts.equal) return 'rebase';
  if (base.refused && !base.sourceMoved) return facts.retryRefused ? 'write' : 'still-refused';
  if (!base.sourceMoved && !base.targetMoved) return 'leave';
  if (facts.equal) return 'rebase';
  if (!base.targetMoved) return 'write';
  if (!base.sourceMoved) return facts.restoreEdits ? 'restore' : 'keep-edit';
  return facts.policy === 'source' ? 'overwrite' : 'keep-conflict';
}

function decideWithoutBase(facts: FieldCase): FieldVerdict {
  if (facts.equal) return 'rebase';
  if (facts.targetBlank) return 'write';
  if (!facts.ours) return 'keep-theirs';
  return facts.policy === 'source' ? 'overwrite' : 'keep-conflict';
}
