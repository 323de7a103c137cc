import { Readable } from 'node:stream';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { CaseManagementTarget } from '../../../contracts/ports/case-management-target.ts';
import { sourceIdOf } from '../../../src/domain/identity/source-id.ts';
import { noRequests } from '../../../src/domain/runs/run.ts';
import type { RequestCounts } from '../../../src/domain/runs/run.ts';
import type { SyncSettings } from '../../../src/domain/settings/sync-settings.ts';
import { putContact } from '../../../src/intake/put-contact.ts';
import { putDocument } from '../../../src/intake/put-document.ts';
import { putMatter } from '../../../src/intake/put-matter.ts';
import { putNote } from '../../../src/intake/put-note.ts';
import { putRelationship } from '../../../src/intake/put-relationship.ts';
import { remove } from '../../../src/intake/remove.ts';
import type { RequestMeter } from '../../../src/ports/systems.ts';
import { Reconcile } from '../../../src/sync/reconcile.ts';
import { firmId, integrationId } from '../../support/line-world.ts';
import type { Line } from '../../support/line-world.ts';
import type { SourceDump, TypedBodies, World } from '../world.ts';
import { sourceDump } from './source-dump.ts';

/** What differs from target to target. */
export interface TargetSide extends Pick<
  World,
  'person' | 'target' | 'fillsIn' | 'generousLookUp' | 'tellsAbsence' | 'close'
> {
  readonly wrapTarget?: (target: CaseManagementTarget) => CaseManagementTarget;
}

/** The world of the commands over the line as it is wired for tests. */
export function worldOverLine(line: Line, side: TargetSide): World {
  const counter = countRequests(line, side.wrapTarget);
  const reconcile = new Reconcile(line.deps, line.requestSync);
  const of = { firmId, integrationId };
  return {
    ...side,
    requests: counter,
    put: (kind, matterId, id, body) => putIn(line, kind, { matterId, id }, body),
    remove: (kind, matterId, id) => remove(line.desk, { firmId, kind, matterId, id }),
    settings: (change) => changeSettings(line, change),
    preview: (matterId, wish) => line.preview.of({ ...of, matterId, ...wish }),
    request: async (matterId, wish) => {
      const full = { for: 'sync' as const, verify: false, retryRefused: false, ...wish };
      return (await line.requestSync.request({ ...of, matterId, wish: full, trigger: { by: 'api' } })).runId;
    },
    reconcile: async () => {
      const { batchId } = await reconcile.start({ ...of, trigger: { by: 'reconcile' } });
      return (await line.storage.books.batches.find(firmId, batchId))?.runIds ?? [];
    },
    decide: async (questionId, choice, targetRef) => {
      const by = 'a paralegal';
      return (
        await line.decide.decide({ firmId, questionId, choice, by, ...(targetRef !== undefined && { targetRef }) })
      ).runId;
    },
    settle: () => line.settle(),
    run: async (runId) => {
      const { changes, ...run } = await line.run(runId);
      return { run, changes };
    },
    attention: (matterId) => line.questions(matterId),
    sourceId: (kind, matterId, id) => (kind === 'contact' || kind === 'matter' ? id : sourceIdOf(matterId, id)),
    source: (): Promise<SourceDump> => sourceDump(line.storage, firmId),
    later: (ms) => line.clock.advance(ms),
  };
}

/** Counts what is really asked of the target, whatever the runs say of it. */
function countRequests(line: Line, wrapTarget: TargetSide['wrapTarget']): () => RequestCounts {
  let counts = noRequests;
  const { systems } = line.deps;
  const count: RequestMeter = (purpose, method) => {
    if (purpose === 'transfer') counts = { ...counts, transfers: counts.transfers + 1 };
    else if (purpose === 'object' && method === 'GET') counts = { ...counts, reads: counts.reads + 1 };
    else if (purpose === 'object') counts = { ...counts, writes: counts.writes + 1 };
  };
  Object.assign(line.deps, {
    systems: {
      source: (firm: string, source: string) => systems.source(firm, source),
      target: async (firm: string, connection: string, meter: RequestMeter) => {
        const both: RequestMeter = (purpose, method) => {
          count(purpose, method);
          meter(purpose, method);
        };
        const opened = await systems.target(firm, connection, both);
        return wrapTarget ? { ...opened, target: wrapTarget(opened.target) } : opened;
      },
    },
  });
  return () => {
    const taken = counts;
    counts = noRequests;
    return taken;
  };
}

async function changeSettings(line: Line, change: Partial<SyncSettings>): Promise<void> {
  const { setups } = line.storage.books;
  const integration = await setups.find(firmId, integrationId);
  if (!integration) throw new Error('The integration is gone.');
  const { settings, settingsRevision } = integration;
  await setups.update({ ...integration, settings: { ...settings, ...change }, settingsRevision: settingsRevision + 1 });
}

async function putIn<Kind extends ObjectKind>(
  { desk }: Line,
  kind: Kind,
  { matterId, id }: { readonly matterId: string; readonly id: string },
  body: TypedBodies[Kind],
): Promise<void> {
  const key = { firmId, matterId, id };
  const puts: { readonly [One in ObjectKind]: (body: TypedBodies[One]) => Promise<unknown> } = {
    contact: (contact) => putContact(desk, key, contact),
    matter: (matter) => putMatter(desk, key, matter),
    note: (note) => putNote(desk, key, note),
    relationship: (tie) => putRelationship(desk, key, tie),
    document: ({ filename, contentType, bytes }) =>
      putDocument(desk, key, {
        filename,
        contentType,
        bytes: Readable.toWeb(Readable.from([Buffer.from(bytes)])) as ReadableStream<Uint8Array>,
      }),
  };
  await (puts[kind] as (body: TypedBodies[Kind]) => Promise<unknown>)(body);
}
