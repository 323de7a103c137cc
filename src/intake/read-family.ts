import type { MatterFamily, SourceContact, SourceMatter, SourceRelationship } from '../../contracts/objects/source.ts';
import type { ObjectKind } from '../../contracts/objects/values.ts';
import type { FamilyScope } from '../../contracts/ports/matter-source.ts';
import { sourceIdOf } from '../domain/identity/source-id.ts';
import type { IntakeField, IntakeRecord } from '../ports/intake-book.ts';
import type { Books } from '../ports/storage.ts';
import { contactValues, matterValues } from './source-fields.ts';

/**
 * A matter with everything a sync needs, read inside the caller's transaction and as of one moment: the matter is held,
 * and whoever writes inside it holds it too. Deleted people are left out, and with them the ties to them.
 */
export async function readFamily(
  books: Books,
  firmId: string,
  matterId: string,
  scope: FamilyScope,
): Promise<MatterFamily | undefined> {
  const matter = await books.intake.find(firmId, 'matter', '', matterId, true);
  if (!matter || matter.deleted) return undefined;
  const inMatter = { books, firmId, matterId };
  const ties = scope.relationships ? await readAll(inMatter, 'relationship') : [];
  const people = await readPeople(books, firmId, [matter.body.contactId, ...ties.map(({ body }) => body.contactId)]);
  const notes = scope.notes ? await readAll(inMatter, 'note') : [];
  const documents = scope.documents ? await readAll(inMatter, 'document') : [];
  const contactFields = await books.intake.fields(firmId, 'contact');
  return {
    matter: sourceMatter(matter, await books.intake.fields(firmId, 'matter')),
    contacts: [...people.values()].map((person) => sourceContact(person, people, contactFields)),
    relationships: ties.filter(({ body }) => people.has(body.contactId)).map(sourceRelationship),
    notes: notes.map(({ body, ...of }) => ({ ...body, id: sourceIdOf(of.matterId, of.id) })),
    documents: documents.map(({ body: { filename, contentType, size, sha256 }, ...of }) => ({
      id: sourceIdOf(of.matterId, of.id),
      name: filename,
      contentType,
      size,
      sha256,
    })),
  };
}

type People = ReadonlyMap<string, IntakeRecord<'contact'>>;

/** The live ones of the contacts and of their companies, in the order of their ids. */
async function readPeople(books: Books, firmId: string, ids: readonly string[]): Promise<People> {
  const named = await readContacts(books, firmId, ids);
  const companyIds = named.flatMap(({ body }) => body.companyId ?? []);
  const companies = (await readContacts(books, firmId, companyIds)).filter(({ body }) => body.kind === 'company');
  const byId = new Map([...named, ...companies].map((contact) => [contact.id, contact]));
  return new Map([...byId].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function readContacts(books: Books, firmId: string, ids: readonly string[]): Promise<IntakeRecord<'contact'>[]> {
  if (ids.length === 0) return [];
  const contacts = await books.intake.findMany(firmId, 'contact', '', [...new Set(ids)]);
  return contacts.filter(({ deleted }) => !deleted);
}

async function readAll<Kind extends ObjectKind>(
  { books, firmId, matterId }: { readonly books: Books; readonly firmId: string; readonly matterId: string },
  kind: Kind,
): Promise<IntakeRecord<Kind>[]> {
  const records: IntakeRecord<Kind>[] = [];
  let cursor: string | undefined;
  do {
    const page = await books.intake.list(firmId, kind, matterId, {
      limit: 500,
      ...(cursor === undefined ? {} : { cursor }),
    });
    records.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return records;
}

function sourceMatter({ id, body }: IntakeRecord<'matter'>, fields: readonly IntakeField[]): SourceMatter {
  const { contactId, status, hiredAt } = body;
  return { id, contactId, status, ...(hiredAt === undefined ? {} : { hiredAt }), fields: matterValues(body, fields) };
}

function sourceContact(
  { id, body }: IntakeRecord<'contact'>,
  people: People,
  fields: readonly IntakeField[],
): SourceContact {
  const { kind, companyId, emails, phones, addresses, websites } = body;
  const isThere = kind === 'person' && companyId !== undefined && people.get(companyId)?.body.kind === 'company';
  return {
    id,
    kind,
    ...(isThere ? { companyId } : {}),
    fields: contactValues(body, fields),
    rows: { emails, phones, addresses, websites },
  };
}

function sourceRelationship({ matterId, id, body }: IntakeRecord<'relationship'>): SourceRelationship {
  return { id: sourceIdOf(matterId, id), contactId: body.contactId, label: body.label };
}
