import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { TargetRef } from '../../contracts/objects/values.ts';
import type { ObjectKey } from '../domain/identity/object-key.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import type { Awaiting, OpenDecision } from '../domain/planning/both-sides.ts';
import type { Hash } from '../domain/planning/canonical.ts';
import type { Retried } from '../domain/runs/run.ts';
import type { CandidateReader } from './read-candidates.ts';
import type { SourceSide, SourceView } from './read-source.ts';
import type { SyncContext } from './sync-context.ts';

export interface ReadRequest {
  readonly verify: boolean;
  readonly retryRefused: Retried;
  /** Open intents of this target connection, as the settling step left them. */
  readonly awaiting: ReadonlyMap<ObjectKey, Awaiting>;
  /** Objects that are read although their fingerprints agree, because a write has just shown that something is off. */
  readonly suspects: ReadonlySet<ObjectKey>;
  readonly view?: SourceView;
}

/** What people were asked about the matter, and what they answered. */
export interface Answers {
  readonly decisions: ReadonlyMap<ObjectKey, OpenDecision>;
  /** Records that decisions name and that are there. */
  readonly decided: ReadonlyMap<TargetRef, TargetRecord>;
  /** Objects with a question that nobody has answered yet, and the records that it names. */
  readonly asked: ReadonlyMap<ObjectKey, ReadonlySet<TargetRef>>;
}

/** What all that read a target for one plan have in common. */
export interface Gathering {
  readonly context: SyncContext;
  readonly request: ReadRequest;
  readonly side: SourceSide;
  readonly answers: Answers;
  readonly judge: CandidateReader;
  readonly hash: Hash;
}

/** Linked records as they were read; a key that maps to `undefined` was read and is gone. */
export type ReadRecords = Map<ObjectKey, TargetRecord | undefined>;

/** Somebody new: no link, no lost create that is being made sure of. */
export function isNew({ side, request }: Gathering, key: ObjectKey): boolean {
  return !side.links.has(key) && !request.awaiting.has(key);
}

/** An answer that can be acted on needs no candidates; one that names a record which has vanished does. */
export function isSettled({ answers }: Gathering, key: ObjectKey): boolean {
  const decision = answers.decisions.get(key);
  if (decision?.choice !== 'link') return decision !== undefined;
  return decision.targetRef !== undefined && answers.decided.has(decision.targetRef);
}

/** The reference of a record that was there before we came and is tied now. */
export function foundRef(link: Link): TargetRef | undefined {
  return link.origin === 'created' || link.targetDeleted ? undefined : link.targetRef;
}
