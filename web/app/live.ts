import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type LiveEvent, LiveStream } from '../api/live-stream.ts';
import { askForSession } from '../api/session.ts';
import { refreshAll } from './query-client.ts';
import { noteSignedOut } from './signed-out.ts';

/** Runs speak several times a second; a page that asked anew each time would only flicker. */
const gatherMs = 300;

/** Everything that a run can change, asked for anew where it is on screen. */
class Refresher {
  private readonly runs = new Set<string>();
  /** Of which matter a run is; its changes do not say it. */
  private readonly matters = new Map<string, QueryKey>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly client: QueryClient;

  constructor(client: QueryClient) {
    this.client = client;
  }

  note({ runId, run }: LiveEvent): void {
    this.runs.add(runId);
    if (run) this.matters.set(runId, ['matter', run.integrationId, run.matterId]);
    this.timer ??= setTimeout(() => this.refresh(), gatherMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private refresh(): void {
    this.timer = undefined;
    const runs = [...this.runs];
    this.runs.clear();
    const keys = [
      ...runs.map((id) => ['run', id]),
      ...runs.map((id) => this.matters.get(id) ?? ['matter']),
      ['runs'],
      ['matters'],
      ['attention'],
      ['connections'],
      ['reconciliation'],
    ];
    for (const queryKey of keys) void this.client.invalidateQueries({ queryKey });
  }
}

/** Keeps what is on screen true while runs go on. Answers whether the stream stands. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [stands, setStands] = useState(true);
  useEffect(() => {
    const refresher = new Refresher(client);
    const stream = new LiveStream({
      onEvent: (event) => refresher.note(event),
      onResumed: () => {
        setStands(true);
        void refreshAll(client);
      },
      onCut: () => {
        setStands(false);
        void noticeEndedSession();
      },
    });
    const follow = (): void => {
      if (document.hidden) return stream.close();
      stream.open();
      void refreshAll(client);
    };
    stream.open();
    // A browser keeps six connections to one server: six matters open in tabs would leave none for anything else.
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stream.close();
      refresher.stop();
    };
  }, [client]);
  return stands;
}

/** The stream does not say why it was refused; asking who is signed in does. */
async function noticeEndedSession(): Promise<void> {
  try {
    if ((await askForSession()) === null) noteSignedOut(true);
  } catch {
    // Not reachable: the stream goes on trying, and the page says so.
  }
}
