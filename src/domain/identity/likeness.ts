import type { Draft } from '../../../contracts/objects/target.ts';
import type { FieldPath, FieldValue } from '../../../contracts/objects/values.ts';
import { type FieldMapping, targetFieldOf } from '../mapping/field-mapping.ts';
import type { Likeness } from './match-contact.ts';

/** Reads what tells contacts apart from the target's fields, by the default mappings that say what they mean. */
export function likenessReader(rows: readonly FieldMapping[]): (record: Pick<Draft, 'fields' | 'rows'>) => Likeness {
  const field = (source: FieldPath) => targetFieldOf(rows, 'contact', source);
  const [first, last, company, birth] = [
    field('first_name'),
    field('last_name'),
    field('company_name'),
    field('birth_date'),
  ];
  const [emails, phones] = [field('emails'), field('phones')];
  return (record) => ({
    kind: record.fields.type === 'company' ? 'company' : 'person',
    firstName: textAt(record.fields, first),
    lastName: textAt(record.fields, last),
    companyName: textAt(record.fields, company),
    birthDate: textAt(record.fields, birth),
    emails: partsAt(record, emails, 'address'),
    phones: partsAt(record, phones, 'number'),
  });
}

function textAt(fields: Readonly<Record<FieldPath, FieldValue>>, path: FieldPath | undefined): string {
  const value = path === undefined ? undefined : fields[path];
  return typeof value === 'string' ? value : '';
}

function partsAt(record: Pick<Draft, 'rows'>, path: FieldPath | undefined, part: string): string[] {
  return (path === undefined ? [] : (record.rows[path] ?? [])).flatMap((row) => row.parts[part] ?? []);
}
