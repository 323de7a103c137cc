import type { Holdings } from './holdings.ts';
import type { Part } from './office-markup.ts';
import { link } from './office-parts.ts';

const absent = (id: number): string => `${id}, which is no longer there`;

/** A contact by name, leading to where it stands on the page. */
export function contactLink({ contacts }: Holdings, id: number | null): Part {
  if (id === null) return null;
  const contact = contacts.find((row) => row.id === id);
  return contact ? link('contacts', id, contact.name) : absent(id);
}

export function matterLink({ matters }: Holdings, id: number): Part {
  const matter = matters.find((row) => row.id === id);
  return matter ? link('matters', id, `${matter.display_number} ${matter.description}`) : absent(id);
}

/** The name of a user, a practice area or a stage. */
export function nameIn(rows: readonly { readonly id: number; readonly name: string }[], id: number | null): Part {
  return id === null ? null : (rows.find((row) => row.id === id)?.name ?? absent(id));
}
