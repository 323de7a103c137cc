import type { Host, LogEntry } from './log.ts';

/** Which requests a fault strikes. Everything given must fit. */
export interface FaultMatch {
  method?: string;
  /** A pattern over the path as sent, or a path in full: with or without `/api/v4` and `.json`. */
  path?: RegExp | string;
  host?: Host;
  where?: (entry: LogEntry) => boolean;
  /** The first fitting request struck, from 1. */
  nth?: number;
  /** How many fitting requests in a row are struck; 1 when left out. */
  times?: number;
}

/**
 * What goes wrong. "before" means nothing was done, "after" means it was done and the client cannot tell.
 * `late-commit` drops the connection at once and does the work `ms` real milliseconds later.
 */
export type FaultKind =
  | { kind: 'reset-before' }
  | { kind: 'reset-after' }
  | { kind: 'status-before'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'status-after'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'truncate' }
  | { kind: 'garbage'; commit?: boolean }
  | { kind: 'hang'; commit?: boolean }
  | { kind: 'late-commit'; ms: number }
  | { kind: 'delay'; ms: number };

export type Fault = { match?: FaultMatch } & FaultKind;

/** A fault that was added: how often it struck, and the way to take it away. */
export interface FaultHandle {
  readonly struck: number;
  remove(): void;
}

interface Armed {
  readonly fault: Fault;
  seen: number;
  struck: number;
}

const plain = (path: string): string => path.replace(/^\/api\/v4/, '').replace(/\.json$/, '');

const fitsPath = (path: string, wanted: RegExp | string): boolean =>
  typeof wanted === 'string'
    ? plain(path) === plain(wanted)
    : new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, '')).test(path);

function fits(entry: LogEntry, match: FaultMatch): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== entry.method) return false;
  if (match.host !== undefined && match.host !== entry.host) return false;
  if (match.path !== undefined && !fitsPath(entry.path, match.path)) return false;
  return match.where?.(entry) ?? true;
}

/** The faults waiting to strike. The first one that fits a request strikes it. */
export class Faults {
  readonly #armed: Armed[] = [];

  add(fault: Fault): FaultHandle {
    const armed: Armed = { fault, seen: 0, struck: 0 };
    this.#armed.push(armed);
    return {
      get struck() {
        return armed.struck;
      },
      remove: () => this.#remove(armed),
    };
  }

  /** The next completion of an upload times out, `times` times (clio-api facts: uploads). */
  addUploadTimeout(times = 1): FaultHandle {
    const where = (entry: LogEntry): boolean => /"fully_uploaded":"?true/.test(JSON.stringify(entry.body ?? null));
    const body = {
      error: { type: 'UploadTimeoutError', message: 'Verifying the file took too long, repeat the request' },
    };
    return this.add({
      match: { method: 'PATCH', path: /\/documents\//, where, times },
      kind: 'status-before',
      status: 422,
      body,
    });
  }

  clear(): void {
    this.#armed.length = 0;
  }

  /** Takes the fault that strikes this request, if one does. */
  take(entry: LogEntry): Fault | null {
    let struck: Fault | null = null;
    for (const armed of this.#armed.slice()) {
      const match = armed.fault.match ?? {};
      if (!fits(entry, match)) continue;
      armed.seen += 1;
      const first = match.nth ?? 1;
      if (struck !== null || armed.seen < first || armed.struck >= (match.times ?? 1)) continue;
      armed.struck += 1;
      struck = armed.fault;
      if (armed.struck >= (match.times ?? 1)) this.#remove(armed);
    }
    return struck;
  }

  #remove(armed: Armed): void {
    const place = this.#armed.indexOf(armed);
    if (place >= 0) this.#armed.splice(place, 1);
  }
}
