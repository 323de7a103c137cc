import type { z } from 'zod';
import { listOf } from './answers.ts';
import { type ServerEvent, readEvents } from './event-stream.ts';
import { Problem, RequestRefused, ServerUnreachable } from './failures.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The address and the key of a running server. */
export interface ServerAccess {
  readonly url: string;
  readonly key: string | undefined;
  /** Breaks off whatever is under way. */
  readonly signal?: AbortSignal;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | ReadableStream<Uint8Array>;
  /** Answers that are read although they are no success. */
  readonly alsoReads?: number;
}

/** Builds a path of the API; what is filled in is encoded, so that an id can hold anything. */
export function route(texts: TemplateStringsArray, ...ids: readonly string[]): string {
  return String.raw({ raw: texts.raw }, ...ids.map(encodeURIComponent));
}

/** Adds what is given to a path; what is undefined is left out. */
function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** The HTTP API as a program sees it. Throws `RequestRefused` and `ServerUnreachable`. */
export class ApiClient {
  private readonly access: ServerAccess;

  constructor(access: ServerAccess) {
    this.access = { ...access, url: access.url.replace(/\/+$/, '') };
  }

  get signal(): AbortSignal | undefined {
    return this.access.signal;
  }

  async get<Answer>(path: string, answer: z.ZodType<Answer>, sent: Sent = {}): Promise<Answer> {
    return this.read(await this.send('GET', path, sent), answer);
  }

  async send(method: Method, path: string, sent: Sent = {}): Promise<Response> {
    const response = await this.fetch(method, path, sent);
    if (response.ok || response.status === sent.alsoReads) return response;
    throw new RequestRefused(await this.problemIn(response));
  }

  /** Sends JSON and reads JSON. */
  async call<Answer>(method: Method, path: string, body: unknown, answer: z.ZodType<Answer>): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return this.read(await this.send(method, path, { headers, body: JSON.stringify(body) }), answer);
  }

  /** Every item of a list, page by page, up to a number. */
  async list<Item extends z.ZodType>(
    path: string,
    item: Item,
    query: Readonly<Record<string, string | undefined>> = {},
    most: number = Number.POSITIVE_INFINITY,
  ): Promise<z.output<Item>[]> {
    const items: z.output<Item>[] = [];
    let cursor: string | undefined;
    do {
      const limit = String(Math.min(200, most - items.length));
      const page = await this.get(withQuery(path, { ...query, limit, cursor }), listOf(item));
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined && items.length < most);
    return items;
  }

  /** A list that the server always shows whole. */
  async whole<Item extends z.ZodType>(path: string, item: Item): Promise<z.output<Item>[]> {
    return (await this.get(path, listOf(item))).items;
  }

  /** What happens to the firm's runs from now on, or from an event that was seen. Ends when the connection does. */
  async events(lastSeen: string | undefined, signal: AbortSignal): Promise<AsyncIterable<ServerEvent>> {
    const headers = { accept: 'text/event-stream', ...(lastSeen === undefined ? {} : { 'last-event-id': lastSeen }) };
    const response = await this.fetch('GET', '/v1/events', { headers }, signal);
    if (!response.ok) throw new RequestRefused(await this.problemIn(response));
    if (!response.body) throw new ServerUnreachable(this.access.url, 'the events have no body');
    return readEvents(response.body);
  }

  private async fetch(method: Method, path: string, { headers, body }: Sent, signal?: AbortSignal): Promise<Response> {
    const { url, key } = this.access;
    try {
      return await fetch(`${url}${path}`, {
        method,
        headers: {
          accept: 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body, duplex: 'half' }),
        signal: AbortSignal.any([signal, this.signal].filter((one) => one !== undefined)),
      });
    } catch (error) {
      throw new ServerUnreachable(url, reasonOf(error), error);
    }
  }

  private async read<Answer>(response: Response, answer: z.ZodType<Answer>): Promise<Answer> {
    const parsed = answer.safeParse(await jsonIn(response));
    if (parsed.success) return parsed.data;
    throw new ServerUnreachable(this.access.url, 'the answer is not that of Casebridge', parsed.error);
  }

  private async problemIn(response: Response): Promise<Problem> {
    const parsed = Problem.safeParse(await jsonIn(response));
    return parsed.success ? parsed.data : { title: `The server answered ${response.status}`, status: response.status };
  }
}

/** What is not JSON is no answer of the API: a proxy's page, or nothing at all. */
async function jsonIn(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** fetch says "fetch failed" and keeps the reason inside; a refused connection on two addresses keeps it deeper. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  return inner instanceof Error ? inner.message : String(inner);
}
