import fc from 'fast-check';
import { documentIds, matterIds, one } from '../values.ts';
import { step } from './step.ts';
import { takeOut, typeIn } from './typing.ts';

/** A file is deleted from the intake and put again, byte for byte, under another id. */
export const reputDocument = fc.record({ matterId: one(matterIds), id: one(documentIds), as: one(documentIds) }).map(
  step({
    name: 'put document again',
    check: (ledger, { matterId, id, as }) =>
      id !== as &&
      ledger.entry('matter', '', matterId) !== undefined &&
      ledger.entry('document', matterId, id) !== undefined &&
      ledger.entry('document', matterId, as) === undefined,
    run: async (ledger, world, { matterId, id, as }) => {
      const body = ledger.entry('document', matterId, id);
      if (!body) return;
      await takeOut(ledger, world, 'document', matterId, id);
      await typeIn(ledger, world, 'document', [matterId, as], body);
    },
  }),
);
