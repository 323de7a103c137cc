import type { Draft, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldValue } from '../../contracts/objects/values.ts';
import { onlyOnce } from './keyed-records.ts';
import type { Records } from './records.ts';
import { folded, lineOf } from './text-forms.ts';
import type { Contact } from './wire.ts';

/**
 * Contacts that may be the same: by each e-mail and, where that finds nobody, by name. The vendor's search finds
 * parts of words, so every hit is compared here.
 */
export async function findAlike(records: Records<Contact>, draft: Draft): Promise<readonly TargetRecord[]> {
  const emails = new Set(emailsOf(draft));
  const found: TargetRecord[] = [];
  for (const email of emails) {
    const hits = await records.list({ query: email });
    found.push(...hits.filter((record) => emailsOf(record).some((own) => emails.has(own))));
  }
  return onlyOnce(found.length > 0 ? found : await findByName(records, draft));
}

async function findByName(records: Records<Contact>, draft: Draft): Promise<TargetRecord[]> {
  const name = nameOf(draft.fields);
  // A middle name may stand between first and last name, so that only one of them is a part of what is stored.
  const sought = [draft.fields.name, draft.fields.last_name, draft.fields.first_name]
    .map(text)
    .find((word) => word !== '');
  if (sought === undefined) return [];
  const hits = await records.list({ query: sought });
  return hits.filter((record) => record.fields.type === draft.fields.type && nameOf(record.fields) === name);
}

function emailsOf({ rows }: Pick<Draft, 'rows'>): string[] {
  return (rows.email_addresses ?? [])
    .map(({ parts }) => lineOf(parts.address ?? '').toLowerCase())
    .filter((email) => email !== '');
}

function nameOf(fields: Draft['fields']): string {
  const parts = fields.type === 'company' ? [fields.name] : [fields.first_name, fields.last_name];
  return parts
    .map((part) => folded(text(part)))
    .filter((part) => part !== '')
    .join(' ');
}

function text(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
