import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { TargetRef } from '../../contracts/objects/values.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import { witnessOf } from '../domain/identity/witness.ts';
import { targetFieldOf } from '../domain/mapping/field-mapping.ts';
import type { FoundContact, GoneEvidence } from '../domain/planning/both-sides.ts';
import type { Desired } from '../domain/planning/desired.ts';
import { type Gathering, isNew, isSettled, type ReadRecords } from './gathering.ts';

/** Looks for everybody who is new: who of the target may be the same? */
export async function readCandidates(gathering: Gathering): Promise<Map<ObjectKey, FoundContact[]>> {
  const { context, side, answers, judge } = gathering;
  const candidates = new Map<ObjectKey, FoundContact[]>();
  for (const { kind, key, sourceId, draft, blocked } of side.desired) {
    if (kind !== 'contact' || blocked || !isNew(gathering, key) || isSettled(gathering, key)) continue;
    const found = await context.opened.target.contacts.locate({ by: 'likeness', draft });
    const asked = answers.asked.get(key) ?? new Set<TargetRef>();
    const all = [...found, ...(await readAsked(gathering, found, asked))];
    candidates.set(key, await judge.judge(sourceId, all, asked));
  }
  return candidates;
}

/** Whoever a person is being asked about is looked at again, also when the look-up now finds others. */
async function readAsked(
  { context }: Gathering,
  found: readonly TargetRecord[],
  asked: ReadonlySet<TargetRef>,
): Promise<TargetRecord[]> {
  const missed = [...asked].filter((ref) => !found.some((record) => record.ref === ref));
  return missed.length === 0 ? [] : [...(await context.opened.target.contacts.read(missed)).values()];
}

/** For linked contacts that are gone: what can be learnt about what became of them. */
export async function readGone(gathering: Gathering, records: ReadRecords): Promise<Map<ObjectKey, GoneEvidence>> {
  const gone = new Map<ObjectKey, GoneEvidence>();
  for (const desired of gathering.side.desired) {
    if (desired.kind !== 'contact' || !records.has(desired.key) || records.get(desired.key)) continue;
    gone.set(desired.key, await readEvidence(gathering, desired, records));
  }
  return gone;
}

async function readEvidence(gathering: Gathering, desired: Desired, records: ReadRecords): Promise<GoneEvidence> {
  const { context, judge } = gathering;
  const alike = await context.opened.target.contacts.locate({ by: 'likeness', draft: desired.draft });
  const byKey = await readByKey(gathering, desired);
  const [matterClient] = await judge.judge(desired.sourceId, await readMatterClient(gathering, desired, records));
  return {
    matterClient,
    byKey: await judge.judge(desired.sourceId, byKey),
    alike: await judge.judge(desired.sourceId, alike),
  };
}

async function readByKey({ context, hash }: Gathering, desired: Desired): Promise<readonly TargetRecord[]> {
  const { contacts, capabilities } = context.opened.target;
  if (capabilities.kinds.contact.createKey !== 'searchable') return [];
  const witness = witnessOf({ ...context.scope, kind: 'contact', sourceId: desired.sourceId }, hash);
  const notBefore = new Date(0).toISOString();
  return contacts.locate({
    by: 'witness',
    witness,
    draft: desired.draft,
    notBefore,
    thorough: false,
    excluding: new Set(),
  });
}

/** After a merge the matter's client is the contact that was kept. */
async function readMatterClient(
  { context, side }: Gathering,
  desired: Desired,
  records: ReadRecords,
): Promise<TargetRecord[]> {
  const key = objectKey('matter', context.matterId);
  const link = side.links.get(key);
  const clientField = targetFieldOf(side.mappings.rows, 'matter', 'client');
  if (desired.sourceId !== side.clientId || !link || link.targetDeleted || clientField === undefined) return [];
  const { contacts, matters } = context.opened.target;
  if (!records.has(key)) records.set(key, (await matters.read([link.targetRef])).get(link.targetRef));
  const ref = records.get(key)?.fields[clientField];
  if (typeof ref !== 'string' || ref === side.links.get(desired.key)?.targetRef) return [];
  const found = (await contacts.read([ref])).get(ref);
  return found ? [found] : [];
}
