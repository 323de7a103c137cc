import type { Draft, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldValue } from '../../contracts/objects/values.ts';
import type { ObjectKey } from '../../src/domain/identity/object-key.ts';
import type { Link } from '../../src/domain/identity/sync-link.ts';
import { basesAfter, nothingRefused } from '../../src/domain/planning/bases.ts';
import type { BothSides } from '../../src/domain/planning/both-sides.ts';
import { type Desired, resolveReferences } from '../../src/domain/planning/desired.ts';
import { patchOf } from '../../src/domain/planning/diff-record.ts';
import { type Change, pendingKey, type Plan } from '../../src/domain/planning/plan.ts';
import { linked } from './linked.ts';
import { openHash } from './open-hash.ts';
import { createdRecord, patchedRecord } from './patched-record.ts';

interface World {
  readonly links: Map<ObjectKey, Link>;
  readonly records: Map<ObjectKey, TargetRecord | undefined>;
}

/** Both sides after a target without faults has taken everything the plan says, every linked record read anew. */
export function carriedOut(sides: BothSides, plan: Plan): BothSides {
  const world: World = { links: new Map(sides.links), records: new Map(sides.records) };
  for (const change of plan.changes) carryOut(world, change);
  return { ...sides, ...world, verify: true, candidates: new Map(), decisions: new Map() };
}

function carryOut(world: World, change: Change): void {
  const { key, desired, record, diff, linkEdit } = change;
  if (linkEdit === 'drop') world.links.delete(key);
  if (change.takeover) takeOver(world, change, change.takeover);
  else if (change.action === 'create' && desired) create(world, desired);
  else if (
    desired &&
    record &&
    diff &&
    (change.action === 'update' || change.action === 'adopt' || change.action === 'leave')
  ) {
    const fields: Record<string, FieldValue> = {};
    for (const [path, value] of Object.entries(diff.write)) fields[path] = settled(world, value);
    const answer = patchedRecord(record, {
      ...patchOf({ ...diff, write: fields }),
      ...(change.addKey && { witness: key }),
    });
    const draft = resolved(world, desired);
    const bases = basesAfter(change.link ?? { fields: {}, rows: {} }, draft, diff, answer, nothingRefused, openHash);
    const origin = change.origin ?? change.link?.origin ?? 'adopted';
    stand(world, key, linked({ desired, draft, record: answer, bases }, { origin }), answer);
  }
}

function create(world: World, desired: Desired): void {
  const draft = resolved(world, desired);
  const { size } = desired.document ?? { size: 0 };
  const bytes = desired.document && { document: { version: 'v1', uploaded: true, size } };
  const record = { ...createdRecord(`made-${desired.key}`, draft), ...bytes, witness: desired.key };
  stand(world, desired.key, linked({ desired, draft, record }), record);
}

function takeOver(world: World, { key, sourceId }: Change, takeover: Link): void {
  const old: ObjectKey = `document:${takeover.sourceId}`;
  stand(world, key, { ...takeover, sourceId, sourceDeleted: false }, world.records.get(old));
  world.links.delete(old);
}

function stand(world: World, key: ObjectKey, link: Link, record: TargetRecord | undefined): void {
  world.links.set(key, link);
  world.records.set(key, record);
}

function resolved(world: World, desired: Desired): Draft {
  return resolveReferences(desired, (key) => world.links.get(key)?.targetRef).draft;
}

function settled(world: World, value: FieldValue): FieldValue {
  const key = pendingKey(value);
  return key === undefined ? value : (world.links.get(key)?.targetRef ?? null);
}
