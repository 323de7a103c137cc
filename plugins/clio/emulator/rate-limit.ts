import type { Clock } from './clock.ts';
import { Refusal } from './errors.ts';
import type { Settings } from './settings.ts';

interface Window {
  endsAt: number;
  used: number;
}

// Shown as the limit when there is none, since the headers are on every answer.
const UNLIMITED = { limit: 1_000_000, windowMs: 60_000 };

/** Fixed windows per access token. A request over the limit is refused before anything is done. */
export class RateLimit {
  readonly #windows = new Map<string, Window>();
  readonly #settings: Settings;
  readonly #clock: Clock;

  constructor(settings: Settings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Counts a request and gives the three headers; throws 429 with `Retry-After` when the window is full. */
  count(token: string): Record<string, string> {
    const rule = this.#settings.rateLimit ?? UNLIMITED;
    const now = this.#clock.now();
    let window = this.#windows.get(token);
    if (!window || now >= window.endsAt) {
      window = { endsAt: now + rule.windowMs, used: 0 };
      this.#windows.set(token, window);
    }
    window.used += 1;
    const headers = {
      'x-ratelimit-limit': String(rule.limit),
      'x-ratelimit-remaining': String(Math.max(0, rule.limit - window.used)),
      'x-ratelimit-reset': String(Math.ceil(window.endsAt / 1000)),
    };
    if (window.used <= rule.limit) return headers;
    const seconds = Math.max(1, Math.ceil((window.endsAt - now) / 1000));
    const message = `Rate limit exceeded. Retry in ${seconds} seconds.`;
    throw new Refusal(429, 'RateLimited', message, { ...headers, 'retry-after': String(seconds) });
  }
}
