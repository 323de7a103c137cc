import fc from 'fast-check';
import type { ContactBody } from '../../../src/ports/intake-book.ts';
import { contactBody, contactIds, one } from '../values.ts';
import { step } from './step.ts';
import { typeIn } from './typing.ts';

interface Args {
  readonly id: string;
  readonly body: ContactBody;
}

/** A contact is typed in, replaced as a whole, or brought back after it was deleted. */
export const putContact = one(contactIds)
  .chain((id) => fc.record({ id: fc.constant(id), body: contactBody(id) }))
  .map(
    step<Args>({
      name: 'put contact',
      check: (ledger, { body }) =>
        body.companyId === undefined || ledger.entry('contact', '', body.companyId) !== undefined,
      run: (ledger, world, { id, body }) => typeIn(ledger, world, 'contact', ['', id], body),
    }),
  );
