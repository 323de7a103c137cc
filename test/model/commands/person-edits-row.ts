import fc from 'fast-check';
import { foldRow } from '../model/folding.ts';
import type { Ledger, Rec } from '../model/ledger.ts';
import { emails, labels, one, phones } from '../values.ts';
import { people, pick, refOf } from './people.ts';
import { step } from './step.ts';

interface Args {
  readonly how: 'add' | 'change' | 'remove';
  readonly which: number;
  readonly row: number;
  readonly field: 'emails' | 'phones';
  readonly label: string;
  readonly text: string;
}

const value = fc.oneof(
  fc.record({ field: fc.constant('emails' as const), text: one([...emails, 'typed@example.com']) }),
  fc.record({ field: fc.constant('phones' as const), text: one([...phones, '555-010-9999']) }),
);

/** Two rows that read the same in one record are nothing a person types, and the rules do not tell them apart. */
function wouldDouble(ledger: Ledger, rec: Rec, { field, text, how, row }: Args): boolean {
  const rows = rec.rows[field] ?? [];
  const edited = how === 'change' ? rows[row % rows.length] : undefined;
  const others = rows.filter((one) => one !== edited);
  const history = [...ledger.histories.values()].find((one) => one.rec === rec);
  const ours = (history?.rows[field] ?? [])
    .filter((past) => past.row !== edited && (how === 'change' || rows.includes(past.row)))
    .map(({ sent }) => sent);
  return [...others, ...ours].some((one) => foldRow(field, one.text) === foldRow(field, text));
}

const partOf = { emails: 'address', phones: 'number' } as const;

/** A person adds, changes or removes an e-mail or a phone of a contact in the target. */
export const personEditsRow = fc
  .tuple(
    value,
    fc.record({ how: one(['add', 'change', 'remove']), which: fc.nat(5), row: fc.nat(2), label: one(labels) }),
  )
  .map(([what, where]) => ({ ...what, ...where }))
  .map(
    step<Args>({
      name: 'person edits row',
      check: (ledger, args) => {
        const rec = pick(ledger, 'contact', args.which);
        if (!rec) return false;
        const rows = rec.rows[args.field] ?? [];
        if (args.how === 'remove') return rows.length > 0;
        return (args.how === 'add' || rows.length > 0) && !wouldDouble(ledger, rec, args);
      },
      run: async (ledger, world, { how, which, row, field, label, text }) => {
        const rec = pick(ledger, 'contact', which);
        if (!rec) return;
        const rows = rec.rows[field] ?? [];
        const id = rows[row % rows.length]?.id ?? '';
        const typed = { label, parts: { [partOf[field]]: text } };
        await people(ledger, world, (person) => {
          if (how === 'add') return person.addRow(refOf(rec), field, typed);
          return how === 'change'
            ? person.changeRow(refOf(rec), field, id, typed)
            : person.removeRow(refOf(rec), field, id);
        });
      },
    }),
  );
