import { objectKinds } from '../../contracts/objects/values.ts';
import { likenessReader } from '../domain/identity/likeness.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import { checkMappings } from '../domain/mapping/check-mappings.ts';
import { targetFieldOf } from '../domain/mapping/field-mapping.ts';
import type { BothSides } from '../domain/planning/both-sides.ts';
import { scopeOf } from '../domain/settings/sync-settings.ts';
import type { SyncDependencies } from './dependencies.ts';
import type { Gathering, ReadRequest } from './gathering.ts';
import { readAnswers } from './read-answers.ts';
import { CandidateReader } from './read-candidates.ts';
import { readCandidates, readGone } from './read-contacts.ts';
import { readBelongings, readClientMatters } from './read-hand-made.ts';
import { readRecords } from './read-records.ts';
import { readSource } from './read-source.ts';
import { syncerOf, type SyncContext } from './sync-context.ts';

/** Gathers everything a plan needs, in as few requests as possible. Reads only. */
export async function readBothSides(
  deps: SyncDependencies,
  context: SyncContext,
  request: ReadRequest,
): Promise<BothSides> {
  const gathering = await begin(deps, context, request);
  const { side, answers } = gathering;
  const moving = await readMoving(deps, context);
  const records = await readRecords(gathering, moving);
  const candidates = await readCandidates(gathering);
  return {
    ...known(gathering),
    matterId: context.matterId,
    desired: side.desired,
    links: side.links,
    named: side.named,
    mappings: side.mappings,
    mappingProblems: checkMappings(side.mappings),
    awaiting: request.awaiting,
    moving,
    records,
    candidates,
    gone: await readGone(gathering, records),
    clientMatters: await readClientMatters(gathering, candidates),
    belongings: await readBelongings(gathering),
    decisions: answers.decisions,
    decided: answers.decided,
  };
}

async function begin(deps: SyncDependencies, context: SyncContext, request: ReadRequest): Promise<Gathering> {
  const { firmId, targetConnectionId } = context.scope;
  const side = await readSource(deps, context, request.view);
  const intents = await deps.storage.books.intents.ofConnection(firmId, targetConnectionId);
  const judge = new CandidateReader(deps, context, side.mappings, intents);
  const answers = await readAnswers(deps, context);
  return { context, request, side, answers, judge, hash: (text) => deps.digest.keyed(text) };
}

async function readMoving(deps: SyncDependencies, { integration, matterId }: SyncContext): Promise<Set<ObjectKey>> {
  const transfers = await deps.storage.books.transfers.ofMatter(integration.id, matterId);
  return new Set(transfers.map((one) => objectKey('document', one.sourceId)));
}

/** What the planner must know and nobody has to be asked for. */
function known({ context, request, side, hash }: Gathering) {
  const { settings, opened } = context;
  const scope = scopeOf(settings);
  return {
    read: new Set(objectKinds.filter((kind) => kind === 'matter' || kind === 'contact' || scope[`${kind}s`])),
    settings,
    capabilities: opened.target.capabilities,
    statusField: targetFieldOf(side.mappings.rows, 'matter', 'status'),
    titleField: targetFieldOf(side.mappings.rows, 'matter', 'title'),
    verify: request.verify,
    retryRefused: request.retryRefused,
    hash,
    likenessOf: likenessReader(side.mappings.rows),
    differences: ((kind, desired, actual) =>
      syncerOf(opened, kind).differences(desired, actual)) satisfies BothSides['differences'],
  };
}
