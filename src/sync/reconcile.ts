import type { SourceMatterStatus } from '../../contracts/objects/source.ts';
import type { MatterSource } from '../../contracts/ports/matter-source.ts';
import { Refused } from '../domain/refusals.ts';
import type { Trigger } from '../domain/runs/run.ts';
import type { Integration } from '../ports/setup-book.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import type { RequestSync } from './request-sync.ts';

const pageSize = 200;

/**
 * Lists what changed in the source since the last time and asks for a sync of each matter that was carried over
 * before, or that is hired and should have been. A matter that nobody pressed a button for is not pushed.
 */
export class Reconcile {
  private readonly deps: SyncDependencies;
  private readonly requestSync: RequestSync;

  constructor(deps: SyncDependencies, requestSync: RequestSync) {
    this.deps = deps;
    this.requestSync = requestSync;
  }

  async start(request: {
    readonly firmId: string;
    readonly integrationId: string;
    readonly trigger: Trigger;
  }): Promise<{ batchId: string }> {
    const { storage, clock, ids, systems } = this.deps;
    const integration = await storage.books.setups.find(request.firmId, request.integrationId);
    if (!integration) throw new Refused('not-found', 'There is no such integration.');
    const batch = {
      id: ids.next(),
      firmId: integration.firmId,
      integrationId: integration.id,
      kind: 'reconcile' as const,
      createdAt: instantOf(clock.now()),
      listed: false,
      runIds: [],
    };
    await storage.books.batches.save(batch);
    const source = await systems.source(integration.firmId, integration.source);
    const runIds = await this.requestChanged(integration, source, batch.id, request.trigger);
    await storage.books.batches.save({ ...batch, runIds, listed: true });
    return { batchId: batch.id };
  }

  /** The cursor moves with the requests of its page: what was listed is asked for, or listed again. */
  private async requestChanged(
    integration: Integration,
    source: MatterSource,
    batchId: string,
    trigger: Trigger,
  ): Promise<string[]> {
    const runIds: string[] = [];
    let { cursor } = integration;
    for (let more = true; more;) {
      const page = await source.changedSince(cursor, pageSize);
      const due = await this.dueOf(integration, source, page.matterIds);
      await this.deps.storage.inTransaction(async (books) => {
        for (const matterId of due) {
          const wish = { for: 'sync' as const, verify: false, retryRefused: false };
          const { runId } = await this.requestSync.requestIn(books, {
            firmId: integration.firmId,
            integrationId: integration.id,
            matterId,
            wish,
            trigger,
            batchId,
          });
          runIds.push(runId);
        }
        const now = await books.setups.find(integration.firmId, integration.id, true);
        if (now) await books.setups.update({ ...now, cursor: page.cursor });
      });
      ({ cursor, more } = page);
    }
    return [...new Set(runIds)];
  }

  private async dueOf(integration: Integration, source: MatterSource, matterIds: readonly string[]): Promise<string[]> {
    const scope = {
      firmId: integration.firmId,
      targetConnectionId: integration.target,
      sourceConnectionId: integration.source,
    };
    const links = await this.deps.storage.books.links.findMany(scope, 'matter', matterIds);
    const linkOf = new Map(links.map((link) => [link.sourceId, link]));
    const due: string[] = [];
    for (const matterId of matterIds) {
      const link = linkOf.get(matterId);
      const status = await this.statusOf(source, matterId);
      if (status === undefined) {
        if (link && !link.sourceDeleted) await this.deps.storage.books.links.save({ ...link, sourceDeleted: true });
      } else if (link || (integration.settings.matterConversionSync && status === 'hired')) due.push(matterId);
    }
    return due;
  }

  /** `undefined` when the matter is gone from the source: nothing is deleted for it, its link is flagged. */
  private async statusOf(source: MatterSource, matterId: string): Promise<SourceMatterStatus | undefined> {
    return (await source.readFamily(matterId, { documents: false, notes: false, relationships: false }))?.matter.status;
  }
}
