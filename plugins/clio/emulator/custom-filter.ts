import type { Call } from './call.ts';
import { badRequest } from './errors.ts';
import type { CustomField, Row, ValueRow } from './rows.ts';

type Test = (value: NonNullable<ValueRow['value']>) => boolean;

const ORDERED = new Set(['currency', 'date', 'time', 'numeric']);
const BY_IDENTITY = new Set(['checkbox', 'contact', 'matter', 'picklist']);

/** `<=50` as operator and operand; no operator means equality. */
function bound(text: string): { operator: string; operand: string } {
  const [, operator = '=', operand = ''] = /^(<=|>=|<|>|=)?([\s\S]*)$/.exec(text.trim()) ?? [];
  return { operator, operand: operand.trim() };
}

function orderedTest(field: CustomField, text: string): Test {
  const { operator, operand } = bound(text);
  const numeric = field.field_type === 'currency' || field.field_type === 'numeric';
  const wanted = numeric ? Number(operand) : operand;
  if (operand === '' || Number.isNaN(wanted)) throw badRequest(`${text} cannot be compared with ${field.name}`);
  return (value) => {
    if (operator === '=') return value === wanted;
    if (operator === '<') return value < wanted;
    if (operator === '>') return value > wanted;
    return operator === '<=' ? value <= wanted : value >= wanted;
  };
}

function identityTest(field: CustomField, text: string): Test {
  const { operator, operand } = bound(text);
  if (operator !== '=') throw badRequest(`${operator} is not an operator of ${field.name}`);
  return (value) => String(value) === operand;
}

// Text takes no operator: what looks like one is part of the text.
function textTest(call: Call, text: string): Test {
  const folded = text.toLowerCase();
  const tests: Record<typeof call.settings.customValueFilter, Test> = {
    exact: (value) => value === text,
    'ignore-case': (value) => String(value).toLowerCase() === folded,
    substring: (value) => String(value).toLowerCase().includes(folded),
  };
  return tests[call.settings.customValueFilter];
}

function testOf(call: Call, field: CustomField, text: string): Test {
  if (BY_IDENTITY.has(field.field_type)) return identityTest(field, text);
  if (!ORDERED.has(field.field_type)) return textTest(call, text);
  const several = /^\[(.*)\]$/.exec(text.trim())?.[1];
  const tests = (several === undefined ? [text] : several.split(',')).map((piece) => orderedTest(field, piece));
  return (value) => tests.every((test) => test(value));
}

/** Keeps the rows whose custom values fit every `custom_field_values[ID]=…` (clio-api facts: custom fields). */
export function byCustomValues<R extends Row & { values: ValueRow[] }>(call: Call, rows: R[]): R[] {
  let kept = rows;
  for (const [key, text] of call.query.keyed('custom_field_values')) {
    const field = call.firm.customFields.get(Number(key));
    if (!field) return [];
    const test = testOf(call, field, text);
    const fits = (row: ValueRow): boolean => row.fieldId === field.id && row.value !== null && test(row.value);
    kept = kept.filter((row) => row.values.some(fits));
  }
  return kept;
}

/** Shows only the custom values of `custom_field_ids[]`, which is no filter of records. */
export function withWantedValues<R extends { values: ValueRow[] }>(call: Call, row: R): R {
  const wanted = new Set(call.query.ids('custom_field_ids[]'));
  return wanted.size === 0 ? row : { ...row, values: row.values.filter((value) => wanted.has(value.fieldId)) };
}
