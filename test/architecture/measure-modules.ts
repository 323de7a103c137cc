import { Visitor } from 'oxc-parser';
import type { Module } from './read-modules.ts';

/** Words that name a drawer instead of a job. */
const drawers = /^(util|helper|common|shared|misc|manager|impl)s?$/;

export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** The lengths in lines of every function with a body, inner ones too. */
export function functionLengths({ program, source }: Module): number[] {
  const lengths: number[] = [];
  const measure = (node: { start: number; end: number; body: unknown }): void => {
    if (node.body) lengths.push(lineCount(source.slice(node.start, node.end)));
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(program);
  return lengths;
}

/** Whether a folder or file along the path is called after a drawer, also as a part: `date-utils.ts`. */
export function isNamedAfterDrawer(path: string): boolean {
  return path.split(/[/.\-_]/).some((word) => drawers.test(word.toLowerCase()));
}

/** The share of the values that stay below the limit; 1 where there are none. */
export function shareBelow(limit: number, values: readonly number[]): number {
  return values.length === 0 ? 1 : values.filter((value) => value < limit).length / values.length;
}
