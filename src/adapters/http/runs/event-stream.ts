import { concatMap, type Observable } from 'rxjs';
import type { Run, RunChange } from '../../../domain/runs/run.ts';
import type { RunEvent } from '../../../ports/run-log.ts';
import type { Storage } from '../../../ports/storage.ts';
import { viewChange, viewRun } from './view-run.ts';

/** What an event holds: the type tells, but not the compiler. */
type Told = { readonly type: 'run'; readonly data: Run } | { readonly type: 'change'; readonly data: RunChange };

function isTold(event: RunEvent): event is RunEvent & Told {
  return (event.type === 'run') === 'status' in event.data;
}

/** Events as they are shown. Changes come run by run, so the source of the latest run is worth remembering. */
class EventViews {
  private latest: { readonly runId: string; readonly source: string | undefined } | undefined;

  constructor(private readonly storage: Storage) {}

  async of(event: RunEvent) {
    const { runId, at } = event;
    if (!isTold(event)) throw new Error(`Event ${event.sequence} does not hold what its type says.`);
    if (event.type === 'run') return { runId, at, run: viewRun(event.data) };
    return { runId, at, change: viewChange(event.data, await this.sourceOf(event)) };
  }

  private async sourceOf({ firmId, runId }: RunEvent): Promise<string | undefined> {
    if (this.latest?.runId !== runId) {
      const { runs, setups } = this.storage.books;
      const run = await runs.find(firmId, runId);
      this.latest = { runId, source: run && (await setups.find(firmId, run.integrationId))?.source };
    }
    return this.latest.source;
  }
}

/** Run events as the text of a `text/event-stream`. */
export function eventFrames(events: Observable<RunEvent>, storage: Storage): Observable<string> {
  const views = new EventViews(storage);
  return events.pipe(
    concatMap(
      async (event) =>
        `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(await views.of(event))}\n\n`,
    ),
  );
}
