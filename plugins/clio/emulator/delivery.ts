import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { html, json } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Clock } from './clock.ts';
import type { Fault } from './faults.ts';
import type { LogEntry } from './log.ts';

/** One request on the wire, and the work it asks for. */
export interface Exchange {
  readonly entry: LogEntry;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: Fault | null;
  /** Does the work, once; where a fault does not call it, nothing is done. */
  act(): Answer;
}

const GARBAGE = '<!doctype html><html><head><title>We will be right back</title></head><body>…</body></html>';

/** Carries answers to clients, or whatever a fault makes of them. */
export class Delivery {
  readonly #clock: Clock;
  readonly #late = new Set<NodeJS.Timeout>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async deliver(exchange: Exchange): Promise<void> {
    const { fault } = exchange;
    exchange.entry.fault = fault?.kind ?? null;
    if (fault === null) this.#send(exchange, act(exchange));
    else await this.#strike(exchange, fault);
  }

  async #strike(exchange: Exchange, fault: Fault): Promise<void> {
    switch (fault.kind) {
      case 'reset-before':
        return drop(exchange);
      case 'reset-after':
        act(exchange);
        return drop(exchange);
      case 'status-after':
        act(exchange);
        return this.#send(exchange, instead(fault));
      case 'status-before':
        return this.#send(exchange, instead(fault));
      case 'truncate':
        return this.#truncate(exchange, act(exchange));
      case 'garbage':
        if (fault.commit !== false) act(exchange);
        return this.#send(exchange, { status: 200, headers: { 'content-type': 'text/html' }, body: GARBAGE });
      case 'hang':
        if (fault.commit === true) act(exchange);
        exchange.entry.delivered = 'nothing';
        return;
      case 'late-commit':
        this.#later(fault.ms, () => act(exchange));
        return drop(exchange);
      case 'delay':
        await sleep(fault.ms);
        return this.#send(exchange, act(exchange));
    }
  }

  /** Forgets work still to be done late. */
  close(): void {
    for (const timer of this.#late) clearTimeout(timer);
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#late.delete(timer);
      work();
    }, ms);
    this.#late.add(timer);
  }

  #open(exchange: Exchange, answer: Answer): Buffer {
    const body = Buffer.from(answer.body);
    const bodiless = answer.status === 204 || answer.status === 304;
    const length = bodiless ? {} : { 'content-length': String(body.length) };
    exchange.response.sendDate = false;
    exchange.response.writeHead(answer.status, {
      date: new Date(this.#clock.now()).toUTCString(),
      ...length,
      ...answer.headers,
    });
    return body;
  }

  #send(exchange: Exchange, answer: Answer): void {
    exchange.entry.delivered = answer.status;
    exchange.response.end(this.#open(exchange, answer));
  }

  #truncate(exchange: Exchange, answer: Answer): void {
    exchange.entry.delivered = 'nothing';
    const body = this.#open(exchange, answer);
    const half = body.subarray(0, Math.floor(body.length / 2));
    exchange.response.write(half, () => exchange.request.socket.destroy());
  }
}

function act(exchange: Exchange): Answer {
  const answer = exchange.act();
  exchange.entry.status = answer.status;
  return answer;
}

function drop(exchange: Exchange): void {
  exchange.entry.delivered = 'nothing';
  exchange.request.socket.resetAndDestroy();
}

function instead(fault: { status: number; body?: unknown; headers?: Record<string, string> }): Answer {
  const { status, body = `<html><body><h1>${fault.status}</h1></body></html>` } = fault;
  const answer = typeof body === 'string' ? html(status, body) : json(status, body);
  return { ...answer, headers: { ...answer.headers, ...fault.headers } };
}
