export interface HeardEvent {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly runId: string; readonly run?: { readonly status: string }; readonly change?: unknown };
}

/** Listens to `/v1/events` as a page would. */
export class EventListener {
  private buffered = '';

  private constructor(
    private readonly reader: ReadableStreamDefaultReader<string>,
    private readonly leaving: AbortController,
  ) {}

  static async open(url: string, key: string, lastEventId?: number): Promise<EventListener> {
    const leaving = new AbortController();
    const response = await fetch(`${url}/v1/events`, {
      signal: leaving.signal,
      headers: {
        authorization: `Bearer ${key}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
      },
    });
    if (!response.ok || !response.body) throw new Error(`The stream was not opened: ${response.status}.`);
    const listener = new EventListener(response.body.pipeThrough(new TextDecoderStream()).getReader(), leaving);
    await listener.frame();
    return listener;
  }

  /** The first event that is meant; those before it are passed over. */
  async until(isMeant: (event: HeardEvent) => boolean): Promise<HeardEvent> {
    for (;;) {
      const event = parse(await this.frame());
      if (event && isMeant(event)) return event;
    }
  }

  async close(): Promise<void> {
    this.leaving.abort();
    await this.reader.closed.catch(() => {});
  }

  private async frame(): Promise<string> {
    while (!this.buffered.includes('\n\n')) {
      const { done, value } = await this.reader.read();
      if (done) throw new Error('The stream has ended.');
      this.buffered += value;
    }
    const end = this.buffered.indexOf('\n\n');
    const frame = this.buffered.slice(0, end);
    this.buffered = this.buffered.slice(end + 2);
    return frame;
  }
}

function parse(frame: string): HeardEvent | undefined {
  if (frame.startsWith(':')) return undefined;
  const lines = Object.fromEntries(
    frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  return {
    id: lines['id'] ?? '',
    event: lines['event'] ?? '',
    data: JSON.parse(lines['data'] ?? '{}') as HeardEvent['data'],
  };
}
