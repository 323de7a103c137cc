import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldOption, SourceFieldType } from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import type { Crosswalk, CrosswalkPolicy } from './crosswalk.ts';
import { matchLabel, matchTerm, type Match, statusLabels, termOf } from './match-term.ts';

const areas: readonly FieldOption[] = [
  { id: '1', label: 'Family' },
  { id: '2', label: 'Família' },
  { id: '3', label: 'Wills & Estates' },
];
const users: readonly FieldOption[] = [
  { id: 'u1', label: 'Jane Roe', email: 'jane@firm.test' },
  { id: 'u2', label: 'John Doe', email: 'John@Firm.test' },
  { id: 'u3', label: 'John Doe', email: 'jd@firm.test' },
];
const plain = (label: string) => ({ key: label, label });
const walk = (
  table: Readonly<Record<string, string | null>>,
  policy: CrosswalkPolicy = 'leave-empty',
  fallback?: string,
): Crosswalk => ({
  name: 'matter:area',
  policy,
  ...(fallback !== undefined && { fallback }),
  table: Object.entries(table).map(([from, to]) => ({ from, to })),
});
const matched = (to: string, by: string) => ({ is: 'matched', to, by });
const unmatched: Match = { is: 'unmatched' };

describe('a choice is found by its exact label, then folded, then by the table, then by the default', () => {
  // Catches: another order, the first of several, lines and defaults to no choice, any policy's default, folded lines lost.
  const table = { Family: '3', FAMÍLIA: '3', 'wills & estates': '1', Tax: '3', Ghost: 'gone', Secret: null };
  const full = walk(table, 'default', '1');

  it.each<[string, Match | object]>([
    ['Family', matched('1', 'label')],
    ['Família', matched('2', 'label')],
    ['familia', matched('2', 'folded-label')],
    ['  WILLS  &  estátes ', matched('3', 'folded-label')],
    ['Tax', matched('3', 'table')],
    ['TÁX', matched('3', 'table')],
    ['Secret', { is: 'left-empty' }],
    ['Ghost', matched('1', 'fallback')],
    ['Unheard of', matched('1', 'fallback')],
  ])('"%s"', (label, match) => expect(matchTerm(plain(label), areas, full)).toEqual(match));

  it.each<CrosswalkPolicy>(['leave-empty', 'ask', 'keep'])(
    'the default counts under its policy alone, not %s',
    (policy) => expect(matchTerm(plain('Unheard of'), areas, walk({}, policy, '1'))).toEqual(unmatched),
  );

  it('a line or a default that leads to no choice matches nothing', () => {
    expect(matchTerm(plain('Ghost'), areas, walk({ Ghost: 'gone' }))).toEqual(unmatched);
    expect(matchTerm(plain('x'), areas, walk({}, 'default', 'gone'))).toEqual(unmatched);
    expect(matchTerm(plain('x'), areas, walk({}, 'default'))).toEqual(unmatched);
    expect(matchTerm(plain('x'), areas, undefined)).toEqual(unmatched);
  });

  it('a line knows a choice of the source by its key or by its label, the key first', () => {
    const term = { key: 'k7', label: 'Tax' };
    expect(matchTerm(term, areas, walk({ Tax: '1', k7: '2' }))).toEqual(matched('2', 'table'));
    expect(matchTerm(term, areas, walk({ tax: '1' }))).toEqual(matched('1', 'table'));
  });

  it('labels that a person could not tell apart match nothing, unless one of them is exact', () => {
    const twins = [
      { id: '1', label: 'Famile' },
      { id: '2', label: 'Famíle' },
    ];
    expect(matchTerm(plain('FAMILE'), twins, undefined)).toEqual(unmatched);
    expect(matchTerm(plain('Famíle'), twins, undefined)).toEqual(matched('2', 'label'));
    const doubled = [...areas, { id: '4', label: 'Family' }];
    expect(matchTerm(plain('Family'), doubled, undefined)).toEqual(unmatched);
    expect(matchTerm(plain('Family'), doubled, walk({ Family: '4' }))).toEqual(matched('4', 'table'));
  });

  it('and so do lines that a person could not tell apart', () => {
    expect(matchTerm(plain('FAMILE'), areas, walk({ Famile: '1', Famíle: '2' }))).toEqual(unmatched);
  });

  it('what is matched is a choice of the target, and the order of choices and lines does not count', () => {
    const label = fc.constantFrom('Family', 'FAMILY', 'Família', 'Tax', 'tax', 'x');
    const id = fc.constantFrom('1', '2', '3', 'gone');
    const options = fc.uniqueArray(fc.record({ id, label }, { noNullPrototype: true }), { selector: (one) => one.id });
    const lines = fc.uniqueArray(fc.record({ from: label, to: fc.option(id) }, { noNullPrototype: true }), {
      selector: ({ from }) => from.toLowerCase(),
    });
    const policy = fc.constantFrom<CrosswalkPolicy>('leave-empty', 'default', 'ask');
    fc.assert(
      fc.property(label, options, lines, policy, id, (one, choices, table, policy, fallback) => {
        const crosswalk = { name: 'matter:area', policy, fallback, table };
        const match = matchTerm(plain(one), choices, crosswalk);
        const leadsAway = match.is === 'matched' && !choices.some(({ id }) => id === match.to);
        expect(leadsAway).toBe(false);
        const turned = { ...crosswalk, table: table.toReversed() };
        expect(matchTerm(plain(one), choices.toReversed(), turned)).toEqual(match);
      }),
      { numRuns: 500 },
    );
  });
});

