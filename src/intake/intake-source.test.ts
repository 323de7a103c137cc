import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MatterSource } from '../../contracts/ports/matter-source.ts';
import { newDesk, streamOf, textOf } from '../../test/support/intake-desk.ts';
import { sourceIdOf } from '../domain/identity/source-id.ts';
import { defineField } from './define-field.ts';
import { IntakeSource } from './intake-source.ts';
import { putContact, type ContactInput } from './put-contact.ts';
import { putDocument } from './put-document.ts';
import { putMatter, type MatterInput } from './put-matter.ts';
import { putNote } from './put-note.ts';
import { putRelationship } from './put-relationship.ts';
import { remove } from './remove.ts';

const firmId = 'firm';
const everything = { documents: true, notes: true, relationships: true };
const nothing = { documents: false, notes: false, relationships: false };
let { desk } = newDesk();
let source: MatterSource;

beforeEach(() => {
  ({ desk } = newDesk());
  source = new IntakeSource(desk, firmId);
});

const contact = (id: string, input: Partial<ContactInput> = {}) =>
  putContact(desk, { firmId, id }, { kind: 'person', ...input });
const company = (id: string) => contact(id, { kind: 'company', companyName: id });
const matter = (id: string, input: Partial<MatterInput> = {}) =>
  putMatter(desk, { firmId, id }, { title: `Matter ${id}`, contactId: 'ana', ...input });
const tie = (id: string, contactId: string) =>
  putRelationship(desk, { firmId, matterId: 'm1', id }, { contactId, label: 'Witness' });
const document = (id: string, text: string) =>
  putDocument(
    desk,
    { firmId, matterId: 'm1', id },
    { filename: 'a.txt', contentType: 'text/plain', bytes: streamOf(text) },
  );
const gone = (kind: 'contact' | 'matter' | 'note' | 'relationship', matterId: string, id: string) =>
  remove(desk, { firmId, kind, matterId, id });

/** Ana of Acme is the client of m1, Ben of the bank a witness, Cyd somebody else. */
async function family(): Promise<void> {
  await company('acme');
  await company('bank');
  await contact('ana', { firstName: 'Ana', lastName: 'Lopez', companyId: 'acme' });
  await contact('ben', { lastName: 'Chen', companyId: 'bank' });
  await contact('cyd', { lastName: 'Cole' });
  await matter('m1');
  await tie('r1', 'ben');
  await putNote(desk, { firmId, matterId: 'm1', id: 'n1' }, { body: 'She called.', date: '2026-03-01' });
  await document('d1', 'alpha');
}

const contactIds = async (scope = everything) => (await source.readFamily('m1', scope))?.contacts.map(({ id }) => id);

describe('reading a family', () => {
  beforeEach(family);

  it('brings the client, the companies, the related people and what lies in the matter', async () => {
    const read = await source.readFamily('m1', everything);
    expect(read?.contacts.map(({ id }) => id)).toEqual(['acme', 'ana', 'bank', 'ben']);
    expect(read?.matter).toEqual({ id: 'm1', contactId: 'ana', status: 'pnc', fields: { title: 'Matter m1' } });
    expect(read?.relationships).toEqual([{ id: 'm1/r1', contactId: 'ben', label: 'Witness' }]);
    expect(read?.notes).toEqual([{ id: 'm1/n1', body: 'She called.', format: 'text', date: '2026-03-01' }]);
    expect(read?.documents).toMatchObject([{ id: 'm1/d1', name: 'a.txt', contentType: 'text/plain', size: 5 }]);
    expect(read?.documents[0]).not.toHaveProperty('blobId');
  });

  it("reads no kind that was not asked for, but always the client and the client's company", async () => {
    expect(await source.readFamily('m1', nothing)).toMatchObject({ relationships: [], notes: [], documents: [] });
    expect(await contactIds(nothing)).toEqual(['acme', 'ana']);
  });

  it('leaves out what was deleted, and ties to whoever was deleted', async () => {
    await gone('note', 'm1', 'n1');
    await gone('contact', '', 'ben');
    await gone('contact', '', 'acme');
    const read = await source.readFamily('m1', everything);
    expect(read).toMatchObject({ notes: [], relationships: [] });
    expect(read?.contacts.map(({ id, companyId }) => [id, companyId])).toEqual([['ana', undefined]]);
    expect(read?.contacts[0]).not.toHaveProperty('companyId');
  });

  it('knows no matter that was deleted, nor one of another firm', async () => {
    expect(await new IntakeSource(desk, 'other').readFamily('m1', everything)).toBeUndefined();
    await gone('matter', '', 'm1');
    expect(await source.readFamily('m1', everything)).toBeUndefined();
    expect(await source.readFamily('nothing', everything)).toBeUndefined();
  });

  it('reads more than a page', async () => {
    for (let at = 0; at < 501; at += 1)
      await putNote(desk, { firmId, matterId: 'm1', id: `x${at}` }, { body: String(at) });
    expect((await source.readFamily('m1', everything))?.notes).toHaveLength(502);
  });

  it('names a person once who is client and witness', async () => {
    await tie('r2', 'ana');
    expect(await contactIds()).toEqual(['acme', 'ana', 'bank', 'ben']);
  });
});

