/** The three hosts a client talks to. */
export type Host = 'api' | 'oauth' | 'storage';

/** One request, in the order of arrival. */
export interface LogEntry {
  /** 1, 2, 3 … over all hosts. */
  readonly n: number;
  readonly host: Host;
  readonly method: string;
  /** Path as sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Time of arrival by the emulator's clock, in milliseconds. */
  readonly at: number;
  /** Parsed JSON, a form as an object, or for bytes sent to storage their size and digest once received. */
  body: unknown;
  /** What the service decided, even when a fault kept it from the client; null while undecided or never tried. */
  status: number | null;
  /** What the client was sent: a status, nothing, or not known yet. */
  delivered: number | 'nothing' | null;
  /** The kind of fault that struck, if any. */
  fault: string | null;
}

export type RequestListener = (entry: LogEntry) => void | Promise<void>;

/** All requests so far, and those who want to hear of each. */
export class RequestLog {
  readonly entries: LogEntry[] = [];
  readonly #listeners = { arrival: new Set<RequestListener>(), answer: new Set<RequestListener>() };
  #n = 0;

  open(entry: Omit<LogEntry, 'n' | 'status' | 'delivered' | 'fault'>): LogEntry {
    this.#n += 1;
    const opened: LogEntry = { ...entry, n: this.#n, status: null, delivered: null, fault: null };
    this.entries.push(opened);
    return opened;
  }

  /** Adds a listener and gives back the way to remove it. */
  listen(when: 'arrival' | 'answer', listener: RequestListener): () => void {
    this.#listeners[when].add(listener);
    return () => this.#listeners[when].delete(listener);
  }

  async announce(when: 'arrival' | 'answer', entry: LogEntry): Promise<void> {
    for (const listener of this.#listeners[when]) await listener(entry);
  }
}
