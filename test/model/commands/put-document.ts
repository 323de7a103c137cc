import fc from 'fast-check';
import { documentIds, file, matterIds, one } from '../values.ts';
import { step } from './step.ts';
import { typeIn } from './typing.ts';

/** A file is put, replaced, renamed or revived. */
export const putDocument = fc.record({ matterId: one(matterIds), id: one(documentIds), body: file }).map(
  step({
    name: 'put document',
    check: (ledger, { matterId }) => ledger.entry('matter', '', matterId) !== undefined,
    run: (ledger, world, { matterId, id, body }) => typeIn(ledger, world, 'document', [matterId, id], body),
  }),
);
