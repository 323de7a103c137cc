import type { ObjectKind } from '../../contracts/objects/values.ts';
import type { MatterSource } from '../../contracts/ports/matter-source.ts';
import type { ObjectSyncer } from '../../contracts/ports/object-syncer.ts';
import type { LinkKey } from '../domain/identity/sync-link.ts';
import type { MappingSnapshot } from '../domain/mapping/field-mapping.ts';
import { noRequests, type RequestCounts } from '../domain/runs/run.ts';
import type { SyncSettings } from '../domain/settings/sync-settings.ts';
import type { LinkScope } from '../ports/link-book.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { OpenTarget } from '../ports/systems.ts';
import type { SyncDependencies } from './dependencies.ts';

/** Counts what is sent while one run or preview is under way. */
export class RequestCounter {
  private current: RequestCounts = noRequests;

  readonly meter = (purpose: string, method: string): void => {
    const { reads, writes, transfers } = this.current;
    if (purpose === 'transfer') this.current = { reads, writes, transfers: transfers + 1 };
    else if (purpose === 'object')
      this.current =
        method === 'GET' ? { reads: reads + 1, writes, transfers } : { reads, writes: writes + 1, transfers };
  };

  /** What was counted since the last call. */
  take(): RequestCounts {
    const taken = this.current;
    this.current = noRequests;
    return taken;
  }
}

/** What a run goes by: taken when it starts, and not again until it is asked for anew. */
export interface Terms {
  readonly settings: SyncSettings;
  readonly mappings: MappingSnapshot;
}

/** One integration, opened on both sides, for one matter. */
export interface SyncContext {
  readonly integration: Integration;
  readonly settings: SyncSettings;
  readonly mappings: MappingSnapshot;
  readonly matterId: string;
  readonly scope: LinkScope;
  readonly source: MatterSource;
  readonly opened: OpenTarget;
  readonly requests: RequestCounter;
}

export async function openContext(
  deps: SyncDependencies,
  integration: Integration,
  { settings, mappings }: Terms,
  matterId: string,
): Promise<SyncContext> {
  const requests = new RequestCounter();
  const { firmId, source, target } = integration;
  return {
    integration,
    settings,
    mappings,
    matterId,
    scope: { firmId, targetConnectionId: target, sourceConnectionId: source },
    source: await deps.systems.source(firmId, source),
    opened: await deps.systems.target(firmId, target, requests.meter),
    requests,
  };
}

export function keyIn(scope: LinkScope, kind: ObjectKind, sourceId: string): LinkKey {
  return { ...scope, kind, sourceId };
}

export type AnySyncer = Omit<ObjectSyncer, 'create'>;

/** The adapter for a kind; documents are created by a call of their own. */
export function syncerOf(opened: OpenTarget, kind: ObjectKind): AnySyncer {
  const { contacts, matters, relationships, notes, documents } = opened.target;
  return { contact: contacts, matter: matters, relationship: relationships, note: notes, document: documents }[kind];
}
