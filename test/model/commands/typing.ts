import { isDeepStrictEqual } from 'node:util';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import { placeOf } from '../model/ledger.ts';
import type { Entry, Ledger } from '../model/ledger.ts';
import type { TypedBodies, World } from '../world.ts';

/** Puts an object into the intake, in the world and in the model. */
export async function typeIn<Kind extends ObjectKind>(
  ledger: Ledger,
  world: World,
  kind: Kind,
  [matterId, id]: readonly [string, string],
  body: TypedBodies[Kind],
): Promise<void> {
  await world.put(kind, matterId, id, body);
  const shelf = ledger.source[kind] as Map<string, Entry<Kind>>;
  // The same thing typed in again is no change.
  const same = isDeepStrictEqual(structuredClone(ledger.entry(kind, matterId, id)), structuredClone(body));
  shelf.set(placeOf(kind, matterId, id), { body, deleted: false });
  if (!same) touch(ledger, kind, matterId, id);
}

export async function takeOut(
  ledger: Ledger,
  world: World,
  kind: ObjectKind,
  matterId: string,
  id: string,
): Promise<void> {
  touch(ledger, kind, matterId, id);
  await world.remove(kind, matterId, id);
  const entry = ledger.source[kind].get(placeOf(kind, matterId, id));
  if (entry) entry.deleted = true;
}

function touch(ledger: Ledger, kind: ObjectKind, matterId: string, id: string): void {
  if (kind !== 'contact') ledger.touched.add(kind === 'matter' ? id : matterId);
  else for (const one of ledger.ids('matter', '')) if (concerns(ledger, one, id)) ledger.touched.add(one);
}

/** A contact counts for the matters that have it as client, as client's company or as related contact. */
function concerns(ledger: Ledger, matterId: string, contactId: string): boolean {
  const client = ledger.entry('matter', '', matterId)?.contactId ?? '';
  const company = ledger.entry('contact', '', client)?.companyId;
  const related = ledger
    .ids('relationship', matterId)
    .map((id) => ledger.entry('relationship', matterId, id)?.contactId);
  return [client, company, ...related].includes(contactId);
}

/** Whether something in the intake still names the contact. */
export function isNamed(ledger: Readonly<Ledger>, contactId: string): boolean {
  const matters = ledger.ids('matter', '');
  return (
    matters.some((id) => ledger.entry('matter', '', id)?.contactId === contactId) ||
    matters.some((id) =>
      ledger.ids('relationship', id).some((rel) => ledger.entry('relationship', id, rel)?.contactId === contactId),
    ) ||
    ledger.ids('contact', '').some((id) => ledger.entry('contact', '', id)?.companyId === contactId)
  );
}
