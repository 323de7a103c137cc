import fc from 'fast-check';
import { contactIds, matterIds, one } from '../values.ts';
import { step } from './step.ts';
import { typeIn } from './typing.ts';

/** The matter gets another client. */
export const swapClient = fc.record({ id: one(matterIds), contactId: one(contactIds) }).map(
  step({
    name: 'swap client',
    check: (ledger, { id, contactId }) =>
      ledger.entry('matter', '', id) !== undefined && ledger.entry('contact', '', contactId) !== undefined,
    run: async (ledger, world, { id, contactId }) => {
      const body = ledger.entry('matter', '', id);
      if (body) await typeIn(ledger, world, 'matter', ['', id], { ...body, contactId });
    },
  }),
);
