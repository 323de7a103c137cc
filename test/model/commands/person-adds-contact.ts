import fc from 'fast-check';
import { days, emailRows, firstNames, lastNames, one, phoneRows } from '../values.ts';
import { people } from './people.ts';
import { step } from './step.ts';

/** A person types a contact into the target that may be somebody the intake knows too. */
export const personAddsContact = fc
  .record({
    first: one(firstNames),
    last: one([...lastNames, 'LOPEZ']),
    born: fc.option(one(days), { freq: 1 }),
    emails: emailRows,
    phones: phoneRows,
  })
  .map(
    step({
      name: 'person adds contact',
      check: () => true,
      run: (ledger, world, { first, last, born, emails, phones }) => {
        const fields = {
          type: 'person',
          first_name: first,
          last_name: last,
          ...(born !== null && { birth_date: born }),
        };
        return people(ledger, world, (person) => person.addContact(fields, { emails, phones }));
      },
    }),
  );
