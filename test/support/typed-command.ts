import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const program = resolve(root, 'dist/src/main.js');

export interface Ended {
  /** The exit code, or the signal that ended it. */
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;

/** The built program, started as a person starts it: a process of its own, of whose environment nothing is inherited but the path. */
export class TypedCommand {
  private readonly child: ChildProcess;
  private out = '';
  private err = '';
  private readonly ended: Promise<Ended>;
  private readonly heard = new Set<() => void>();

  constructor(typed: readonly string[], environment: Environment) {
    if (!existsSync(program)) throw new Error('The program is not built: run npm run build first.');
    const env = { PATH: process.env.PATH ?? '', ...environment };
    this.child = spawn(process.execPath, [program, ...typed], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.hear(() => (this.out += text)));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.hear(() => (this.err += text)));
    this.ended = new Promise((done, fail) => {
      this.child.once('error', fail);
      this.child.once('close', (code, signal) =>
        done({ code: code ?? signal ?? 'unknown', out: this.out, err: this.err }),
      );
    });
  }

  /** Settles when the program has printed the text; rejects when it ends before. */
  async prints(text: string): Promise<string> {
    const told = new Promise<void>((done) => {
      const look = () => this.out.includes(text) && done();
      this.heard.add(look);
      look();
    });
    const first = await Promise.race([told, this.ended]);
    if (first && !this.out.includes(text))
      throw new Error(`It ended with ${first.code} before it printed "${text}":\n${first.out}\n${first.err}`);
    return this.out;
  }

  end(): Promise<Ended> {
    return this.ended;
  }

  stop(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }

  private hear(take: () => void): void {
    take();
    for (const look of this.heard) look();
  }
}

/** Types a command and waits for its end. */
export function type(typed: readonly string[], environment: Environment): Promise<Ended> {
  return new TypedCommand(typed, environment).end();
}
