import { copyOf } from './copy.ts';
import type { UndoLog } from './undo-log.ts';

/** The value under which a row is found in an index; `undefined` leaves the row out. */
type IndexKey<Row> = (row: Row) => string | undefined;

interface RowIndex<Row> {
  readonly indexKey: IndexKey<Row>;
  /** Primary keys by index key. */
  readonly found: Map<string, Set<string>>;
}

/** Thrown where a database would report a violated unique constraint. */
export class NotUnique extends Error {
  constructor(constraint: string) {
    super(`There is such a row already: ${constraint}.`);
    this.name = 'NotUnique';
  }
}

/** One key made of several parts, so that no two lists of parts give the same key. */
export function keyOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}

/**
 * Rows by primary key, with indexes. Rows are copied in and out. Every change is recorded in the undo log.
 * Rows keep the place of their first insertion.
 */
export class Table<Row extends object, Index extends string = never> {
  private readonly rows = new Map<string, { readonly row: Row; readonly place: number }>();
  private readonly indexes: ReadonlyMap<string, RowIndex<Row>>;
  private places = 0;

  constructor(
    private readonly undo: UndoLog,
    private readonly primaryKey: (row: NoInfer<Row>) => string,
    indexes?: Readonly<Record<Index, IndexKey<NoInfer<Row>>>>,
  ) {
    const entries = Object.entries<IndexKey<Row>>(indexes ?? {});
    this.indexes = new Map(entries.map(([name, indexKey]) => [name, { indexKey, found: new Map() }]));
  }

  get(key: string): Row | undefined {
    return copyOf(this.rows.get(key)?.row);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  /** Rows of an index key in the order of their places. */
  by(index: Index, key: string): Row[] {
    const keys = this.indexes.get(index)?.found.get(key) ?? [];
    const entries = [...keys].flatMap((primary) => this.rows.get(primary) ?? []);
    return entries.toSorted((a, b) => a.place - b.place).map(({ row }) => copyOf(row));
  }

  /** The place of a row among all rows, by first insertion. */
  place(key: string): number {
    return this.rows.get(key)?.place ?? -1;
  }

  /** Every row in the order of their places. */
  all(): Row[] {
    return [...this.rows.values()].toSorted((a, b) => a.place - b.place).map(({ row }) => copyOf(row));
  }

  insert(row: Row): void {
    const key = this.primaryKey(row);
    if (this.rows.has(key)) throw new NotUnique(key);
    this.put(row);
  }

  /** Inserts, or replaces by primary key. */
  put(row: Row): void {
    const key = this.primaryKey(row);
    const before = this.rows.get(key);
    this.places += 1;
    this.write(key, { row: copyOf(row), place: before?.place ?? this.places });
    this.undo.record(() => this.write(key, before));
  }

  /** Whether there was such a row. */
  delete(key: string): boolean {
    const before = this.rows.get(key);
    if (!before) return false;
    this.write(key, undefined);
    this.undo.record(() => this.write(key, before));
    return true;
  }

  private write(key: string, entry: { readonly row: Row; readonly place: number } | undefined): void {
    const before = this.rows.get(key);
    if (before) this.reindex(key, before.row, (keys) => keys.delete(key));
    if (entry) {
      this.rows.set(key, entry);
      this.reindex(key, entry.row, (keys) => keys.add(key));
    } else this.rows.delete(key);
  }

  private reindex(key: string, row: Row, change: (keys: Set<string>) => void): void {
    for (const { indexKey, found } of this.indexes.values()) {
      const indexed = indexKey(row);
      if (indexed === undefined) continue;
      const keys = found.get(indexed) ?? new Set<string>();
      change(keys);
      if (keys.size === 0) found.delete(indexed);
      else found.set(indexed, keys);
    }
  }
}
