import fc from 'fast-check';
import type { Ledger, Rec } from '../model/ledger.ts';
import { people, refOf } from './people.ts';
import { step } from './step.ts';

interface Args {
  readonly from: number;
  readonly into: number;
}

/** Two different people of the target, counted around. */
function pair(ledger: Readonly<Ledger>, { from, into }: Args): readonly [Rec, Rec] | undefined {
  const persons = (ledger as Ledger).live('contact').filter((rec) => rec.fields.type === 'person');
  const [one, other] = [persons[from % persons.length], persons[into % persons.length]];
  return one && other && one !== other ? [one, other] : undefined;
}

/** A person merges two contacts of the target: one is gone, and what named it names the other. */
export const personMerges = fc.record({ from: fc.nat(5), into: fc.nat(5) }).map(
  step<Args>({
    name: 'person merges',
    check: (ledger, args) => pair(ledger, args) !== undefined,
    run: async (ledger, world, args) => {
      const found = pair(ledger, args);
      if (found) await people(ledger, world, (person) => person.mergeContacts(refOf(found[0]), refOf(found[1])));
    },
  }),
);
