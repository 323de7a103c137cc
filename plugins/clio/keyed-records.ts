import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { LocateQuery } from '../../contracts/ports/object-syncer.ts';
import type { Query } from './api.ts';
import { isSince, withOverlap } from './calendar-dates.ts';
import { compareRefs } from './json.ts';
import type { Records } from './records.ts';

type WitnessQuery = Extract<LocateQuery, { readonly by: 'witness' }>;

/**
 * Records that carry a key in the key field. The filter is only a hint: it may be inexact or lag, so every hit is
 * compared here, and a thorough search also lists what was created since.
 */
export async function keyedRecords<Wire extends { readonly id: string }>(
  records: Records<Wire>,
  keyFieldId: string | undefined,
  query: WitnessQuery,
  recently: Query,
): Promise<readonly TargetRecord[]> {
  const { witness, thorough, notBefore, excluding } = query;
  const hasTo = (record: TargetRecord) => record.witness?.includes(witness) === true;
  const filtered =
    keyFieldId === undefined
      ? []
      : await records.listWhile({ [`custom_field_values[${keyFieldId}]`]: witness }, (page) => page.some(hasTo));
  const recent = thorough ? await records.list({ ...recently, created_since: withOverlap(notBefore) }) : [];
  return onlyOnce(
    [...filtered, ...recent].filter((record) => record.witness === witness && !excluding.has(record.ref)),
  );
}

/** Of the records that a natural search listed, those created since that are it and not spoken for. */
export function justCreated(
  records: readonly TargetRecord[],
  { notBefore, excluding }: Pick<WitnessQuery, 'notBefore' | 'excluding'>,
  isIt: (record: TargetRecord) => boolean,
): TargetRecord[] {
  return records.filter((record) => !excluding.has(record.ref) && isSince(record.createdAt, notBefore) && isIt(record));
}

/** Each record once, oldest first. */
export function onlyOnce(records: readonly TargetRecord[]): TargetRecord[] {
  const byRef = new Map(records.map((record) => [record.ref, record]));
  return [...byRef.values()].toSorted((a, b) => compareRefs(a.ref, b.ref));
}
