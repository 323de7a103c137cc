import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { ObjectKind, TargetRef } from '../../contracts/objects/values.ts';
import { likenessReader } from '../domain/identity/likeness.ts';
import { matchContact } from '../domain/identity/match-contact.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import type { FoundContact } from '../domain/planning/both-sides.ts';
import { foundRef, type Gathering, isNew, isSettled } from './gathering.ts';
import { syncerOf } from './sync-context.ts';

type Candidates = ReadonlyMap<ObjectKey, readonly FoundContact[]>;

/** A matter typed by hand may be waiting for a client that was there before we came. */
export async function readClientMatters(gathering: Gathering, candidates: Candidates): Promise<TargetRecord[]> {
  const { context, judge } = gathering;
  const key = objectKey('matter', context.matterId);
  if (!isNew(gathering, key) || isSettled(gathering, key)) return [];
  const owner = adoptedClient(gathering, candidates);
  if (owner === undefined) return [];
  return judge.unlinked('matter', await context.opened.target.matters.locate({ by: 'owner', owner }));
}

function adoptedClient({ side, answers }: Gathering, candidates: Candidates): TargetRef | undefined {
  const key = objectKey('contact', side.clientId);
  const link = side.links.get(key);
  if (link) return foundRef(link);
  const chosen = answers.decisions.get(key)?.targetRef;
  if (chosen !== undefined && answers.decided.has(chosen)) return chosen;
  const desired = side.desired.find((one) => one.key === key);
  if (!desired) return undefined;
  const found = (candidates.get(key) ?? []).map(({ record, ...rest }) => ({ ref: record.ref, ...rest }));
  const match = matchContact(likenessReader(side.mappings.rows)(desired.draft), found);
  return match.verdict === 'adopt' ? match.ref : undefined;
}

/** Notes, ties and files that a matter tied by hand already has; only kinds that have something new are listed. */
export async function readBelongings(gathering: Gathering): Promise<Map<ObjectKind, TargetRecord[]>> {
  const { context, side, judge } = gathering;
  const belongings = new Map<ObjectKind, TargetRecord[]>();
  const owner = matterByHand(gathering);
  if (owner === undefined) return belongings;
  for (const kind of ['relationship', 'note', 'document'] as const) {
    if (!side.desired.some((desired) => desired.kind === kind && isNew(gathering, desired.key))) continue;
    const listed = await syncerOf(context.opened, kind).locate({ by: 'owner', owner });
    belongings.set(kind, await judge.unlinked(kind, listed));
  }
  return belongings;
}

function matterByHand({ context, side, answers }: Gathering): TargetRef | undefined {
  const key = objectKey('matter', context.matterId);
  const link = side.links.get(key);
  if (link) return foundRef(link);
  const decision = answers.decisions.get(key);
  return decision?.choice === 'link' ? decision.targetRef : undefined;
}
