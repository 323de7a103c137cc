import { Visitor, type Program } from 'oxc-parser';

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** The texts that an expression can come to: a literal, either branch of a condition, or what is cast. */
function textsOf(expression: unknown): string[] {
  if (!isNode(expression)) return [];
  if (expression.type === 'Literal') return typeof expression.value === 'string' ? [expression.value] : [];
  if (expression.type === 'ConditionalExpression') return [...textsOf(expression.consequent), ...textsOf(expression.alternate)];
  if (expression.type === 'TSAsExpression') return textsOf(expression.expression);
  return [];
}

/** Functions that take a code, and which of their arguments it is. */
const takesCode: Readonly<Record<string, number>> = { fail: 0, askWho: 1, tell: 0 };

/** Every code that a module gives to a change, a question, a note or a failed run, as it is written there. */
export function codesIn(program: Program): string[] {
  const codes: string[] = [];
  new Visitor({
    Property({ key, value }) {
      if (key.type === 'Identifier' && key.name === 'code') codes.push(...textsOf(value));
    },
    CallExpression({ callee, arguments: given }) {
      const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
      const at = takesCode[name];
      if (at !== undefined) codes.push(...textsOf(given[at]));
    },
  }).visit(program);
  return codes;
}
