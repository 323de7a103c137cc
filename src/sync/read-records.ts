import { type FieldPath, objectKinds } from '../../contracts/objects/values.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import { fingerprintOf } from '../domain/planning/canonical.ts';
import { type Desired, type Resolved, resolveReferences } from '../domain/planning/desired.ts';
import { linkedRef } from '../domain/planning/linked-ref.ts';
import { sourceMoved } from '../domain/planning/source-moved.ts';
import { isRetried } from '../domain/runs/run.ts';
import type { Gathering, ReadRecords } from './gathering.ts';
import { syncerOf } from './sync-context.ts';

/** Reads the linked records that a plan cannot be made without, a kind at a time. */
export async function readRecords(gathering: Gathering, moving: ReadonlySet<ObjectKey>): Promise<ReadRecords> {
  const { context, side, answers } = gathering;
  const wanted = side.desired.flatMap((desired) => {
    const link = side.links.get(desired.key);
    if (!link || moving.has(desired.key)) return [];
    return answers.decisions.has(desired.key) || isInDoubt(gathering, desired, link) ? [{ desired, link }] : [];
  });
  const records: ReadRecords = new Map();
  for (const kind of objectKinds) {
    const ofKind = wanted.filter(({ desired }) => desired.kind === kind);
    if (ofKind.length === 0) continue;
    const found = await syncerOf(context.opened, kind).read(ofKind.map(({ link }) => link.targetRef));
    for (const { desired, link } of ofKind) records.set(desired.key, found.get(link.targetRef));
  }
  return records;
}

/** Nothing changed, nothing read: the fingerprint speaks for the target unless something is known to be off. */
function isInDoubt(gathering: Gathering, desired: Desired, link: Link): boolean {
  const { request, answers, hash } = gathering;
  if (request.suspects.has(desired.key) || namesRemade(gathering, desired)) return true;
  if (link.targetDeleted) return isAttached(desired) && sourceMoved(desired, link, hash);
  const { marked, unresolved } = resolve(gathering, desired);
  if (answers.asked.has(desired.key) || unresolved.some((path) => mayStandSoon(gathering, desired, path))) return true;
  const unchanged = link.fingerprint === fingerprintOf(marked, desired.document, hash);
  const refused = isRetried(request.retryRefused, desired.key) && hasRefusals(link);
  return !unchanged || request.verify || refused || link.document?.uploaded === false;
}

/** A person decided to make again what it names. */
function namesRemade({ answers }: Gathering, { references }: Desired): boolean {
  const keys = Object.values(references).map(({ kind, sourceId }) => objectKey(kind, sourceId));
  return keys.some((key) => answers.decisions.get(key)?.choice === 'recreate');
}

/** What a person left deleted is not asked about again; what hangs on a matter comes back when its source moves. */
function isAttached({ kind }: Desired): boolean {
  return kind !== 'contact' && kind !== 'matter';
}

/** It names somebody whom this very sync may bring over. */
function mayStandSoon({ side }: Gathering, desired: Desired, path: FieldPath): boolean {
  const reference = desired.references[path];
  const named = reference && side.desired.find((one) => one.key === objectKey(reference.kind, reference.sourceId));
  return named !== undefined && !named.blocked && !side.links.get(named.key)?.targetDeleted;
}

function resolve({ side }: Gathering, desired: Desired): Resolved {
  return resolveReferences(desired, (key) => linkedRef(side, key));
}

function hasRefusals({ fields, rows }: Link): boolean {
  return [...Object.values(fields), ...Object.values(rows).flat()].some((base) => base.refused);
}
