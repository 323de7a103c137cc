import fc from 'fast-check';
import { one, subjects, texts } from '../values.ts';
import { people, pick, refOf } from './people.ts';
import { step } from './step.ts';

interface Args {
  readonly which: number;
  readonly field: 'subject' | 'body';
  readonly value: string;
}

const change = fc.oneof(
  fc.record({ field: fc.constant('body' as const), value: one([...texts, 'Edited by hand.']) }),
  fc.record({ field: fc.constant('subject' as const), value: one([...subjects, 'Edited']) }),
);

/** A person rewrites a note in the target. */
export const personEditsNote = fc
  .tuple(change, fc.nat(3))
  .map(([args, which]) => ({ ...args, which }))
  .map(
    step<Args>({
      name: 'person edits note',
      check: (ledger, { which, field, value }) => {
        const rec = pick(ledger, 'note', which);
        return rec !== undefined && rec.fields[field] !== value;
      },
      run: async (ledger, world, { which, field, value }) => {
        const rec = pick(ledger, 'note', which);
        if (rec) await people(ledger, world, (person) => person.edit('note', refOf(rec), field, value));
      },
    }),
  );
