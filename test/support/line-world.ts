import { ContainerModule } from 'inversify';
import type { LockedMapping } from '../../contracts/mappings.ts';
import { definePlugin } from '../../contracts/plugin.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import { lockedMappings } from '../../plugins/in-memory/fields.ts';
import { InMemorySystem } from '../../plugins/in-memory/system.ts';
import { openInMemoryTarget } from '../../plugins/in-memory/target.ts';
import { CountingIds } from '../../src/adapters/memory/counting-ids.ts';
import { ManualClock } from '../../src/adapters/memory/manual-clock.ts';
import { MemoryBlobStore } from '../../src/adapters/memory/memory-blob-store.ts';
import { openMemoryStorage } from '../../src/adapters/memory/memory-storage.ts';
import { PlainDigest } from '../../src/adapters/memory/plain-digest.ts';
import type { RunWish } from '../../src/domain/runs/run.ts';
import { defaultSettings, type SyncSettings } from '../../src/domain/settings/sync-settings.ts';
import { IntakeDesk } from '../../src/intake/intake-desk.ts';
import { IntakeSource } from '../../src/intake/intake-source.ts';
import { markHired } from '../../src/intake/mark-hired.ts';
import type { Connection } from '../../src/ports/connection-vault.ts';
import type { Plugins } from '../../src/ports/plugins.ts';
import type { RequestMeter, Systems } from '../../src/ports/systems.ts';
import type { WorkItem } from '../../src/ports/work-queue.ts';
import { Catalogue } from '../../src/setup/catalogue.ts';
import { CheckLive } from '../../src/setup/check-live.ts';
import { Crosswalks } from '../../src/setup/crosswalks.ts';
import { MappingSets } from '../../src/setup/mapping-sets.ts';
import { Mappings } from '../../src/setup/mappings.ts';
import { Decide } from '../../src/sync/decide.ts';
import type { SyncDependencies } from '../../src/sync/dependencies.ts';
import { Preview } from '../../src/sync/preview.ts';
import { RequestSync } from '../../src/sync/request-sync.ts';
import { RunSync } from '../../src/sync/run-sync.ts';
import { RunTransfer } from '../../src/sync/run-transfer.ts';

export const firmId = 'firm';
export const integrationId = 'integration';
const targetConnectionId = 'target';

const quiet = { debug: () => {}, info: () => {}, warn: () => {} };

/** The target that a world writes to. */
export interface WorldTarget {
  readonly system: string;
  readonly lockedMappings: readonly LockedMapping[];
  readonly open: (meter: RequestMeter) => CaseManagementTarget;
}

