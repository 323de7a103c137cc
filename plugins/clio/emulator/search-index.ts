import type { Clock } from './clock.ts';

interface Snapshot {
  readonly at: number;
  readonly texts: readonly string[];
}

const pattern = (query: string): RegExp => {
  const escaped = query.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(escaped.join('.*'), 'is');
};

/**
 * What `query` sees: the texts of each record as they were some time ago. Everything a client finds through it
 * may be missing or out of date, while exact filters read the records themselves (clio-api facts: contacts).
 */
export class SearchIndex {
  readonly #snapshots = new Map<number, Snapshot[]>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  put(id: number, texts: readonly (string | null)[]): void {
    const known = this.#snapshots.get(id) ?? [];
    known.push({ at: this.#clock.now(), texts: texts.filter((text) => text !== null) });
    this.#snapshots.set(id, known.slice(-20));
  }

  /** Ids whose indexed text contains the query, as the index stood `lagMs` ago. Case is ignored; `*` matches anything. */
  find(query: string, lagMs: number): Set<number> {
    const horizon = this.#clock.now() - lagMs;
    const wanted = pattern(query.trim());
    const found = new Set<number>();
    for (const [id, snapshots] of this.#snapshots) {
      const seen = snapshots.findLast((snapshot) => snapshot.at <= horizon);
      if (seen?.texts.some((text) => wanted.test(text))) found.add(id);
    }
    return found;
  }
}
