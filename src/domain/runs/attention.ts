import type { FieldPath, Instant, ObjectKind, TargetRef } from '../../../contracts/objects/values.ts';

export interface Candidate {
  readonly targetRef: TargetRef;
  readonly url?: string;
  readonly summary: string;
}

/** Every answer that a question may offer. */
export type Choice = 'link' | 'create' | 'recreate' | 'unlink' | 'leave' | 'add-version' | 'keep' | 'send-again';

/** A person's answer. It is kept until a sync has acted on it. */
export interface Decision {
  readonly choice: Choice;
  readonly targetRef?: TargetRef;
  readonly by: string;
  readonly at: Instant;
}

/**
 * What waits for a person: the question, the evidence, the choices. At most one open question per object, and one per
 * field of an object whose value has no counterpart.
 */
export interface Question {
  readonly id: string;
  readonly firmId: string;
  readonly integrationId: string;
  readonly matterId: string;
  readonly kind: ObjectKind;
  readonly sourceId: string;
  readonly code: string;
  readonly question: string;
  readonly evidence: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly choices: readonly Choice[];
  /** For a question about a value: the target field, the crosswalk, and the value by which its table knows it. */
  readonly field?: FieldPath;
  readonly crosswalk?: string;
  readonly value?: string;
  readonly since: Instant;
  readonly decision?: Decision;
  /** A sync acted on the decision, or the question no longer arises. */
  readonly closedAt?: Instant;
}
