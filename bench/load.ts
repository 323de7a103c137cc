import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { Arrived, LoadRequest, SeenRequest } from './load-messages.ts';

interface Reply {
  readonly n: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** The process with the emulated Clio in it. */
export class Load {
  private readonly child: ChildProcess;
  private readonly open = new Map<number, { take: (answer: unknown) => void; fail: (error: Error) => void }>();
  private last = 0;

  private constructor(child: ChildProcess) {
    this.child = child;
    child.on('message', (reply: Reply) => this.take(reply));
    child.once('exit', (code) =>
      this.open.forEach(({ fail }) => fail(new Error(`The load process ended with ${code}.`))),
    );
  }

  static async start(): Promise<Load> {
    const load = new Load(fork(resolve(import.meta.dirname, 'load-process.js'), { stdio: 'inherit' }));
    await load.reply(0);
    return load;
  }

  introduce(): Promise<{ readonly clientId: string; readonly clientSecret: string; readonly origin: string }> {
    return this.ask({ do: 'introduce' });
  }

  requestsSince(from: number): Promise<{ readonly next: number; readonly seen: readonly SeenRequest[] }> {
    return this.ask({ do: 'requests', from });
  }

  upload(url: string, key: string, size: number): Promise<number> {
    return this.ask({ do: 'upload', url, key, size });
  }

  documents(): Promise<readonly Arrived[]> {
    return this.ask({ do: 'documents' });
  }

  stop(): void {
    this.child.disconnect();
  }

  private ask<Answer>(request: LoadRequest): Promise<Answer> {
    this.last += 1;
    this.child.send({ n: this.last, request });
    return this.reply<Answer>(this.last);
  }

  private reply<Answer>(n: number): Promise<Answer> {
    return new Promise((take, fail) => {
      // The other side of the channel is our own file next to this one.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      this.open.set(n, { take: (answer) => take(answer as Answer), fail });
    });
  }

  private take({ n, answer, error }: Reply): void {
    const waiting = this.open.get(n);
    this.open.delete(n);
    if (error === undefined) waiting?.take(answer);
    else waiting?.fail(new Error(error));
  }
}
