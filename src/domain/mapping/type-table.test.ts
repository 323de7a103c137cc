import { describe, expect, it } from 'vitest';
import {
  type SourceFieldType,
  sourceFieldTypes,
  type TargetFieldType,
  targetFieldTypes,
} from '../../../contracts/mappings.ts';
import { type ConversionRule, conversionRules, fitOf, sourceTypeWords, targetTypeWords } from './type-table.ts';

const pairs = sourceFieldTypes.flatMap((source) => targetFieldTypes.map((target) => ({ source, target })));
const refused = pairs.flatMap(({ source, target }) => {
  const fit = fitOf(source, target);
  return fit.fits ? [] : [{ source, target, reason: fit.reason }];
});

describe('one table says for every pair of types: a rule, or why not', () => {
  // Catches: a rule for a refused pair, another rule, a type's id in the words, a reason cut short, rule and reason both.
  it('every pair answers exactly one of the two', () => {
    for (const { source, target } of pairs) {
      const fit = fitOf(source, target);
      expect('rule' in fit, `${source} → ${target}`).toBe(fit.fits);
      expect('reason' in fit, `${source} → ${target}`).toBe(!fit.fits);
    }
  });

  it('every rule is used, and says in a sentence what it does', () => {
    const used = new Set(pairs.flatMap(({ source, target }) => rule(source, target) ?? []));
    expect(used).toEqual(new Set(Object.keys(conversionRules)));
    for (const words of Object.values(conversionRules)) expect(words).toMatch(/^[A-Z].*[^.]\.$/);
  });

  it.each(refused)('$source → $target: "$reason"', ({ source, target, reason }) => {
    const [what, why = ''] = reason.split(': ');
    expect(what?.toLowerCase()).toBe(`${sourceTypeWords[source]} cannot become ${targetTypeWords[target]}`);
    expect(why).toMatch(/^[a-z].{15,}[^.]\.$/);
    expect(reason).toMatch(/^[A-Z]/);
  });

  it('no reason and no name of a type speaks as a programmer would', () => {
    const jargon =
      /\b(longtext|boolean|bool|integer|decimal|datetime|picklist|multipicklist|email|url|rows|matter-status|null|undefined|string|enum|type)\b/i;
    for (const { reason } of refused) expect(reason).not.toMatch(jargon);
    for (const words of [...Object.values(sourceTypeWords), ...Object.values(targetTypeWords)])
      expect(words).not.toMatch(jargon);
  });

  it('no two types have the same name where a person chooses one', () => {
    expect(new Set(Object.values(sourceTypeWords)).size).toBe(sourceFieldTypes.length);
    expect(new Set(Object.values(targetTypeWords)).size).toBe(targetFieldTypes.length);
  });
});

type Takes = Partial<Record<SourceFieldType, ConversionRule>>;

/** Clio's twelve types of fields in our words, and all that each takes; whatever is not here is refused. */
const clio: [clio: string, type: TargetFieldType, takes: Takes][] = [
  [
    'text_line',
    'text',
    {
      text: 'one-line',
      longtext: 'one-line',
      boolean: 'yes-no',
      integer: 'digits',
      decimal: 'digits',
      money: 'digits',
      date: 'date-as-text',
      datetime: 'instant-as-text',
      time: 'same',
      picklist: 'choice-as-text',
      multipicklist: 'choices-as-text',
      email: 'same',
      phone: 'same',
      url: 'same',
      user: 'name-as-text',
    },
  ],
  [
    'text_area',
    'longtext',
    {
      text: 'same',
      longtext: 'same',
      boolean: 'yes-no',
      integer: 'digits',
      decimal: 'digits',
      money: 'digits',
      date: 'date-as-text',
      datetime: 'instant-as-text',
      time: 'same',
      picklist: 'choice-as-text',
      multipicklist: 'choices-as-text',
      email: 'same',
      phone: 'same',
      url: 'same',
      user: 'name-as-text',
    },
  ],
  ['checkbox', 'boolean', { boolean: 'same' }],
  ['numeric', 'number', { integer: 'exact', decimal: 'exact', money: 'exact' }],
  ['currency', 'money', { integer: 'exact', decimal: 'cents', money: 'cents' }],
  ['date', 'date', { date: 'same', datetime: 'day-in-zone' }],
  ['time', 'time', { datetime: 'time-in-zone', time: 'same' }],
  ['picklist', 'picklist', { text: 'crosswalk', boolean: 'crosswalk', picklist: 'crosswalk', user: 'crosswalk' }],
  ['email', 'email', { email: 'same' }],
  ['url', 'url', { url: 'same' }],
  ['contact', 'contact', { contact: 'reference', company: 'reference' }],
  ['matter', 'matter', { matter: 'reference' }],
];

const named: readonly SourceFieldType[] = [
  'text',
  'longtext',
  'boolean',
  'integer',
  'decimal',
  'money',
  'date',
  'datetime',
  'time',
  'picklist',
  'multipicklist',
  'email',
  'phone',
  'url',
  'user',
  'contact',
  'company',
  'matter',
];

describe('Clio’s twelve types and what each takes of the source', () => {
  it.each(clio)('%s', (_clio, target, takes) => {
    const found = named.map((source) => [source, rule(source, target)] as const);
    expect(Object.fromEntries(found.filter(([, by]) => by !== undefined))).toEqual(takes);
  });
});

function rule(source: SourceFieldType, target: TargetFieldType): ConversionRule | undefined {
  const fit = fitOf(source, target);
  return fit.fits ? fit.rule : undefined;
}
