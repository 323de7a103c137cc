import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceFieldType, TargetFieldType } from '../../../contracts/mappings.ts';
import { mappingRow, mappingsOf, sourceField, targetField } from '../../../test/support/mapped-fields.ts';
import { suggestMappings } from './suggest-mappings.ts';
import { fitOf } from './type-table.ts';

const sourceTypes = ['text', 'boolean', 'integer', 'money', 'date', 'picklist', 'multipicklist', 'contact'] as const;
const targetTypes = ['text', 'longtext', 'boolean', 'number', 'money', 'date', 'picklist', 'contact'] as const;
const label = fc.constantFrom('Claim value', 'Date of loss', 'Incident date', 'Language', 'Referred by', 'Injuries');

const sources = fc.uniqueArray(fc.record({ label, type: fc.constantFrom<SourceFieldType>(...sourceTypes) }), {
  maxLength: 6,
});
const targets = fc.uniqueArray(fc.record({ label, type: fc.constantFrom<TargetFieldType>(...targetTypes) }), {
  maxLength: 6,
});

const setOf = (
  from: readonly { label: string; type: SourceFieldType }[],
  to: readonly { label: string; type: TargetFieldType }[],
) =>
  mappingsOf({
    sources: from.map((one, at) => sourceField(`s${at}`, one.type, { label: one.label })),
    targets: to.map((one, at) => targetField(`t${at}`, one.type, { label: one.label })),
  });

// Caught, tried by hand: pairOf without its look at the types; bestOf that does not remember sources; fold left out.
describe('suggestions', () => {
  it('never pair types that do not fit, name each field once, and come best first', () => {
    fc.assert(
      fc.property(sources, targets, (from, to) => {
        const found = suggestMappings(setOf(from, to));
        for (const { sourceField: source, targetField: target, score, reason } of found) {
          const [a, b] = [from[Number(source.slice(1))]!, to[Number(target.slice(1))]!];
          expect(fitOf(a.type, b.type).fits).toBe(true);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(reason).toMatch(/^[A-Z].*\.$/);
        }
        expect(new Set(found.map((one) => one.sourceField)).size).toBe(found.length);
        expect(new Set(found.map((one) => one.targetField)).size).toBe(found.length);
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
    );
  });

  it('find a field of the same name whatever its case and accents, and prefer it to one that is like it', () => {
    const from = [{ label: 'Date of injury', type: 'date' as const }];
    const to = [
      { label: 'Date of injuries', type: 'date' as const },
      { label: 'DATE OF INJURÝ', type: 'date' as const },
    ];
    expect(suggestMappings(setOf(from, to))).toMatchObject([{ targetField: 't1', score: 1 }]);
  });

  it('count the choices that two lists have in common', () => {
    const options = (...labels: string[]) => labels.map((one) => ({ id: one, label: one }));
    const scoreWith = (...labels: string[]) =>
      suggestMappings(
        mappingsOf({
          sources: [sourceField('s', 'picklist', { label: 'Language', options: options('English', 'Español') })],
          targets: [targetField('t', 'picklist', { label: 'Language', options: options(...labels) })],
        }),
      )[0]?.score ?? 0;
    expect(scoreWith('english', 'espanol')).toBeGreaterThan(scoreWith('English'));
    expect(scoreWith('English')).toBeGreaterThan(scoreWith('Dansk'));
  });

  it('offer a namesake in place of a field that is gone, and nothing that a row has', () => {
    const seen = { sourceLabel: 'Loss', sourceType: 'date', targetLabel: 'Date of loss', targetType: 'date' } as const;
    const set = mappingsOf({
      sources: [sourceField('loss', 'date', { label: 'Loss' }), sourceField('other', 'text', { label: 'Taken' })],
      targets: [
        targetField('new', 'date', { label: 'Date of loss' }),
        targetField('taken', 'text', { label: 'Taken' }),
      ],
      rows: [mappingRow('loss', 'gone', { seen }), mappingRow('other', 'taken')],
    });
    expect(suggestMappings(set)).toMatchObject([{ sourceField: 'loss', targetField: 'new', replaces: 'row:gone' }]);
  });
});
