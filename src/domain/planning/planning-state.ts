import type { TargetRef } from '../../../contracts/objects/values.ts';
import { type ObjectKey, objectKey } from '../identity/object-key.ts';
import type { BothSides } from './both-sides.ts';
import { type Desired, type Resolved, resolveReferences } from './desired.ts';
import { linkedRef } from './linked-ref.ts';
import { type Change, pendingRef } from './plan.ts';

/** A plan in the making: objects are planned in writing order, so that each knows what becomes of what it names. */
export class PlanningState {
  readonly sides: BothSides;
  readonly changes: Change[] = [];
  private readonly byKey = new Map<ObjectKey, Change>();
  private readonly claims = new Map<TargetRef, ObjectKey>();

  constructor(sides: BothSides) {
    this.sides = sides;
  }

  add(change: Change): void {
    this.changes.push(change);
    this.byKey.set(change.key, change);
    if (change.action === 'adopt' && change.targetRef !== undefined) this.claims.set(change.targetRef, change.key);
  }

  planned(key: ObjectKey): Change | undefined {
    return this.byKey.get(key);
  }

  /** Whether another object of this plan already takes the record. */
  claimed(ref: TargetRef): boolean {
    return this.claims.has(ref);
  }

  /** The reference an object has or will have; `undefined` when this plan leaves it without one. */
  refOf(key: ObjectKey): TargetRef | undefined {
    const change = this.byKey.get(key);
    if (change?.action === 'create' || change?.action === 'wait') return change.targetRef ?? pendingRef(key);
    if (change) return change.action === 'refuse' || change.linkEdit === 'drop' ? undefined : change.targetRef;
    return linkedRef(this.sides, key);
  }

  resolve(desired: Desired): Resolved {
    return resolveReferences(desired, (key) => this.refOf(key));
  }

  /** The planned change that keeps an object from being made, if there is one. */
  obstacle(desired: Desired): Change | undefined {
    for (const reference of Object.values(desired.references)) {
      if (!reference.hard) continue;
      const change = this.byKey.get(objectKey(reference.kind, reference.sourceId));
      if (change && this.refOf(change.key) === undefined) return change;
    }
    return undefined;
  }

  /** Something it names is still being made sure of. */
  waitsFor(desired: Desired): Change | undefined {
    return Object.values(desired.references)
      .map((reference) => this.byKey.get(objectKey(reference.kind, reference.sourceId)))
      .find((change) => change?.action === 'wait' && change.targetRef === undefined);
  }
}
