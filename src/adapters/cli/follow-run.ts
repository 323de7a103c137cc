import { setTimeout as sleep } from 'node:timers/promises';
import { type Change, type Run, RunNews, RunWithChanges } from './answers.ts';
import { type ApiClient, route } from './api-client.ts';
import { RequestRefused, ServerUnreachable } from './failures.ts';

/** Hears what happens to a run, in order; the same thing may be told twice. */
export interface RunWatcher {
  run(run: Run): void;
  change(change: Change): void;
}

/** How often in a row the stream may break before the run is given up as unwatchable; it goes on without us. */
const mostBreaks = 5;
const usualPauseMs = 1000;

const hasEnded = (run: Pick<Run, 'status'>): boolean => run.status !== 'queued' && run.status !== 'running';

/** Watches a run until it ends, over broken connections too, and gives it with its changes. */
export async function followRun(
  api: ApiClient,
  runId: string,
  watcher: RunWatcher,
  pauseMs = usualPauseMs,
): Promise<RunWithChanges> {
  const follower = new Follower(api, runId, watcher);
  for (let breaks = 0; ;) {
    const heardBefore = follower.heard;
    const ended = await follower.listen(breaks >= mostBreaks);
    if (ended) return ended;
    breaks = follower.heard > heardBefore ? 1 : breaks + 1;
    await sleep(pauseMs * breaks, undefined, { signal: api.signal });
  }
}

class Follower {
  /** Events so far: a stream that brought any was not in vain. */
  heard = 0;
  private lastSeen: string | undefined;
  private readonly api: ApiClient;
  private readonly runId: string;
  private readonly watcher: RunWatcher;

  constructor(api: ApiClient, runId: string, watcher: RunWatcher) {
    this.api = api;
    this.runId = runId;
    this.watcher = watcher;
  }

  /** One connection; `undefined` when it broke before the run ended. */
  async listen(isLastTry: boolean): Promise<RunWithChanges | undefined> {
    const leaving = new AbortController();
    try {
      // Listening first, looking second: what happens between the two is heard.
      const events = await this.api.events(this.lastSeen, leaving.signal);
      const already = await this.look();
      return already ?? (await this.hear(events));
    } catch (failure) {
      const isBroken = !(failure instanceof RequestRefused) || failure.problem.status >= 500;
      if (isBroken && !isLastTry && !this.api.signal?.aborted) return undefined;
      throw failure instanceof Error && !isKnown(failure)
        ? new ServerUnreachable('events', failure.message, failure)
        : failure;
    } finally {
      leaving.abort();
    }
  }

  private async hear(events: Awaited<ReturnType<ApiClient['events']>>): Promise<RunWithChanges | undefined> {
    for await (const event of events) {
      if (event.kind === 'event') {
        this.heard += 1;
        this.lastSeen = event.id ?? this.lastSeen;
      }
      // A heartbeat is a reason to look as well: should an event ever be missed, the wait still ends.
      const mayHaveEnded = event.kind === 'heartbeat' || this.tell(event.data);
      const ended = mayHaveEnded ? await this.look() : undefined;
      if (ended) return ended;
    }
    return undefined;
  }

  private tell(data: string): boolean {
    const news = RunNews.parse(JSON.parse(data));
    if (news.runId !== this.runId) return false;
    if (news.change) this.watcher.change(news.change);
    if (news.run) this.watcher.run(news.run);
    return news.run !== undefined && hasEnded(news.run);
  }

  private async look(): Promise<RunWithChanges | undefined> {
    const run = await this.api.get(route`/v1/runs/${this.runId}`, RunWithChanges);
    for (const change of run.changes) this.watcher.change(change);
    this.watcher.run(run);
    return hasEnded(run) ? run : undefined;
  }
}

const isKnown = (failure: Error): boolean => failure instanceof RequestRefused || failure instanceof ServerUnreachable;
