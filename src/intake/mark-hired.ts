import type { Instant } from '../../contracts/objects/values.ts';
import type { IntakeRecord } from '../ports/intake-book.ts';
import type { Books } from '../ports/storage.ts';

/**
 * Marks a matter hired as of `at`, inside the caller's transaction. A hired one stays as it is, and one that was hired
 * before keeps its day. Answers the record as it is then; `undefined` when there is no such matter.
 */
export async function markHired(
  books: Books,
  firmId: string,
  matterId: string,
  at: Instant,
): Promise<IntakeRecord<'matter'> | undefined> {
  const matter = await books.intake.find(firmId, 'matter', '', matterId, true);
  if (!matter || matter.deleted) return undefined;
  if (matter.body.status === 'hired') return matter;
  const body = { ...matter.body, status: 'hired' as const, hiredAt: matter.body.hiredAt ?? at };
  const hired = { ...matter, body, version: matter.version + 1, updatedAt: at };
  await books.intake.save(hired);
  return hired;
}