describe('fields', () => {
  it('of a contact and a matter are read under the paths of the catalogue', async () => {
    for (const level of ['contact', 'matter'] as const) {
      await defineField(desk, {
        firmId,
        level,
        key: 'tags',
        label: 'Tags',
        type: 'multipicklist',
        options: [{ key: 'a', label: 'A' }],
      });
    }
    await contact('ana', {
      prefix: 'Dr',
      firstName: 'Ana',
      middleName: 'Q',
      lastName: 'Lopez',
      suffix: 'Jr',
      companyName: 'Acme',
      jobTitle: 'Baker',
      birthDate: '1980-02-29',
      emails: [{ label: 'Work', parts: { address: 'a@example.com' } }],
      customFields: { tags: ['a'] },
    });
    await matter('m1', {
      status: 'hired',
      number: '7',
      description: 'd',
      practiceArea: 'Family',
      stage: 's',
      openDate: '2026-03-01',
      responsibleAttorney: { email: 'lund@example.com' },
      originatingAttorney: { name: 'Okafor' },
      statuteOfLimitations: '2027-01-01',
      customFields: { tags: ['a'] },
    });
    const read = await source.readFamily('m1', nothing);
    expect(read?.contacts[0]).toEqual({
      id: 'ana',
      kind: 'person',
      fields: {
        prefix: 'Dr',
        first_name: 'Ana',
        middle_name: 'Q',
        last_name: 'Lopez',
        suffix: 'Jr',
        company_name: 'Acme',
        job_title: 'Baker',
        birth_date: '1980-02-29',
        'custom:tags': ['a'],
      },
      rows: {
        emails: [{ label: 'Work', parts: { address: 'a@example.com' } }],
        phones: [],
        addresses: [],
        websites: [],
      },
    });
    expect(read?.matter).toEqual({
      id: 'm1',
      contactId: 'ana',
      status: 'hired',
      hiredAt: desk.now(),
      fields: {
        title: 'Matter m1',
        number: '7',
        description: 'd',
        practice_area: 'Family',
        stage: 's',
        open_date: '2026-03-01',
        responsible_attorney: { email: 'lund@example.com' },
        originating_attorney: { name: 'Okafor' },
        statute_of_limitations: '2027-01-01',
        'custom:tags': ['a'],
      },
    });
    const paths = { contact: await source.fields('contact'), matter: await source.fields('matter') };
    for (const path of Object.keys(read?.contacts[0]?.fields ?? {}))
      expect(paths.contact.map((field) => field.path)).toContain(path);
    for (const path of Object.keys(read?.matter.fields ?? {}))
      expect(paths.matter.map((field) => field.path)).toContain(path);
  });

  it('list the rows, the references and the status too, each path once', async () => {
    const typed = async (level: 'contact' | 'matter') =>
      (await source.fields(level)).map(({ path, type }) => [path, type]);
    expect(await typed('contact')).toEqual(
      expect.arrayContaining([
        ['company', 'company'],
        ['emails', 'rows'],
        ['phones', 'rows'],
        ['addresses', 'rows'],
        ['websites', 'rows'],
      ]),
    );
    expect(await typed('matter')).toEqual(
      expect.arrayContaining([
        ['client', 'contact'],
        ['status', 'matter-status'],
        ['hired_at', 'datetime'],
      ]),
    );
    for (const level of ['contact', 'matter'] as const) {
      const paths = (await typed(level)).map(([path]) => path);
      expect(new Set(paths).size).toBe(paths.length);
    }
  });
});

