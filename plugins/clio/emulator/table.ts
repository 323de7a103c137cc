import { createHash } from 'node:crypto';
import { wholeSecond } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Row } from './rows.ts';

/** A new record before the service gave it an id, an etag and its times. */
export type Unborn<R extends Row> = Omit<R, keyof Row>;

/** Gives ids and etags. One per emulator, so that no id of one firm is ever an id in another. */
export class Registrar {
  #id = 1_402_118_003;
  #changes = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Rising, with gaps: a client must not count on consecutive ids. */
  nextId(): number {
    this.#id += 7 + (this.#id % 13);
    return this.#id;
  }

  nextEtag(): string {
    this.#changes += 1;
    return `"${createHash('md5').update(`change ${this.#changes}`).digest('hex')}"`;
  }

  now(): number {
    return wholeSecond(this.#clock.now());
  }

  bear<R extends Row>(unborn: Unborn<R>): R {
    const now = this.now();
    return { id: this.nextId(), etag: this.nextEtag(), created_at: now, updated_at: now, ...unborn } as R;
  }

  /** Marks a record as changed now. */
  touch(row: Row): void {
    row.etag = this.nextEtag();
    row.updated_at = this.now();
  }
}

/** The records of one kind in one firm. Rows are plain data, so a draft of one is a structured clone. */
export class Table<R extends Row> {
  readonly #rows = new Map<number, R>();
  readonly #registrar: Registrar;
  readonly #changed: (row: R | null, id: number) => void;

  /** `changed` hears of every insert and update, and of every delete with a null row. */
  constructor(registrar: Registrar, changed: (row: R | null, id: number) => void = () => {}) {
    this.#registrar = registrar;
    this.#changed = changed;
  }

  insert(unborn: Unborn<R>): R {
    const row = this.#registrar.bear<R>(unborn);
    this.#rows.set(row.id, row);
    this.#changed(row, row.id);
    return row;
  }

  get(id: number | null | undefined): R | undefined {
    return id === null || id === undefined ? undefined : this.#rows.get(id);
  }

  /** All rows by rising id, which is the order of birth. */
  all(): R[] {
    return [...this.#rows.values()];
  }

  where(test: (row: R) => boolean): R[] {
    return this.all().filter(test);
  }

  /** Stores a draft over its row. A draft that changes nothing leaves the etag alone. */
  save(draft: R): R {
    const current = this.#rows.get(draft.id);
    if (current && JSON.stringify(current) === JSON.stringify(draft)) return current;
    this.#registrar.touch(draft);
    this.#rows.set(draft.id, draft);
    this.#changed(draft, draft.id);
    return draft;
  }

  /** Changes a row in place of a draft. */
  edit(id: number, change: (draft: R) => void): R {
    const current = this.#rows.get(id);
    if (!current) throw new Error(`no record ${id}`);
    const draft = structuredClone(current);
    change(draft);
    return this.save(draft);
  }

  remove(id: number): void {
    if (this.#rows.delete(id)) this.#changed(null, id);
  }
}
