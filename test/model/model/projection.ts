import type { Row } from '../../../contracts/objects/values.ts';
import { rowText } from './folding.ts';
import type { Cells, Ledger, Rec, RowText } from './ledger.ts';

/** What a source object says in the target's terms. Fields that are blank are absent. */
export interface Wanted {
  readonly fields: Cells;
  readonly rows: Readonly<Record<string, readonly RowText[]>>;
}

const rowFields = ['emails', 'phones', 'addresses', 'websites'] as const;

const filled = (fields: Record<string, Cells[string] | undefined>): Cells =>
  Object.fromEntries(Object.entries(fields).filter(([, cell]) => cell !== undefined && cell !== '')) as Cells;

const plainRows = (rows: readonly Row[]): RowText[] =>
  rows.map((row) => ({ label: row.label ?? '', text: rowText(row.parts) }));

/** `refOf` gives the record a source object has, or nothing where it has none that may be named. */
export function wantedContact(ledger: Ledger, id: string, refOf: (contactId: string) => Rec | undefined): Wanted {
  const body = ledger.entry('contact', '', id);
  if (!body) throw new Error(`The model has no contact ${id}.`);
  const rows = Object.fromEntries(rowFields.map((field) => [field, plainRows(body[field])]));
  if (body.kind === 'company') return { fields: filled({ type: 'company', name: body.companyName }), rows };
  const oneName = body.firstName !== undefined && body.lastName === undefined;
  const fields = filled({
    type: 'person',
    first_name: oneName ? undefined : body.firstName,
    middle_name: body.middleName,
    last_name: oneName ? body.firstName : body.lastName,
    birth_date: body.birthDate,
    company: body.companyId === undefined ? undefined : refOf(body.companyId),
  });
  return { fields, rows };
}

export const hasName = ({ fields }: Wanted): boolean => fields.last_name !== undefined || fields.name !== undefined;

/** The day that an instant is in a zone. */
const dayIn = (zone: string, instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );

/** A matter not hired is pending, a hired one open as of the day it was hired; *lost* says nothing. */
export function wantedMatter(ledger: Ledger, id: string, client: Rec | undefined): Wanted {
  const body = ledger.entry('matter', '', id);
  if (!body) throw new Error(`The model has no matter ${id}.`);
  const hiredAt = ledger.hired.get(id);
  const hired = body.status === 'hired' && hiredAt !== undefined;
  const fields = filled({
    title: body.title,
    client,
    status: hired ? 'open' : 'pending',
    open_date: hired ? dayIn(ledger.settings.timeZone, hiredAt) : undefined,
  });
  return { fields, rows: {} };
}

export function wantedNote(ledger: Ledger, matterId: string, id: string, matter: Rec): Wanted {
  const body = ledger.entry('note', matterId, id);
  if (!body) throw new Error(`The model has no note ${id}.`);
  return { fields: filled({ matter, subject: body.subject, body: body.body, date: body.date }), rows: {} };
}

export function wantedTie(ledger: Ledger, matterId: string, id: string, matter: Rec, contact: Rec | undefined): Wanted {
  const body = ledger.entry('relationship', matterId, id);
  if (!body) throw new Error(`The model has no relationship ${id}.`);
  return { fields: filled({ matter, contact, label: body.label }), rows: {} };
}

export function wantedDocument(ledger: Ledger, matterId: string, id: string, matter: Rec): Wanted {
  const body = ledger.entry('document', matterId, id);
  if (!body) throw new Error(`The model has no document ${id}.`);
  return { fields: filled({ matter, name: body.filename.replaceAll('/', '_') }), rows: {} };
}

/** The contacts that a sync of a matter carries: companies first, each in the order of their ids. */
export function familyOf(ledger: Ledger, matterId: string): string[] {
  const matter = ledger.entry('matter', '', matterId);
  if (!matter) return [];
  const related = ledger.settings.matterRelationshipSync
    ? ledger.ids('relationship', matterId).map((id) => ledger.entry('relationship', matterId, id)?.contactId)
    : [];
  const named = [matter.contactId, ...related].filter((id) => id !== undefined);
  const companies = named.map((id) => ledger.entry('contact', '', id)?.companyId).filter((id) => id !== undefined);
  const all = [...new Set([...companies, ...named])]
    .filter((id) => ledger.entry('contact', '', id) !== undefined)
    .toSorted();
  const isCompany = (id: string): boolean => ledger.entry('contact', '', id)?.kind === 'company';
  return [...all.filter(isCompany), ...all.filter((id) => !isCompany(id))];
}
