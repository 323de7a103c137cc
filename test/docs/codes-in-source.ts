import { Visitor, type Program } from 'oxc-parser';

/** A code as it is written in a module, and whether it is declared to lose nothing. */
export interface WrittenCode {
  readonly code: string;
  readonly harmless: boolean;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** The texts that an expression can come to: a literal, either branch of a condition, or what is cast. */
function textsOf(expression: unknown): string[] {
  if (!isNode(expression)) return [];
  if (expression.type === 'Literal') return typeof expression.value === 'string' ? [expression.value] : [];
  if (expression.type === 'ConditionalExpression')
    return [...textsOf(expression.consequent), ...textsOf(expression.alternate)];
  if (expression.type === 'TSAsExpression') return textsOf(expression.expression);
  return [];
}

const nameOf = (node: unknown): unknown => (isNode(node) && node.type === 'Identifier' ? node.name : undefined);

/** Functions that take a code: which of their arguments it is, and whether it is a harmless one. */
const takesCode: Readonly<Record<string, { readonly at: number; readonly harmless: boolean }>> = {
  fail: { at: 0, harmless: false },
  askWho: { at: 1, harmless: false },
  tell: { at: 0, harmless: false },
  mention: { at: 0, harmless: true },
};

/** Every code that a module gives to a change, a question, a note or a failed run, as it is written there. */
export function codesIn(program: Program): WrittenCode[] {
  const codes: WrittenCode[] = [];
  const add = (expression: unknown, harmless: boolean) =>
    codes.push(...textsOf(expression).map((code) => ({ code, harmless })));
  new Visitor({
    ObjectExpression({ properties }) {
      const own = properties.filter((property) => property.type === 'Property');
      const harmless = own.some(({ key }) => nameOf(key) === 'harmless');
      for (const { key, value } of own) if (nameOf(key) === 'code') add(value, harmless);
    },
    CallExpression({ callee, arguments: given }) {
      const called = takesCode[String(callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee))];
      if (called) add(given[called.at], called.harmless);
    },
  }).visit(program);
  return codes;
}
