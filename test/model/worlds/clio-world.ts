import type { ClioEmulator, Holdings } from '../../../plugins/clio/emulator/index.ts';
import { ClioWorld } from '../../support/clio-world.ts';
import type { DumpedRecord, DumpedRow, TargetDump, World } from '../world.ts';
import { worldOverLine } from './line.ts';
import { PeopleInClio } from './people-in-clio.ts';

/** Memory stores and Clio: the plugin as it is, over HTTP to the emulator. */
export async function makeClioWorld({ keyFields }: { readonly keyFields: boolean }): Promise<World> {
  const line = await ClioWorld.start({ keyFields });
  // What a lagging search does to look-ups is another test's business; here people are found as soon as they exist.
  line.emulator.settings.searchLagMs = 0;
  return worldOverLine(line, {
    person: new PeopleInClio(line.emulator),
    target: async () => dumpOf(line.emulator),
    // Clio dates a note that has no date, and opens every matter on some day.
    fillsIn: ['note.date', 'matter.open_date'],
    generousLookUp: false,
    tellsAbsence: true,
    close: () => line.close(),
  });
}

const keyField = 'Casebridge ID';

function dumpOf(emulator: ClioEmulator): TargetDump {
  const held = emulator.holdings();
  return {
    contact: held.contacts.map(dumpContact),
    matter: held.matters.map(dumpMatter),
    relationship: held.relationships.map((tie) =>
      record(tie.id, { matter: tie.matterId, contact: tie.contactId, label: tie.description }),
    ),
    note: held.notes
      .filter((note) => note.matterId !== null)
      .map((note) =>
        record(note.id, { matter: note.matterId, subject: note.subject, body: note.detail, date: note.date }),
      ),
    document: held.documents.filter((document) => document.matterId !== null).map(dumpDocument),
  };
}

type Told = Readonly<Record<string, string | number | null | undefined>>;

function record(id: number, told: Told, more: Partial<DumpedRecord> = {}): DumpedRecord {
  const filled = Object.entries(told).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const fields = Object.fromEntries(filled.map(([field, value]) => [field, String(value)]));
  return {
    ref: String(id),
    fields,
    rows: {},
    trashed: false,
    versions: { count: 0, latest: undefined, whole: true },
    ...more,
  };
}

const keyOf = (values: Readonly<Record<string, unknown>>): Pick<DumpedRecord, 'key'> => {
  const key = values[keyField];
  return typeof key === 'string' && key !== '' ? { key } : {};
};

function dumpContact(contact: Holdings['contacts'][number]): DumpedRecord {
  const { type, first_name, middle_name, last_name, date_of_birth, companyId, name } = contact;
  const person = { type: 'person', first_name, middle_name, last_name, birth_date: date_of_birth, company: companyId };
  const lines = <Line extends { id: number; name: string }>(
    list: readonly Line[],
    parts: (line: Line) => Record<string, string>,
  ): DumpedRow[] => list.map((line) => ({ id: String(line.id), label: line.name, parts: parts(line) }));
  const rows = {
    emails: lines(contact.emails, ({ address }) => ({ address })),
    phones: lines(contact.phones, ({ number }) => ({ number })),
  };
  return record(contact.id, type === 'Person' ? person : { type: 'company', name }, {
    rows,
    ...keyOf(contact.customValues),
  });
}

function dumpMatter(matter: Holdings['matters'][number]): DumpedRecord {
  const { description, clientId, status, open_date } = matter;
  return record(matter.id, { title: description, client: clientId, status, open_date }, keyOf(matter.customValues));
}

function dumpDocument({ id, name, matterId, trashed, sha256, versions }: Holdings['documents'][number]): DumpedRecord {
  const whole = versions.at(-1)?.fullyUploaded ?? false;
  return record(
    id,
    { matter: matterId, name },
    { trashed, versions: { count: versions.length, latest: sha256 ?? undefined, whole } },
  );
}
