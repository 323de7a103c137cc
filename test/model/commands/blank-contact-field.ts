import fc from 'fast-check';
import type { ContactBody } from '../../../src/ports/intake-book.ts';
import { one, personIds } from '../values.ts';
import { step } from './step.ts';
import { typeIn } from './typing.ts';

type Blankable = 'firstName' | 'lastName' | 'middleName' | 'birthDate' | 'companyId';

interface Args {
  readonly id: string;
  readonly field: Blankable;
}

/** A field of a person is blanked in the intake. */
export const blankContactField = fc
  .record({ id: one(personIds), field: one(['firstName', 'middleName', 'birthDate', 'companyId', 'lastName']) })
  .map(
    step<Args>({
      name: 'blank contact field',
      check: (ledger, { id, field }) => ledger.entry('contact', '', id)?.[field] !== undefined,
      run: async (ledger, world, { id, field }) => {
        const body = ledger.entry('contact', '', id);
        if (!body) return;
        const { [field]: _blanked, ...rest } = body;
        await typeIn(ledger, world, 'contact', ['', id], rest as ContactBody);
      },
    }),
  );
