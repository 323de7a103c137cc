import fc from 'fast-check';
import { matterIds, note, noteIds, one } from '../values.ts';
import { step } from './step.ts';
import { typeIn } from './typing.ts';

/** A note is written, rewritten or revived. */
export const putNote = fc.record({ matterId: one(matterIds), id: one(noteIds), body: note }).map(
  step({
    name: 'put note',
    check: (ledger, { matterId }) => ledger.entry('matter', '', matterId) !== undefined,
    run: (ledger, world, { matterId, id, body }) => typeIn(ledger, world, 'note', [matterId, id], body),
  }),
);
