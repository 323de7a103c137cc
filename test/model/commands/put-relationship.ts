import fc from 'fast-check';
import type { RelationshipBody } from '../../../src/ports/intake-book.ts';
import type { Ledger } from '../model/ledger.ts';
import { matterIds, one, relationship, relationshipIds } from '../values.ts';
import { step } from './step.ts';
import { typeIn } from './typing.ts';

interface Args {
  readonly matterId: string;
  readonly id: string;
  readonly body: RelationshipBody;
}

/**
 * Whether the tie would become equal to one that has a record of its own, or be told apart from one that it was
 * folded into: the rules do not say which of two records would stay.
 */
function foldsLate(ledger: Ledger, { matterId, id, body }: Args): boolean {
  const others = ledger.ids('relationship', matterId).filter((other) => other !== id);
  return others.some((other) => {
    const twin = ledger.entry('relationship', matterId, other);
    return (
      twin?.contactId === body.contactId &&
      twin.label === body.label &&
      ledger.history('relationship', matterId, id) !== undefined
    );
  });
}

/** A tie is made, changed or revived. */
export const putRelationship = fc
  .record({ matterId: one(matterIds), id: one(relationshipIds), body: relationship })
  .map(
    step<Args>({
      name: 'put relationship',
      check: (ledger, args) =>
        ledger.entry('matter', '', args.matterId) !== undefined &&
        ledger.entry('contact', '', args.body.contactId) !== undefined &&
        !foldsLate(ledger, args),
      run: (ledger, world, { matterId, id, body }) => typeIn(ledger, world, 'relationship', [matterId, id], body),
    }),
  );
