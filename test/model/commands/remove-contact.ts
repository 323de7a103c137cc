import fc from 'fast-check';
import { contactIds, one } from '../values.ts';
import { step } from './step.ts';
import { isNamed, takeOut } from './typing.ts';

/** A contact that nothing names any more is deleted from the intake. */
export const removeContact = fc.record({ id: one(contactIds) }).map(
  step({
    name: 'remove contact',
    check: (ledger, { id }) => ledger.entry('contact', '', id) !== undefined && !isNamed(ledger, id),
    run: (ledger, world, { id }) => takeOut(ledger, world, 'contact', '', id),
  }),
);
