import type { ContactBody } from '../ports/intake-book.ts';

/** How people speak of a contact; empty for one without a name. */
export function contactName(body: ContactBody): string {
  if (body.kind === 'company') return body.companyName ?? '';
  return [body.firstName, body.middleName, body.lastName].filter((part) => part !== undefined).join(' ');
}
