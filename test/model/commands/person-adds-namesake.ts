import fc from 'fast-check';
import { contactIds, days, emailRows, one, phoneRows } from '../values.ts';
import { people } from './people.ts';
import { step } from './step.ts';

/** A person types a contact of the same name as somebody in the intake; the rest may agree or not. */
export const personAddsNamesake = fc
  .record({ id: one(contactIds), born: fc.option(one(days), { freq: 4 }), emails: emailRows, phones: phoneRows })
  .map(
    step({
      name: 'person adds namesake',
      check: (ledger, { id }) => {
        const body = ledger.entry('contact', '', id);
        return body?.firstName !== undefined && body.lastName !== undefined && !ledger.history('contact', '', id);
      },
      run: async (ledger, world, { id, born, emails, phones }) => {
        const body = ledger.entry('contact', '', id);
        const names = { first_name: body?.firstName ?? '', last_name: body?.lastName ?? '' };
        const fields = { type: 'person', ...names, ...(born !== null && { birth_date: born }) };
        await people(ledger, world, (person) => person.addContact(fields, { emails, phones }));
      },
    }),
  );
