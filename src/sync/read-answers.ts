import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { TargetRef } from '../../contracts/objects/values.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import type { OpenDecision } from '../domain/planning/both-sides.ts';
import type { SyncDependencies } from './dependencies.ts';
import type { Answers } from './gathering.ts';
import { syncerOf, type SyncContext } from './sync-context.ts';

/** What waits for a person about the matter, what was answered, and the records that the answers name. */
export async function readAnswers(deps: SyncDependencies, context: SyncContext): Promise<Answers> {
  const questions = await deps.storage.books.attention.ofMatter(context.integration.id, context.matterId);
  const decisions = new Map<ObjectKey, OpenDecision>();
  const asked = new Map<ObjectKey, ReadonlySet<TargetRef>>();
  for (const { kind, sourceId, field, code, decision, candidates } of questions) {
    // What is asked about a value keeps nobody from looking at the object as ever.
    if (field !== undefined) continue;
    const key = objectKey(kind, sourceId);
    if (decision) decisions.set(key, { ...decision, code });
    else asked.set(key, new Set(candidates.map(({ targetRef }) => targetRef)));
  }
  return { decisions, asked, decided: await readDecided(context, decisions) };
}

async function readDecided(
  context: SyncContext,
  decisions: ReadonlyMap<ObjectKey, OpenDecision>,
): Promise<Map<TargetRef, TargetRecord>> {
  const decided = new Map<TargetRef, TargetRecord>();
  for (const kind of ['contact', 'matter'] as const) {
    const ofKind = [...decisions].filter(([key]) => key.startsWith(`${kind}:`));
    const refs = ofKind.flatMap(([, { targetRef }]) => targetRef ?? []);
    if (refs.length === 0) continue;
    for (const [ref, record] of await syncerOf(context.opened, kind).read(refs)) decided.set(ref, record);
  }
  return decided;
}
