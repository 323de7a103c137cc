/** Where a command writes: results to `out`, what happens on the way to `err`, so that results can be piped. */
export interface Terminal {
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream;
  /** A person is watching `err`. */
  readonly isInteractive: boolean;
}

export function processTerminal(): Terminal {
  return { out: process.stdout, err: process.stderr, isInteractive: process.stderr.isTTY };
}

export function printLines(stream: NodeJS.WritableStream, lines: readonly string[]): void {
  for (const line of lines) stream.write(`${line}\n`);
}

/** Columns as wide as their widest cell; the last one is left as it is. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === heads.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
