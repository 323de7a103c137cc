import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldValue, Row, TargetRow } from '../../contracts/objects/values.ts';

/** A record of the target that holds what is said and nothing else. */
export function targetRecord(ref: string, parts: Partial<TargetRecord> = {}): TargetRecord {
  return { ref, fields: {}, rows: {}, summary: `Record ${ref}`, ...parts };
}

export function emailRow(address: string, label = 'work'): Row {
  return { label, parts: { address } };
}

export function targetEmail(id: string, address: string, label = 'work'): TargetRow {
  return { id, ...emailRow(address, label) };
}

export interface PersonFields {
  readonly first?: string;
  readonly last?: string;
  readonly birth?: string;
  readonly emails?: readonly string[];
  readonly phones?: readonly string[];
}

/** A person of the target by the fields of `firm-mappings`. */
export function targetPerson(ref: string, person: PersonFields, parts: Partial<TargetRecord> = {}): TargetRecord {
  const fields: Record<string, FieldValue> = { type: 'person' };
  if (person.first !== undefined) fields.given = person.first;
  if (person.last !== undefined) fields.family = person.last;
  if (person.birth !== undefined) fields.born = person.birth;
  const emails = (person.emails ?? []).map((address, index) => targetEmail(`${ref}-e${index}`, address));
  const phones = (person.phones ?? []).map((number, index) => ({
    id: `${ref}-p${index}`,
    label: 'work',
    parts: { number },
  }));
  return targetRecord(ref, { fields, rows: { emails, phones }, ...parts });
}
