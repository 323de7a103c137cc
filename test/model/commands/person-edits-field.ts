import fc from 'fast-check';
import { days, firstNames, lastNames, middleNames, one, ties, titles } from '../values.ts';
import { people, pick, refOf } from './people.ts';
import { step } from './step.ts';

interface Args {
  readonly kind: 'contact' | 'matter' | 'relationship';
  readonly which: number;
  readonly field: string;
  readonly value: string | null;
}

const change = fc.oneof(
  fc.record({
    kind: fc.constant('contact' as const),
    field: fc.constant('first_name'),
    value: one([...firstNames, 'Anna']),
  }),
  fc.record({
    kind: fc.constant('contact' as const),
    field: fc.constant('last_name'),
    value: one([...lastNames, 'LOPEZ']),
  }),
  fc.record({
    kind: fc.constant('contact' as const),
    field: fc.constant('middle_name'),
    value: one([...middleNames, null]),
  }),
  fc.record({ kind: fc.constant('contact' as const), field: fc.constant('birth_date'), value: one([...days, null]) }),
  fc.record({ kind: fc.constant('matter' as const), field: fc.constant('title'), value: one([...titles, 'Renamed']) }),
  fc.record({
    kind: fc.constant('matter' as const),
    field: fc.constant('status'),
    value: one(['open', 'closed', 'pending']),
  }),
  fc.record({
    kind: fc.constant('relationship' as const),
    field: fc.constant('label'),
    value: one([...ties, 'Sister']),
  }),
);

/** A person edits or blanks a field of a record in the target. */
export const personEditsField = fc
  .tuple(change, fc.nat(5))
  .map(([args, which]) => ({ ...args, which }))
  .map(
    step<Args>({
      name: 'person edits',
      check: (ledger, { kind, which, field, value }) => {
        const rec = pick(ledger, kind, which);
        if (!rec || (rec.fields[field] ?? null) === value) return false;
        return kind !== 'contact' || rec.fields.type === 'person';
      },
      run: async (ledger, world, { kind, which, field, value }) => {
        const rec = pick(ledger, kind, which);
        if (rec) await people(ledger, world, (person) => person.edit(kind, refOf(rec), field, value));
      },
    }),
  );
