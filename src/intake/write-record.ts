import { isDeepStrictEqual } from 'node:util';
import type { Instant, ObjectKind } from '../../contracts/objects/values.ts';
import { Refused } from '../domain/refusals.ts';
import type { IntakeBodies, IntakeRecord } from '../ports/intake-book.ts';
import type { Books } from '../ports/storage.ts';

/** Which record; `matterId` is empty for contacts and matters. */
export type RecordKey<Kind extends ObjectKind = ObjectKind> = Pick<
  IntakeRecord<Kind>,
  'firmId' | 'kind' | 'matterId' | 'id'
>;

/** The versions that a caller goes by (`If-Match`): any one that there is, or one of these. */
export type Expected = 'any' | readonly number[];

/** Throws `precondition-failed` unless the record, where a version was named, stands at it. */
export function checkExpected(earlier: IntakeRecord | undefined, expected: Expected | undefined): void {
  if (expected === undefined) return;
  const live = earlier && !earlier.deleted ? earlier : undefined;
  if (live && (expected === 'any' || expected.includes(live.version))) return;
  throw new Refused(
    'precondition-failed',
    live ? 'The object has another version by now.' : 'There is no such object.',
  );
}

/**
 * Writes a record, or brings a deleted one back. An equal body changes nothing: a source that sends everything every
 * night must not make the firm sync everything every night.
 */
export async function writeRecord<Kind extends ObjectKind>(
  books: Books,
  key: RecordKey<Kind>,
  earlier: IntakeRecord<Kind> | undefined,
  written: { readonly body: IntakeBodies[Kind]; readonly at: Instant },
): Promise<IntakeRecord<Kind>> {
  if (earlier && !earlier.deleted && isDeepStrictEqual(earlier.body, written.body)) return earlier;
  const version = (earlier?.version ?? 0) + 1;
  const record: IntakeRecord<Kind> = { ...key, body: written.body, version, updatedAt: written.at, deleted: false };
  await books.intake.save(record);
  return record;
}
