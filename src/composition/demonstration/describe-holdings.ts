import type { Holdings } from '../../../plugins/clio/emulator/index.ts';

/** What the emulated Clio holds now, read from its own books and not from ours. */
export function describeHoldings({ contacts, matters, relationships, notes, documents }: Holdings): string[] {
  const nameOf = new Map(contacts.map((contact) => [contact.id, contact.name]));
  return [
    ...part(
      'contacts',
      contacts.map((contact) => `${contact.name}  (${contact.type}${emailsOf(contact.emails)})`),
    ),
    ...part(
      'matter',
      matters.map(
        (matter) =>
          `${matter.display_number}  ${matter.description}  (${matter.status}, opened ${matter.open_date ?? 'never'})`,
      ),
    ),
    ...part(
      'relationships',
      relationships.map(({ contactId, description }) => `${nameOf.get(contactId) ?? contactId}: ${description ?? ''}`),
    ),
    ...part(
      'notes',
      notes.map(({ date, subject, detail }) => `${date}  ${subject || firstWords(detail ?? '')}`),
    ),
    ...part(
      'documents',
      documents.map(({ name, size }) => `${name}  ${size ?? 0} bytes`),
    ),
  ];
}

function part(title: string, lines: readonly string[]): string[] {
  return [`${lines.length} ${title}`, ...lines.map((line) => `  ${line}`)];
}

function emailsOf(rows: readonly { readonly address: string }[]): string {
  return rows.length === 0 ? '' : `, ${rows.map(({ address }) => address).join(', ')}`;
}

function firstWords(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
