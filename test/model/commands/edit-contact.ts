import fc from 'fast-check';
import type { ContactBody } from '../../../src/ports/intake-book.ts';
import {
  companies,
  companyIds,
  days,
  emailRows,
  firstNames,
  lastNames,
  middleNames,
  one,
  personIds,
  phoneRows,
} from '../values.ts';
import { step } from './step.ts';
import { typeIn } from './typing.ts';

interface Args {
  readonly id: string;
  readonly change: Partial<ContactBody>;
}

const personChange: fc.Arbitrary<Partial<ContactBody>> = fc.oneof(
  one(firstNames).map((firstName) => ({ firstName })),
  one(lastNames).map((lastName) => ({ lastName })),
  one(middleNames).map((middleName) => ({ middleName })),
  one(days).map((birthDate) => ({ birthDate })),
  one(companyIds).map((companyId) => ({ companyId })),
  emailRows.map((emails) => ({ emails })),
  phoneRows.map((phones) => ({ phones })),
);

const companyChange: fc.Arbitrary<Partial<ContactBody>> = fc.oneof(
  one(companies).map((companyName) => ({ companyName })),
  emailRows.map((emails) => ({ emails })),
);

/** One field of a contact, or one list of its rows, changes in the intake. */
export const editContact = fc
  .oneof(
    { weight: 5, arbitrary: fc.record({ id: one(personIds), change: personChange }) },
    { weight: 1, arbitrary: fc.record({ id: one(companyIds), change: companyChange }) },
  )
  .map(
    step<Args>({
      name: 'edit contact',
      check: (ledger, { id, change }) =>
        ledger.entry('contact', '', id) !== undefined &&
        (change.companyId === undefined || ledger.entry('contact', '', change.companyId) !== undefined),
      run: async (ledger, world, { id, change }) => {
        const body = ledger.entry('contact', '', id);
        if (body) await typeIn(ledger, world, 'contact', ['', id], { ...body, ...change });
      },
    }),
  );
