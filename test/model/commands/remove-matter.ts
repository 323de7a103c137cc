import fc from 'fast-check';
import { matterIds, one } from '../values.ts';
import { step } from './step.ts';
import { takeOut } from './typing.ts';

/** A matter is deleted from the intake; a later put of its id revives it with its link. */
export const removeMatter = fc.record({ id: one(matterIds) }).map(
  step({
    name: 'remove matter',
    check: (ledger, { id }) => ledger.entry('matter', '', id) !== undefined,
    run: (ledger, world, { id }) => takeOut(ledger, world, 'matter', '', id),
  }),
);
