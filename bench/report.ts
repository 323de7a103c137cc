/** One table of the report, and what was expected and did not hold. */
export interface Finding {
  readonly title: string;
  /** One sentence on how it was measured. */
  readonly how: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly broken: readonly string[];
}

/** Markdown that is readable on a terminal, too. */
export function describeFinding({ title, how, heads, rows, broken }: Finding): string {
  const cells = [heads, ...rows.map((row) => row.map(String))];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const failed = broken.map((why) => `\n**Not as promised:** ${why}`);
  return [`## ${title}`, '', how, '', line(heads), rule, ...cells.slice(1).map(line), ...failed, ''].join('\n');
}

export const preface = `# Benchmarks

Made by \`npm run bench -- --write\`; \`npm run bench\` prints the same. The service runs as it is (HTTP, queue, embedded
database in memory); the emulated Clio, and whoever uploads, run in another process whose time and memory do not count.
Mostly counts and ratios: how long something takes says more about a machine than about a program.
`;
