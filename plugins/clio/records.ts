import type { z } from 'zod';
import { SyncFailure } from '../../contracts/failures.ts';
import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, TargetRef } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { Clock } from '../../contracts/session.ts';
import type { ClioApi, Query, Write, WriteAnswer } from './api.ts';
import { compareRefs } from './json.ts';

/** How one kind of record is asked for and read. */
export interface RecordKind<Wire extends { readonly id: string }> {
  /** The path of the collection, such as `contacts`. */
  readonly path: string;
  /** What every request asks for; without it an answer holds nothing but the id. */
  readonly fields: string;
  readonly shape: z.ZodType<Wire>;
  /** Further parameters without which a list does not hold everything. */
  readonly listing: Query;
  /** Whether single records are also read by the list, because it alone shows all of them. */
  readonly alwaysListed?: boolean;
  toRecord(wire: Wire): Promise<TargetRecord>;
}

/** The ids in the address of one list. */
const idsAtOnce = 100;

/** Reads and writes the records of one kind. */
export class Records<Wire extends { readonly id: string }> {
  readonly #api: ClioApi;
  readonly #clock: Clock;
  readonly #kind: RecordKind<Wire>;

  constructor(api: ClioApi, clock: Clock, kind: RecordKind<Wire>) {
    this.#api = api;
    this.#clock = clock;
    this.#kind = kind;
  }

  /** Everything that the list holds, in the order of the ids. */
  async list(query: Query): Promise<TargetRecord[]> {
    return this.listWhile(query, () => true);
  }

  /**
   * As `list`, but goes on to the next page only while the page before had something to do with the search: a filter
   * that the vendor does not know is ignored in silence, and the list is then the whole firm.
   */
  async listWhile(query: Query, goesOn: (page: readonly TargetRecord[]) => boolean): Promise<TargetRecord[]> {
    const { path, fields, shape, listing } = this.#kind;
    const found = new Map<TargetRef, TargetRecord>();
    for await (const page of this.#api.pages(path, { ...listing, ...query, fields }, shape)) {
      const records = await Promise.all(page.map((wire) => this.#kind.toRecord(wire)));
      for (const record of records) found.set(record.ref, record);
      if (!goesOn(records)) break;
    }
    return [...found.values()].toSorted((a, b) => compareRefs(a.ref, b.ref));
  }

  async one(ref: TargetRef): Promise<TargetRecord | undefined> {
    const wire = await this.#api.get(
      `${this.#kind.path}/${encodeURIComponent(ref)}`,
      { fields: this.#kind.fields },
      this.#kind.shape,
    );
    return wire === undefined ? undefined : this.#kind.toRecord(wire);
  }

  /** Those of the records that are there and can be seen. */
  async read(refs: readonly TargetRef[]): Promise<ReadonlyMap<TargetRef, TargetRecord>> {
    const wanted = [...new Set(refs)];
    const found = new Map<TargetRef, TargetRecord>();
    const [only] = wanted;
    if (only !== undefined && wanted.length === 1 && !this.#kind.alwaysListed) {
      const record = await this.one(only);
      return record ? found.set(only, record) : found;
    }
    for (let start = 0; start < wanted.length; start += idsAtOnce) {
      const some = new Set(wanted.slice(start, start + idsAtOnce));
      const records = await this.listWhile({ 'ids[]': [...some] }, (page) => page.some(({ ref }) => some.has(ref)));
      for (const record of records) if (some.has(record.ref)) found.set(record.ref, record);
    }
    return found;
  }

  /** Sends a write and reads the record in its answer. */
  async write(write: Omit<Write, 'query'>): Promise<WriteOutcome> {
    const answer = await this.#api.write({ ...write, query: { fields: this.#kind.fields } });
    return this.settle(answer);
  }

  /** What became of a write whose answer should hold a record of this kind. */
  async settle(answer: WriteAnswer): Promise<WriteOutcome> {
    if (answer.kind !== 'done')
      return answer.kind === 'rejected' ? { kind: 'rejected', reason: answer.reason } : answer;
    const parsed = this.#kind.shape.safeParse(answer.data);
    const ref = parsed.success ? parsed.data.id : idIn(answer.data);
    if (ref === undefined) return this.#unknown('The answer of Clio holds no record.');
    if (parsed.success && this.#isWhole(answer.data))
      return { kind: 'applied', record: await this.#kind.toRecord(parsed.data) };
    return this.#complete(ref);
  }

  // The write was done, but its answer says too little of the record.
  async #complete(ref: TargetRef): Promise<WriteOutcome> {
    try {
      const record = (await this.read([ref])).get(ref);
      return record ? { kind: 'applied', record } : this.#unknown('The record could not be read after it was written.');
    } catch (error) {
      if (error instanceof SyncFailure) return this.#unknown('The record could not be read after it was written.');
      throw error;
    }
  }

  #isWhole(data: unknown): boolean {
    return topNames(this.#kind.fields).every((name) => typeof data === 'object' && data !== null && name in data);
  }

  #unknown(reason: string): WriteOutcome {
    return { kind: 'unknown', lostAt: new Date(this.#clock.now()).toISOString(), reason };
  }
}

/** Applied, or the part of it that the record in the answer does not show. */
export function judgeConvergence(
  outcome: WriteOutcome,
  missing: (record: TargetRecord) => readonly FieldPath[],
): WriteOutcome {
  if (outcome.kind !== 'applied') return outcome;
  const fields = missing(outcome.record);
  if (fields.length === 0) return outcome;
  const reason = 'Clio took the change, but its answer does not show all of it.';
  return { kind: 'cannot-converge', record: outcome.record, reason, fields };
}

function topNames(fields: string): string[] {
  return fields.replace(/\{[^}]*\}/g, '').split(',');
}

function idIn(data: unknown): TargetRef | undefined {
  if (typeof data !== 'object' || data === null || !('id' in data)) return undefined;
  return typeof data.id === 'number' || typeof data.id === 'string' ? String(data.id) : undefined;
}
