import fc from 'fast-check';
import type { Ledger } from '../model/ledger.ts';
import { matter, matterIds, one } from '../values.ts';
import type { MatterTyped } from '../world.ts';
import { step } from './step.ts';
import { typeIn } from './typing.ts';

interface Args {
  readonly id: string;
  readonly body: MatterTyped;
}

/** A hired matter never becomes a potential or a lost one in these stories. */
const mayBecome = (ledger: Ledger, id: string, status: MatterTyped['status']): boolean =>
  !ledger.hired.has(id) || status === 'hired';

/** A matter is typed in, replaced (with another client, title or status), or brought back after it was deleted. */
export const putMatter = fc.record({ id: one(matterIds), body: matter }).map(
  step<Args>({
    name: 'put matter',
    check: (ledger, { id, body }) =>
      ledger.entry('contact', '', body.contactId) !== undefined && mayBecome(ledger, id, body.status),
    run: async (ledger, world, { id, body }) => {
      await typeIn(ledger, world, 'matter', ['', id], body);
      const hiredAt = (await world.source()).hired[id];
      if (hiredAt !== undefined) ledger.hired.set(id, hiredAt);
    },
  }),
);
