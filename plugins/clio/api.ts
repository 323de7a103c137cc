import { defer, from, lastValueFrom, retry, throwError } from 'rxjs';
import { z } from 'zod';
import { SyncFailure } from '../../contracts/failures.ts';
import type { Instant } from '../../contracts/objects/values.ts';
import type { Rejection } from '../../contracts/outcomes.ts';
import type { RequestPurpose, Session } from '../../contracts/session.ts';
import { apiRootOf, deadlineOf } from './endpoints.ts';
import { type Answer, exchange, LostAnswer, type Outgoing } from './exchange.ts';
import { Pacing } from './pacing.ts';
import { nothingSent, readProblem, rejectionOf, type Sent } from './problems.ts';
import { failureOf, isPassing } from './read-failures.ts';

/** Parameters of a request; a list is sent as one parameter a member, what is `undefined` not at all. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What became of a write, before anybody reads the record in it. `type` is the vendor's name of the error. */
export type WriteAnswer =
  | { readonly kind: 'done'; readonly data: unknown }
  | { readonly kind: 'rejected'; readonly reason: Rejection; readonly type?: string }
  | { readonly kind: 'unknown'; readonly lostAt: Instant; readonly reason: string };

export interface Write {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly query?: Query;
  readonly data: unknown;
  /** The revision that the record must still have. */
  readonly ifMatch?: string | undefined;
  readonly purpose?: RequestPurpose;
  readonly sent?: Sent;
}

/** How long the rate limit may hold a request up before the caller is told to come back, in ms. */
const patienceMs = 120_000;
const readAgainAfterMs = [500, 2_000, 5_000] as const;

const Page = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ paging: z.object({ next: z.string().nullish() }).nullish() }).nullish(),
});
const One = z.object({ data: z.looseObject({}) });

/** The API of one opened account: paced, with deadlines, and with every answer read the same way. */
export class ClioApi {
  readonly #session: Session;
  readonly #root: string;
  readonly #deadlineMs: number;
  readonly #pacing: Pacing;

  constructor(session: Session) {
    this.#session = session;
    this.#root = apiRootOf(session);
    this.#deadlineMs = deadlineOf(session);
    this.#pacing = new Pacing(session.clock);
  }

  /** One record; `undefined` when there is none or it is hidden. Throws `SyncFailure`. */
  async get<T>(
    path: string,
    query: Query,
    shape: z.ZodType<T>,
    purpose: RequestPurpose = 'object',
  ): Promise<T | undefined> {
    const envelope = z.object({ data: shape });
    try {
      return (await this.#read(this.#url(path, query), envelope, purpose)).data;
    } catch (error) {
      if (error instanceof SyncFailure && error.kind === 'absent') return undefined;
      throw error;
    }
  }

  /** The pages of a list, one after the other. Throws `SyncFailure`. */
  async *pages<T>(
    path: string,
    query: Query,
    shape: z.ZodType<T>,
    purpose: RequestPurpose = 'object',
  ): AsyncGenerator<T[]> {
    const page = Page.extend({ data: z.array(shape) });
    const seen = new Set<string>();
    let url: string | undefined = this.#url(path, { limit: '200', ...query });
    while (url !== undefined) {
      seen.add(url);
      const { data, meta }: z.infer<typeof page> = await this.#read(url, page, purpose);
      yield data;
      url = this.#nextPage(meta?.paging?.next, seen);
    }
  }

  async list<T>(path: string, query: Query, shape: z.ZodType<T>, purpose: RequestPurpose = 'object'): Promise<T[]> {
    const rows: T[] = [];
    for await (const page of this.pages(path, query, shape, purpose)) rows.push(...page);
    return rows;
  }

  /** Sends a write once (again only after a 429, which did nothing). Throws only what certainly was not done. */
  async write({
    method,
    path,
    query = {},
    data,
    ifMatch,
    purpose = 'object',
    sent = nothingSent,
  }: Write): Promise<WriteAnswer> {
    const headers = { 'content-type': 'application/json', ...(ifMatch !== undefined && { 'if-match': ifMatch }) };
    try {
      const url = this.#url(path, query);
      const answer = await this.#send({ method, url, purpose, headers, body: JSON.stringify({ data }) });
      return this.#judgeWrite(answer, sent);
    } catch (error) {
      if (error instanceof LostAnswer) return this.#unknown(error.message);
      throw error;
    }
  }

  #judgeWrite(answer: Answer, sent: Sent): WriteAnswer {
    const { status } = answer;
    if (status >= 200 && status < 300) {
      const parsed = One.safeParse(answer.body);
      return parsed.success
        ? { kind: 'done', data: parsed.data.data }
        : this.#unknown('The answer of Clio could not be read.');
    }
    if (status === 307 || status === 308) throw new SyncFailure('misconfigured', 'Clio points to another host.');
    if (status < 400 || status >= 500 || status === 408) return this.#unknown(`Clio answered with status ${status}.`);
    if (status === 401 || status === 410) throw failureOf(answer);
    const problem = readProblem(answer.body);
    return {
      kind: 'rejected',
      reason: rejectionOf(status, problem, sent),
      ...(problem.type !== undefined && { type: problem.type }),
    };
  }

  #unknown(reason: string): WriteAnswer {
    return { kind: 'unknown', lostAt: new Date(this.#session.clock.now()).toISOString(), reason };
  }

  /** Reads may be repeated, so a passing trouble is not worth a failure. */
  #read<T>(url: string, shape: z.ZodType<T>, purpose: RequestPurpose): Promise<T> {
    const again = (error: unknown, attempt: number) =>
      isPassing(error) ? from(this.#session.clock.sleep(readAgainAfterMs[attempt - 1] ?? 0)) : throwError(() => error);
    const once = defer(() => this.#readOnce(url, shape, purpose));
    return lastValueFrom(once.pipe(retry({ count: readAgainAfterMs.length, delay: again })));
  }

  async #readOnce<T>(url: string, shape: z.ZodType<T>, purpose: RequestPurpose): Promise<T> {
    const answer = await this.#send({ method: 'GET', url, purpose }).catch((error: unknown) => {
      throw error instanceof LostAnswer ? new SyncFailure('unreachable', error.message, { cause: error }) : error;
    });
    if (answer.status < 200 || answer.status >= 300) throw failureOf(answer);
    const parsed = shape.safeParse(answer.body);
    // The parser's own report may quote the record.
    if (!answer.readable || !parsed.success)
      throw new SyncFailure('unreadable', 'The answer of Clio could not be read.');
    return parsed.data;
  }

  async #send(request: Outgoing): Promise<Answer> {
    const patientUntil = this.#session.clock.now() + patienceMs;
    for (let attempt = 0; ; attempt += 1) {
      await this.#pacing.turn(patientUntil);
      const answer = await exchange(this.#session, request, this.#deadlineMs);
      this.#pacing.hear(answer.status, answer.headers, attempt);
      if (answer.status !== 429) return answer;
    }
  }

  #url(path: string, query: Query): string {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const one of value === undefined ? [] : [value].flat()) search.append(name, one);
    }
    const text = search.toString();
    return `${this.#root}${path}.json${text === '' ? '' : `?${text}`}`;
  }

  // The address of the next page comes from outside and is sent the access token.
  #nextPage(next: string | null | undefined, seen: ReadonlySet<string>): string | undefined {
    if (!next) return undefined;
    const url = URL.canParse(next, this.#root) ? new URL(next, this.#root).href : '';
    if (url.startsWith(this.#root) && !seen.has(url)) return url;
    throw new SyncFailure('unreadable', 'Clio named a next page that is not its own.');
  }
}
