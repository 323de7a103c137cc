import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldNote } from '../planning/field-notes.ts';
import { finalStatus } from './run-status.ts';
import type { ChangeOutcome, RunChange } from './run.ts';

function changes(...outcomes: ChangeOutcome[]): RunChange[] {
  return outcomes.map((outcome, index) => ({
    id: `note:${index}`,
    kind: 'note',
    sourceId: `${index}`,
    action: 'create',
    outcome,
    fields: [],
    reason: '',
  }));
}

const outcome = fc.constantFrom<ChangeOutcome>(
  'pending',
  'waiting',
  'applied',
  'unchanged',
  'partial',
  'skipped',
  'refused',
  'asked',
  'failed',
);

describe('how a run ends', () => {
  it.each<[string, ChangeOutcome[], string]>([
    ['rules 1: with no changes (the conversion toggle is off)', [], 'succeeded'],
    ['everything arrived or was there', ['applied', 'unchanged'], 'succeeded'],
    ['rules 7: a refused object, everything else is synced', ['applied', 'refused', 'skipped'], 'partial'],
    ['rules 7: a value was left out', ['partial', 'applied'], 'partial'],
    ['nothing but a record without some of its fields', ['partial'], 'partial'],
    ['nothing arrived', ['refused', 'skipped'], 'failed'],
    ['nothing could be done', ['failed'], 'failed'],
    ['rules 6: a person has to decide, the rest goes on', ['asked', 'applied', 'refused'], 'needs-attention'],
    ['a person has to decide and nothing else arrived', ['asked', 'skipped'], 'needs-attention'],
  ])('%s', (_case, outcomes, status) => expect(finalStatus(changes(...outcomes))).toBe(status));

  describe('a value that waits for a person', () => {
    const fields = [fieldNote('area', 'value-asked')];

    it.each<[ChangeOutcome]>([['applied'], ['unchanged'], ['partial'], ['refused']])(
      'makes it needs-attention (%s)',
      (one) => {
        const [change, ...rest] = changes(one, 'applied');
        expect(finalStatus([{ ...change!, fields }, ...rest])).toBe('needs-attention');
        expect(finalStatus([...rest, { ...change!, fields: [fieldNote('born', 'lines-joined'), ...fields] }])).toBe(
          'needs-attention',
        );
      },
    );

    it.each(['option-unmatched', 'user-unmatched', 'fallback-taken', 'reference-unresolved'] as const)(
      'is another thing than %s, which nobody is asked about',
      (code) => {
        const [change] = changes('applied');
        expect(finalStatus([{ ...change!, fields: [fieldNote('area', code)] }])).toBe('succeeded');
      },
    );
  });

  it('does not depend on the order, and is a success only where all is as it should be', () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 5 }), (outcomes) => {
        const status = finalStatus(changes(...outcomes));
        expect(finalStatus(changes(...outcomes.toReversed()))).toBe(status);
        expect(status === 'succeeded').toBe(outcomes.every((one) => one === 'applied' || one === 'unchanged'));
        expect(status === 'needs-attention').toBe(outcomes.includes('asked'));
      }),
    );
  });
});
