import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.ts';

export interface ProgressView {
  readonly done: number;
  /** As far as it is known; never below `done`. */
  readonly total: number;
  /** What is being done, or waited for. */
  readonly message: string;
}

/** Shows how far long work is: a bar where a person watches, lines everywhere else. */
export interface Progress {
  /** Something was finished that deserves a line of its own. */
  note(line: string): void;
  show(view: ProgressView): void;
  stop(): void;
}

export function openProgress(terminal: Terminal): Progress {
  return terminal.isInteractive ? new BarProgress(terminal) : new LineProgress(terminal);
}

/** A bar that wraps onto a second line is drawn again and again below itself. */
const longestMessage = 40;

class BarProgress implements Progress {
  private readonly bar: SingleBar;
  private started = false;

  constructor({ err }: Terminal) {
    this.bar = new SingleBar({
      stream: err,
      format: '{bar} {value}/{total}  {message}',
      barsize: 24,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      clearOnComplete: true,
      // Left alone, so that there is nothing to put back when somebody presses Ctrl-C; its own handler for that would
      // stop the bar and let the command run on.
      gracefulExit: false,
      linewrap: true,
    });
  }

  note(): void {
    // The bar itself says it; lines between would scroll it away.
  }

  show({ done, total, message: whole }: ProgressView): void {
    const message = whole.slice(0, longestMessage);
    if (!this.started) this.bar.start(total, done, { message });
    this.started = true;
    this.bar.setTotal(total);
    this.bar.update(done, { message });
  }

  stop(): void {
    this.bar.stop();
  }
}

class LineProgress implements Progress {
  private readonly terminal: Terminal;
  private latest = '';

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  note(line: string): void {
    this.write(line);
  }

  /** Counts are left out: each finished thing has its line, so only a new message is news. */
  show({ message }: ProgressView): void {
    if (message === this.latest) return;
    this.latest = message;
    if (message !== '') this.write(message);
  }

  stop(): void {
    this.latest = '';
  }

  private write(line: string): void {
    this.terminal.err.write(`${line}\n`);
  }
}