describe('colleagues are found by e-mail, then by name', () => {
  it.each<[NonNullable<SourceValue>, SourceFieldType, Match | object]>([
    [{ email: 'JANE@firm.test', name: 'John Doe' }, 'user', matched('u1', 'e-mail')],
    [{ email: 'john@firm.test', name: 'Jane Roe' }, 'user', matched('u2', 'e-mail')],
    ['jd@firm.test', 'email', matched('u3', 'e-mail')],
    ['jane@firm.test', 'text', matched('u1', 'e-mail')],
    [{ email: 'gone@firm.test', name: 'jane roe' }, 'user', matched('u1', 'folded-label')],
    ['Jane Roe', 'text', matched('u1', 'label')],
    [{ email: 'gone@firm.test', name: 'John Doe' }, 'user', unmatched],
    [{ email: 'gone@firm.test' }, 'user', unmatched],
  ])('%j', (value, type, match) => expect(matchTerm(termOf(value, type)!, users, undefined)).toEqual(match));

  it('two users of one address are not told apart by it', () => {
    const shared = [...users, { id: 'u4', label: 'Desk', email: 'jane@firm.test' }];
    expect(
      matchTerm({ key: 'jane@firm.test', label: 'jane@firm.test', email: 'jane@firm.test' }, shared, undefined),
    ).toEqual(unmatched);
  });

  it('a user without an address is nobody’s counterpart by address', () => {
    const nameless = [{ id: 'u5', label: 'x', email: '' }];
    expect(matchTerm({ key: 'y', label: 'y', email: ' ' }, nameless, undefined)).toEqual(unmatched);
  });
});

describe('what a value is called', () => {
  const options = [{ id: 'k1', label: 'Family' }];

  it.each<[NonNullable<SourceValue>, SourceFieldType, object | undefined]>([
    ['k1', 'picklist', { key: 'k1', label: 'Family' }],
    ['k2', 'picklist', { key: 'k2', label: 'k2' }],
    ['k1', 'text', { key: 'k1', label: 'k1' }],
    [true, 'boolean', { key: 'true', label: 'Yes' }],
    [false, 'boolean', { key: 'false', label: 'No' }],
    ['pnc', 'matter-status', { key: 'pnc', label: 'Potential new client' }],
    [
      { email: ' Jane@Firm.test ', name: 'Jane' },
      'user',
      { key: 'jane@firm.test', label: 'Jane', email: ' Jane@Firm.test ' },
    ],
    [{ name: 'Jane' }, 'user', { key: 'Jane', label: 'Jane' }],
    [{}, 'user', undefined],
    [['k1'], 'multipicklist', undefined],
  ])('%j of type %s', (value, type, term) => expect(termOf(value, type, options)).toEqual(term));

  it('every state of a matter has a name', () => expect(Object.keys(statusLabels)).toEqual(['pnc', 'hired', 'lost']));
});

describe('a relationship’s label, which the target takes as free text', () => {
  it.each<[string, Crosswalk | undefined, Match | object]>([
    ['nobody has said anything: as it is', undefined, matched('Witness', 'label')],
    ['kept', walk({}, 'keep'), matched('Witness', 'label')],
    ['the table says another one', walk({ witness: 'Testigo' }, 'keep'), matched('Testigo', 'table')],
    ['the table says none', walk({ Witness: null }, 'keep'), { is: 'left-empty' }],
    ['the default', walk({}, 'default', 'Other'), matched('Other', 'fallback')],
    ['the default that nobody named', walk({}, 'default'), unmatched],
    ['the table before the default', walk({ Witness: 'W' }, 'default', 'Other'), matched('W', 'table')],
    ['left empty', walk({}, 'leave-empty', 'Other'), unmatched],
    ['asked', walk({}, 'ask', 'Other'), unmatched],
  ])('%s', (_case, crosswalk, match) => expect(matchLabel('Witness', crosswalk)).toEqual(match));
});