function connectionTo(system: string): Connection {
  return {
    id: targetConnectionId,
    firmId,
    system,
    keyFields: true,
    status: 'connected',
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

/** Of the plugin only its locked mappings are asked for here. */
function pluginsOf({ system, lockedMappings }: WorldTarget): Plugins {
  const kind = { createKey: 'none', conditionalUpdate: false, createOnly: [], rowLimits: {} } as const;
  const plugin = definePlugin({
    id: system,
    title: system,
    roles: ['target'],
    regions: [],
    environment: [],
    capabilities: {
      kinds: { contact: kind, matter: kind, relationship: kind, note: kind, document: kind },
      parallelism: 1,
      deadlineMs: 1,
      settleMs: 1,
    },
    lockedMappings,
    module: new ContainerModule(() => {}),
  });
  const open = () => {
    throw new Error('The world opens its target itself.');
  };
  return { installed: [plugin], find: (id) => (id === system ? plugin : undefined), open };
}

/** The whole line between the intake and a target, on memory stores, with time that moves by hand. */
export class Line {
  readonly clock = new ManualClock('2026-03-02T09:00:00.000Z');
  readonly storage = openMemoryStorage({ clock: this.clock });
  readonly desk = new IntakeDesk({ storage: this.storage, blobs: new MemoryBlobStore(), clock: this.clock });
  readonly deps: SyncDependencies;
  readonly requestSync: RequestSync;
  readonly preview: Preview;
  readonly decide: Decide;
  readonly mappings: Mappings;
  readonly crosswalks: Crosswalks;
  readonly checkLive: CheckLive;
  /** What happens in the world just before bytes move. */
  beforeTransfer: () => Promise<void> = async () => {};
  private readonly targetSystem: string;
  private readonly runSync: RunSync;
  private readonly runTransfer: RunTransfer;

  constructor(target: (clock: ManualClock) => WorldTarget) {
    const { storage, clock } = this;
    const opened = target(clock);
    const systems = this.systems(opened);
    this.targetSystem = opened.system;
    const catalogue = new Catalogue({ storage, systems, clock });
    const mappingSets = new MappingSets({ storage, systems, catalogue, plugins: pluginsOf(opened) });
    this.mappings = new Mappings({ storage, mappingSets, clock, ids: new CountingIds() });
    this.crosswalks = new Crosswalks({ storage, mappingSets });
    this.checkLive = new CheckLive({ mappingSets, clock });
    this.deps = {
      storage,
      clock,
      ids: new CountingIds(),
      digest: new PlainDigest(),
      log: quiet,
      systems,
      catalogues: catalogue,
    };
    this.requestSync = new RequestSync(this.deps, markHired);
    this.preview = new Preview(this.deps);
    this.decide = new Decide(this.deps, this.requestSync);
    this.runSync = new RunSync(this.deps);
    this.runTransfer = new RunTransfer(this.deps);
  }

  private systems({ system, lockedMappings, open }: WorldTarget): Systems {
    const connection = connectionTo(system);
    return {
      target: async (_firmId, _connectionId, meter) => ({ connection, lockedMappings, target: open(meter) }),
      source: async () => new IntakeSource(this.desk, firmId),
    };
  }

  async open(settings: Partial<SyncSettings> = {}): Promise<void> {
    await this.storage.books.connections.add(connectionTo(this.targetSystem));
    await this.storage.books.setups.add({
      id: integrationId,
      firmId,
      source: 'intake',
      target: targetConnectionId,
      settingsRevision: 1,
      mappingRevision: 1,
      createdAt: '2026-01-01T00:00:00.000Z',
      settings: {
        ...defaultSettings,
        timeZone: 'America/Los_Angeles',
        matterDocumentSync: true,
        matterNoteSync: true,
        matterRelationshipSync: true,
        ...settings,
      },
    });
  }

  /** Presses a button and lets the queue run until nothing waits any more, moving the clock to each due time. */
  async press(matterId: string, wish: Partial<RunWish> = {}) {
    const { runId } = await this.requestSync.request({
      firmId,
      integrationId,
      matterId,
      wish: { for: 'sync', verify: false, retryRefused: false, ...wish },
      trigger: { by: 'api' },
    });
    await this.settle();
    return this.run(runId);
  }

  /** Lets only that run which is due at this moment. */
  async settleNow(): Promise<void> {
    for (
      let items = this.storage.takeDue(this.clock.now());
      items.length > 0;
      items = this.storage.takeDue(this.clock.now())
    )
      for (const item of items) await this.serve(item);
  }

  async settle(): Promise<void> {
    for (let due = this.storage.nextDue(); due !== undefined; due = this.storage.nextDue()) {
      if (due > this.clock.now()) this.clock.set(due);
      for (const item of this.storage.takeDue(this.clock.now())) await this.serve(item);
    }
  }

  private async serve(item: WorkItem): Promise<void> {
    if (item.kind === 'transfer') await this.beforeTransfer();
    await this.whileTimePasses(
      item.kind === 'run' ? this.runSync.handle(item) : this.runTransfer.handle(item, new AbortController().signal),
    );
  }

  /** Whoever sleeps on the clock is woken at once: nobody waits in a test. */
  private async whileTimePasses(work: Promise<void>): Promise<void> {
    const state = { over: false };
    const ended = work.finally(() => {
      state.over = true;
    });
    ended.catch(() => undefined);
    while (!state.over) {
      const wake = this.clock.nextWake();
      if (wake !== undefined) this.clock.set(wake);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await ended;
  }

  async run(runId: string) {
    const run = await this.storage.books.runs.find(firmId, runId);
    if (!run) throw new Error(`There is no run ${runId}.`);
    return { ...run, changes: await this.storage.books.runs.changes(runId) };
  }

  questions(matterId: string) {
    return this.storage.books.attention.ofMatter(integrationId, matterId);
  }
}

/** The line to the in-memory system. */
export class LineWorld extends Line {
  readonly system: InMemorySystem;

  constructor(options: { readonly keyFields?: boolean } = {}) {
    let system: InMemorySystem | undefined;
    super((clock) => {
      const made = new InMemorySystem(() => clock.now());
      system = made;
      return {
        system: 'in-memory',
        lockedMappings,
        open: (meter) => openInMemoryTarget(made, { keyFields: options.keyFields ?? true, meter }),
      };
    });
    this.system = system!;
  }
}
