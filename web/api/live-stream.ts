import type { Run, RunChange } from './answers.ts';

/** One step of a run as it happens. */
export interface LiveEvent {
  readonly runId: string;
  readonly run?: Run;
  readonly change?: RunChange;
}

export interface LiveListener {
  onEvent(event: LiveEvent): void;
  /** The stream stands again after it was cut; what happened meanwhile follows, if it can. */
  onResumed(): void;
  /** It is cut, and tried again. */
  onCut(): void;
}

/** Between two tries, in milliseconds. */
const pauseMs = 2_000;

/**
 * Follows `/v1/events`. The browser resumes a stream that breaks off; where it gives up, because a proxy answered or the
 * session had ended, this opens another one where the last one stopped.
 */
export class LiveStream {
  private source: EventSource | undefined;
  private last: string | undefined;
  private wasCut = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly listener: LiveListener;

  constructor(listener: LiveListener) {
    this.listener = listener;
  }

  open(): void {
    this.close();
    const from = this.last === undefined ? '' : `?lastEventId=${encodeURIComponent(this.last)}`;
    const source = new EventSource(`/v1/events${from}`);
    source.addEventListener('open', () => this.opened());
    source.addEventListener('error', () => this.failed(source));
    for (const type of ['run', 'change']) source.addEventListener(type, (event) => this.heard(event));
    this.source = source;
  }

  close(): void {
    clearTimeout(this.waiting);
    this.source?.close();
  }

  private opened(): void {
    if (this.wasCut) this.listener.onResumed();
    this.wasCut = false;
  }

  private failed(source: EventSource): void {
    this.wasCut = true;
    this.listener.onCut();
    if (source.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.open(), pauseMs);
  }

  private heard({ data, lastEventId }: MessageEvent<string>): void {
    this.last = lastEventId;
    const event: LiveEvent = JSON.parse(data);
    this.listener.onEvent(event);
  }
}
