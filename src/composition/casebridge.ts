import type { Observable } from 'rxjs';
import { Refused } from '../domain/refusals.ts';
import type { Run, RunChange } from '../domain/runs/run.ts';
import type { RunEvent } from '../ports/run-log.ts';
import type { PreviewResult } from '../sync/preview.ts';
import type { Core, Ground } from './assemble.ts';

/** A matter of an integration of a firm. */
export interface MatterOf {
  readonly firmId: string;
  readonly integrationId: string;
  readonly matterId: string;
}

export interface SyncOptions {
  /** Read the target too and repair what needs no opinion. Default false. */
  readonly verify?: boolean;
  /** The `planHash` of a preview: apply only the plan that was shown. */
  readonly expect?: string;
}

/** The core for services that embed it, without HTTP. Throws `Refused` with a code for what cannot be done. */
export class Casebridge {
  constructor(
    private readonly core: Core,
    private readonly ground: Ground,
  ) {}

  /** What a sync would do. Writes nothing. */
  preview(
    matter: MatterOf,
    options: { readonly for?: 'sync' | 'convert'; readonly verify?: boolean } = {},
  ): Promise<PreviewResult> {
    return this.core.preview.of({ ...matter, for: options.for ?? 'sync', verify: options.verify ?? false });
  }

  /** Syncs a matter, for the first time or again; follow the run by `events$` or `run`. */
  sync(matter: MatterOf, options: SyncOptions = {}): Promise<{ readonly runId: string }> {
    return this.request(matter, 'sync', options);
  }

  /** The client hires the firm: the matter becomes hired and is synced. */
  convert(matter: MatterOf, options: Pick<SyncOptions, 'expect'> = {}): Promise<{ readonly runId: string }> {
    return this.request(matter, 'convert', options);
  }

  /** A run with everything that it did. */
  async run(firmId: string, runId: string): Promise<Run & { readonly changes: readonly RunChange[] }> {
    const { runs } = this.ground.storage.books;
    const run = await runs.find(firmId, runId);
    if (!run) throw new Refused('not-found', 'There is no such run.');
    return { ...run, changes: await runs.changes(runId) };
  }

  /** What happens to a firm's runs: from now on, or after a sequence number. Ends when the application does. */
  events$(firmId: string, after?: number): Observable<RunEvent> {
    return this.core.runEvents.after(firmId, after);
  }

  private request(matter: MatterOf, goal: 'sync' | 'convert', { verify = false, expect }: SyncOptions) {
    const wish = { for: goal, verify, retryRefused: false, ...(expect === undefined ? {} : { expect }) };
    return this.core.requestSync.request({ ...matter, wish, trigger: { by: 'embedded' } });
  }
}
