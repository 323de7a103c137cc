import { ApiClient } from './api-client.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { UsageError } from './failures.ts';
import { printLines, type Terminal } from './terminal.ts';

const defaultUrl = 'http://localhost:3000';

/** One start of the program: where it writes, whom it talks to, and how it ends. */
export class CliSession {
  exitCode: ExitCode = exitCodes.succeeded;
  readonly terminal: Terminal;
  private readonly variables: Readonly<Record<string, string | undefined>>;

  constructor(terminal: Terminal, variables: Readonly<Record<string, string | undefined>>) {
    this.terminal = terminal;
    this.variables = variables;
  }

  get url(): string {
    return this.variables.CASEBRIDGE_URL || defaultUrl;
  }

  get key(): string | undefined {
    return this.variables.CASEBRIDGE_KEY || undefined;
  }

  /** The server with the firm's key; every command but `doctor` needs one before it asks anything. */
  api(): ApiClient {
    if (!URL.canParse(this.url)) throw new UsageError(`CASEBRIDGE_URL: "${this.url}" is not an address.`);
    if (this.key === undefined) throw new UsageError('CASEBRIDGE_KEY: must be set to a key of the firm.');
    return new ApiClient({ url: this.url, key: this.key });
  }

  print(...lines: readonly string[]): void {
    printLines(this.terminal.out, lines);
  }

  /** Prints for programs or for people. */
  answer(asJson: boolean | undefined, data: unknown, lines: () => readonly string[]): void {
    this.print(...(asJson ? [JSON.stringify(data, undefined, 2)] : lines()));
  }
}
