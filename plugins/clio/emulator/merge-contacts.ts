import type { Actor } from './actor.ts';
import type { Contact } from './rows.ts';

/** Copies lines the kept contact does not have yet; they stop being its defaults. */
function carry<L extends { primary: boolean }>(kept: L[], gone: readonly L[], same: (a: L, b: L) => boolean): void {
  for (const line of gone)
    if (!kept.some((other) => same(other, line))) kept.push({ ...line, primary: kept.length === 0 });
}

function fill(kept: Contact, gone: Contact): void {
  carry(kept.emails, gone.emails, (a, b) => a.address.toLowerCase() === b.address.toLowerCase());
  carry(kept.phones, gone.phones, (a, b) => a.number === b.number);
  carry(kept.addresses, gone.addresses, (a, b) => a.street === b.street && a.postal_code === b.postal_code);
  for (const value of gone.values) {
    const row = kept.values.find((candidate) => candidate.fieldId === value.fieldId);
    if (row && row.value === null) row.value = value.value;
    if (!row) kept.values.push(value);
  }
}

/**
 * Folds one contact into another: matters, relationships, notes and missing lines move over, and the other contact's
 * id is gone. The kept contact's own values win.
 */
export function mergeContacts(actor: Actor, keepId: number, goneId: number): void {
  const { firm } = actor;
  const gone = firm.contacts.get(goneId);
  if (!gone || !firm.contacts.get(keepId) || keepId === goneId) throw new Error('two contacts are needed to merge');
  firm.contacts.edit(keepId, (draft) => fill(draft, structuredClone(gone)));
  const moved = { contactId: keepId };
  for (const matter of firm.matters.where((row) => row.clientId === goneId)) {
    firm.matters.edit(matter.id, (draft) => void Object.assign(draft, { clientId: keepId }));
  }
  for (const one of firm.relationships.where((row) => row.contactId === goneId)) {
    firm.relationships.edit(one.id, (draft) => void Object.assign(draft, moved));
  }
  for (const note of firm.notes.where((row) => row.contactId === goneId)) {
    firm.notes.edit(note.id, (draft) => void Object.assign(draft, moved));
  }
  firm.contacts.remove(goneId);
}
