import fc from 'fast-check';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import { documentIds, matterIds, noteIds, one, relationshipIds } from '../values.ts';
import { step } from './step.ts';
import { takeOut } from './typing.ts';

interface Args {
  readonly kind: ObjectKind;
  readonly matterId: string;
  readonly id: string;
}

const attached = fc.oneof(
  fc.record({ kind: fc.constant('note' as const), matterId: one(matterIds), id: one(noteIds) }),
  fc.record({ kind: fc.constant('document' as const), matterId: one(matterIds), id: one(documentIds) }),
  fc.record({ kind: fc.constant('relationship' as const), matterId: one(matterIds), id: one(relationshipIds) }),
);

/** A note, a file or a tie is deleted from the intake; what is in the target stays. */
export const removeAttached = attached.map(
  step<Args>({
    name: 'remove',
    check: (ledger, { kind, matterId, id }) =>
      ledger.entry('matter', '', matterId) !== undefined && ledger.entry(kind, matterId, id) !== undefined,
    run: (ledger, world, { kind, matterId, id }) => takeOut(ledger, world, kind, matterId, id),
  }),
);
