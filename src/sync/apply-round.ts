import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import { SyncFailure } from '../../contracts/failures.ts';
import type { Draft } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue, TargetRef } from '../../contracts/objects/values.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import type { BothSides } from '../domain/planning/both-sides.ts';
import { type Desired, resolveReferences } from '../domain/planning/desired.ts';
import { linkedRef } from '../domain/planning/linked-ref.ts';
import { type Change, pendingKey, type Plan } from '../domain/planning/plan.ts';
import type { SyncDependencies } from './dependencies.ts';
import type { LaneHold } from './lane-hold.ts';
import type { SyncContext } from './sync-context.ts';

/** What an object that others name has come to. */
export type Standing = 'stands' | 'waits' | 'fails';

/** The draft to send, or what it has to wait for. */
export interface Ready {
  readonly draft: Draft;
  readonly marked: Draft;
  readonly unresolved: readonly FieldPath[];
  readonly obstacle?: { readonly key: ObjectKey; readonly standing: Standing };
}

/** One passage through a plan: what the changes of a round share while they are carried out. */
export class Round {
  readonly deps: SyncDependencies;
  readonly context: SyncContext;
  readonly lane: LaneHold;
  readonly runId: string;
  readonly sides: BothSides;
  /** Objects to be read anew in another round, because a write has shown that something is off. */
  readonly suspects = new Set<ObjectKey>();
  /** Objects about which this round asks a person. */
  readonly asked = new Set<ObjectKey>();
  /** A record that was there has been written to: what others tell of it may read differently now. */
  hasUpdated = false;
  /** The plan no longer fits the target: read and plan once more. */
  again = false;
  /** When something that waits is to be looked at, in ms since 1970. */
  wakeAt: number | undefined;
  /** A value was refused: what is known of the target's fields may be out of date. */
  catalogueInDoubt = false;
  /** What made it pointless to send anything more. */
  broken: Error | undefined;
  private readonly refs = new Map<ObjectKey, TargetRef>();
  private readonly standings = new Map<ObjectKey, Standing>();

  constructor(deps: SyncDependencies, context: SyncContext, lane: LaneHold, runId: string, sides: BothSides) {
    this.deps = deps;
    this.context = context;
    this.lane = lane;
    this.runId = runId;
    this.sides = sides;
  }

  readonly hash = (text: string): string => this.deps.digest.keyed(text);

  stands(key: ObjectKey, ref: TargetRef): void {
    this.refs.set(key, ref);
    this.standings.set(key, 'stands');
  }

  comesTo(key: ObjectKey, standing: Standing): void {
    this.standings.set(key, standing);
  }

  wake(at: number): void {
    this.wakeAt = Math.min(this.wakeAt ?? Infinity, at);
  }

  /** Fills in the references as they stand now. */
  ready(desired: Desired): Ready {
    const resolved = resolveReferences(desired, (key) => this.refOf(key));
    for (const path of resolved.unresolved) {
      const reference = desired.references[path];
      if (!reference) continue;
      const key = objectKey(reference.kind, reference.sourceId);
      const standing = this.standings.get(key) ?? 'fails';
      if (reference.hard || standing === 'waits') return { ...resolved, obstacle: { key, standing } };
    }
    return resolved;
  }

  /** The planned values with the references of records that this plan has made; those that were not made are left out. */
  settleValues(fields: Readonly<Record<FieldPath, FieldValue>>): Record<FieldPath, FieldValue> {
    const settled: Record<FieldPath, FieldValue> = {};
    for (const [path, value] of Object.entries(fields)) {
      const key = pendingKey(value);
      const now = key === undefined ? value : this.refOf(key);
      if (now !== undefined) settled[path] = now;
    }
    return settled;
  }

  private refOf(key: ObjectKey): TargetRef | undefined {
    return this.refs.get(key) ?? (this.standings.has(key) ? undefined : linkedRef(this.sides, key));
  }
}

/**
 * Carries a plan out in writing order: companies, people, the matter, then what hangs on it; side by side within a
 * step, up to the target's parallelism. After a failure that concerns everything, what is under way is let end and
 * nothing more begins.
 */
export async function applyRound(
  round: Round,
  plan: Plan,
  apply: (round: Round, change: Change) => Promise<void>,
): Promise<void> {
  const { parallelism } = round.sides.capabilities;
  for (const step of stepsOf(plan)) {
    const carryOut = async (change: Change): Promise<void> => {
      if (round.broken !== undefined) return;
      try {
        await apply(round, change);
      } catch (failure) {
        round.broken ??= failure instanceof Error ? failure : new Error('A change failed.', { cause: failure });
      }
    };
    await lastValueFrom(from(step).pipe(mergeMap(carryOut, parallelism), toArray()));
    if (round.broken !== undefined && !(round.broken instanceof SyncFailure)) throw round.broken;
  }
  if (round.broken !== undefined) throw round.broken;
}

function stepsOf(plan: Plan): Change[][] {
  const isCompany = (change: Change) => change.desired?.draft.fields.type === 'company';
  const contacts = plan.changes.filter((change) => change.kind === 'contact');
  return [
    contacts.filter(isCompany),
    contacts.filter((change) => !isCompany(change)),
    plan.changes.filter((change) => change.kind === 'matter'),
    plan.changes.filter((change) => change.kind !== 'contact' && change.kind !== 'matter'),
  ];
}
