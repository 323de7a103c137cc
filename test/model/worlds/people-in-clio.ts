import type { ObjectKind, Row } from '../../../contracts/objects/values.ts';
import type { ClioEmulator, People } from '../../../plugins/clio/emulator/index.ts';
import type { PeopleAtWork } from '../world.ts';

/** What Clio calls the fields that people edit. */
const clioField: Readonly<Record<string, string>> = {
  birth_date: 'date_of_birth',
  title: 'description',
  label: 'description',
  body: 'detail',
};

const clioLines: Readonly<Record<string, string>> = { emails: 'email_addresses', phones: 'phone_numbers' };

type Line = Record<string, unknown>;

const lineOf = ({ label, parts }: Row): Line => ({ name: label, ...parts });

/** What the people of the firm do at Clio's own screens. */
export class PeopleInClio implements PeopleAtWork {
  private readonly emulator: ClioEmulator;

  constructor(emulator: ClioEmulator) {
    this.emulator = emulator;
  }

  private get people(): People {
    return this.emulator.people;
  }

  async addContact(
    fields: Readonly<Record<string, string>>,
    rows: Readonly<Record<string, readonly Row[]>>,
  ): Promise<string> {
    const { type: _person, ...rest } = fields;
    const named = Object.entries(rest).map(([field, value]) => [clioField[field] ?? field, value] as const);
    const lines = Object.entries(rows).map(([field, list]) => [clioLines[field] ?? field, list.map(lineOf)] as const);
    return String(this.people.addContact({ type: 'Person', ...Object.fromEntries([...named, ...lines]) }).id);
  }

  async addMatter(client: string, title: string): Promise<string> {
    return String(this.people.addMatter({ client: { id: Number(client) }, description: title, status: 'pending' }).id);
  }

  async addNote(
    matter: string,
    note: { readonly subject: string; readonly body: string; readonly date: string },
  ): Promise<string> {
    const { subject, body: detail, date } = note;
    return String(this.people.addNote({ type: 'Matter', matter: { id: Number(matter) }, subject, detail, date }).id);
  }

  async edit(kind: ObjectKind, ref: string, field: string, value: string | null): Promise<void> {
    const id = Number(ref);
    const data = { [clioField[field] ?? field]: value };
    if (kind === 'contact') this.people.editContact(id, data);
    else if (kind === 'matter') this.people.editMatter(id, data);
    else if (kind === 'note') this.people.editNote(id, data);
    else if (kind === 'relationship') this.people.editRelationship(id, data);
    else this.people.renameDocument(id, value ?? '');
  }

  async addRow(contact: string, field: string, row: Row): Promise<void> {
    this.editLine(contact, field, lineOf(row));
  }

  async changeRow(contact: string, field: string, rowId: string, row: Row): Promise<void> {
    this.editLine(contact, field, { id: Number(rowId), ...lineOf(row) });
  }

  async removeRow(contact: string, field: string, rowId: string): Promise<void> {
    this.editLine(contact, field, { id: Number(rowId), _destroy: true });
  }

  private editLine(contact: string, field: string, line: Line): void {
    this.people.editContact(Number(contact), { [clioLines[field] ?? field]: [line] });
  }

  async remove(kind: ObjectKind, ref: string): Promise<void> {
    const id = Number(ref);
    if (kind === 'contact') this.people.deleteContact(id);
    else if (kind === 'matter') this.people.deleteMatter(id);
    else if (kind === 'note') this.people.deleteNote(id);
    else if (kind === 'relationship') this.people.deleteRelationship(id);
    else this.people.trashDocument(id);
  }

  async mergeContacts(from: string, into: string): Promise<void> {
    this.people.mergeContacts(Number(into), Number(from));
  }

  async addVersion(document: string, bytes: string): Promise<void> {
    const held = this.emulator.holdings().documents.find(({ id }) => String(id) === document);
    this.people.newDocumentVersion(Number(document), held?.name ?? 'file', bytes);
  }

  async trash(document: string): Promise<void> {
    this.people.trashDocument(Number(document));
  }
}