describe('documents', () => {
  beforeEach(family);

  it('are opened by their source id, in any range', async () => {
    expect(await textOf(await source.openDocument('m1/d1'))).toBe('alpha');
    expect(await textOf(await source.openDocument('m1/d1', { range: { start: 1, end: 3 } }))).toBe('lp');
  });

  it.each(['m1/d2', 'm2/d1', 'd1', 'm1/%'])('fail as absent when there is none: %s', async (id) => {
    await expect(source.openDocument(id)).rejects.toMatchObject({ name: 'SyncFailure', kind: 'absent' });
  });

  it('of another firm are absent', async () => {
    const open = new IntakeSource(desk, 'other').openDocument('m1/d1');
    await expect(open).rejects.toMatchObject({ kind: 'absent' });
  });

  it('are found under any ids', async () => {
    const id = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(id, id, async (matterId, documentId) => {
        await matter(matterId);
        const bytes = streamOf(documentId);
        await putDocument(desk, { firmId, matterId, id: documentId }, { filename: 'a', contentType: 'b', bytes });
        expect(await textOf(await source.openDocument(sourceIdOf(matterId, documentId)))).toBe(documentId);
      }),
      { numRuns: 30 },
    );
  });
});

describe('marking hired', () => {
  beforeEach(family);

  it('changes the matter once', async () => {
    await source.markHired('m1', '2026-03-01T10:00:00.000Z');
    const { cursor } = await source.changedSince(undefined, 100);
    await source.markHired('m1', '2026-04-01T10:00:00.000Z');
    expect((await source.readFamily('m1', nothing))?.matter).toMatchObject({
      status: 'hired',
      hiredAt: '2026-03-01T10:00:00.000Z',
    });
    expect((await source.changedSince(cursor, 100)).matterIds).toEqual([]);
  });

  it('fails as absent where there is no matter', async () => {
    await expect(source.markHired('nothing', '2026-03-01T10:00:00.000Z')).rejects.toMatchObject({ kind: 'absent' });
  });
});

describe('listing', () => {
  it("pages through matters by id, with the clients' names", async () => {
    await contact('ana', { firstName: 'Ana', lastName: 'Lopez' });
    await company('Acme');
    await matter('m2', { status: 'hired' });
    await matter('m1', { contactId: 'Acme' });
    await matter('m3');
    expect(await source.list({ limit: 2 })).toEqual([
      { id: 'm1', title: 'Matter m1', status: 'pnc', clientName: 'Acme' },
      { id: 'm2', title: 'Matter m2', status: 'hired', clientName: 'Ana Lopez' },
    ]);
    expect((await source.list({ limit: 2, after: 'm2' })).map(({ id }) => id)).toEqual(['m3']);
    expect((await source.list({ limit: 2, text: 'lopez', status: 'pnc' })).map(({ id }) => id)).toEqual(['m3']);
  });

  it('tells what changed, page by page and from where it stopped', async () => {
    await contact('ana');
    for (const id of ['m1', 'm2', 'm3']) await matter(id);
    const first = await source.changedSince(undefined, 2);
    expect(first).toMatchObject({ matterIds: ['m1', 'm2'], more: true });
    const second = await source.changedSince(first.cursor, 2);
    expect(second).toMatchObject({ matterIds: ['m3'], more: false });
    await gone('matter', '', 'm1');
    expect((await source.changedSince(second.cursor, 2)).matterIds).toEqual(['m1']);
    await expect(source.changedSince('elsewhere', 2)).rejects.toMatchObject({ kind: 'misconfigured' });
  });
});
