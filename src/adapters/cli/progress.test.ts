import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openProgress } from './progress.ts';

/** What a terminal, or a file in its place, was sent. */
class Screen extends Writable {
  readonly isTTY: boolean;
  readonly columns = 80;
  sent = '';

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.sent += chunk.toString();
    done();
  }
}

function watched(isInteractive: boolean): string {
  const screen = new Screen(isInteractive);
  const progress = openProgress({ out: screen, err: screen, isInteractive });
  progress.show({ done: 0, total: 2, message: '' });
  progress.note('created  contact  a');
  progress.show({ done: 1, total: 2, message: 'waiting: the target did not answer' });
  progress.show({ done: 1, total: 2, message: 'waiting: the target did not answer' });
  progress.stop();
  return screen.sent;
}

describe('progress', () => {
  it('is a bar where a person watches', () => {
    expect(watched(true)).toContain('█');
    expect(watched(true)).toContain('1/2  waiting: the target did not answer');
    expect(watched(true)).not.toContain('created');
  });

  it('is one line for each piece of news elsewhere', () => {
    expect(watched(false)).toBe('created  contact  a\nwaiting: the target did not answer\n');
  });
});
