import fc from 'fast-check';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import { isNamedBy, people, pick, refOf } from './people.ts';
import { step } from './step.ts';

interface Args {
  readonly kind: ObjectKind;
  readonly which: number;
}

const kinds: fc.Arbitrary<ObjectKind> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<ObjectKind>('note', 'relationship', 'contact', 'document') },
  { weight: 1, arbitrary: fc.constant<ObjectKind>('matter') },
);

/** A person deletes a record in the target; clients of a matter and companies of people stay, as the systems insist. */
export const personDeletes = fc.record({ kind: kinds, which: fc.nat(5) }).map(
  step<Args>({
    name: 'person deletes',
    check: (ledger, { kind, which }) => {
      const rec = pick(ledger, kind, which);
      if (!rec) return false;
      return (
        kind !== 'contact' ||
        !(isNamedBy(ledger, 'matter', 'client', rec) || isNamedBy(ledger, 'contact', 'company', rec))
      );
    },
    run: async (ledger, world, { kind, which }) => {
      const rec = pick(ledger, kind, which);
      if (!rec) return;
      await people(ledger, world, (person) =>
        kind === 'document' ? person.trash(refOf(rec)) : person.remove(kind, refOf(rec)),
      );
    },
  }),
);
