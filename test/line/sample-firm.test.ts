import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import {
  type ContactBody,
  type FieldBody,
  largeDocument,
  type MatterBody,
  type SampleDocument,
  type SampleField,
  sampleFirm,
  type SampleMatter,
} from '../../samples/firm/index.ts';

const { fields, contacts, matters } = sampleFirm;
const notes = matters.flatMap((matter) => matter.notes.map((note) => note.body));
const documents = matters.flatMap((matter) => matter.documents);
const phones = contacts.flatMap((contact) => contact.body.phones.map((phone) => phone.number));
const emails = contacts.flatMap((contact) => contact.body.emails.map((email) => email.address));
const names = contacts.map(({ body }) => [body.firstName, body.lastName, body.companyName].join(' '));

const idsOf = (things: readonly { id: string }[]): string[] => things.map((thing) => thing.id);
const repeated = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);
const matter = (id: string): SampleMatter => matters.find((one) => one.id === id)!;
const bytesOf = (document: SampleDocument): Promise<Buffer> => buffer(document.open());

function takes(field: FieldBody | undefined, value: unknown): boolean {
  if (field === undefined) return false;
  const known = field.type === 'contact' ? idsOf(contacts) : field.options?.map((option) => option.key);
  return known === undefined || [value].flat().every((one) => known.some((key) => key === one));
}

describe('the sample firm holds together', () => {
  it('has a dozen matters', () => expect(matters).toHaveLength(12));

  it('uses each id once', () => {
    expect(repeated(idsOf(contacts))).toEqual([]);
    expect(repeated(idsOf(matters))).toEqual([]);
    expect(repeated(fields.map((field) => `${field.level}/${field.key}`))).toEqual([]);
    for (const one of matters) {
      for (const children of [one.notes, one.documents, one.relationships])
        expect(repeated(idsOf(children))).toEqual([]);
    }
  });

  it('refers only to contacts that exist, and to companies before the people in them', () => {
    const known = new Set(idsOf(contacts));
    const tied = matters.flatMap((one) => [one.body.contactId, ...one.relationships.map((tie) => tie.body.contactId)]);
    expect(tied.filter((id) => !known.has(id))).toEqual([]);
    for (const [at, { body }] of contacts.entries()) {
      if (body.companyId === undefined) continue;
      const company = contacts.findIndex((contact) => contact.id === body.companyId);
      expect(contacts[company]?.body.kind).toBe('company');
      expect(company).toBeLessThan(at);
    }
  });

  it('fills only custom fields that are defined, with values they take', () => {
    const filled = (level: SampleField['level'], things: readonly { body: ContactBody | MatterBody }[]): string[] =>
      things
        .flatMap((thing) => Object.entries(thing.body.customFields ?? {}))
        .filter(([key, value]) => !takes(fields.find((one) => one.level === level && one.key === key)?.body, value))
        .map(([key]) => `${level}/${key}`);
    expect([...filled('contact', contacts), ...filled('matter', matters)]).toEqual([]);
  });

  it('invents everything: reserved domains and 555-01xx numbers only', () => {
    expect(emails.filter((address) => !address.endsWith('.test') && address !== 'n/a')).toEqual([]);
    expect(phones.filter((number) => !/55501\d\d/.test(number.replace(/\D/g, '')))).toEqual([]);
  });
});

describe('the standard conversion', () => {
  it('is one client, one company, three related people, five notes and four documents', () => {
    const { body, relationships, notes: own, documents: files } = matter('standard');
    const kindOf = (id: string): string | undefined => contacts.find((contact) => contact.id === id)?.body.kind;
    const tied = relationships.map((tie) => kindOf(tie.body.contactId));
    expect(kindOf(body.contactId)).toBe('person');
    expect(tied.filter((kind) => kind === 'company')).toHaveLength(1);
    expect(tied.filter((kind) => kind === 'person')).toHaveLength(3);
    expect([own.length, files.length]).toEqual([5, 4]);
    // A company that nobody relates to the matter would be a sixth contact.
    const everyone = new Set([body.contactId, ...relationships.map((tie) => tie.body.contactId)]);
    const employers = contacts.filter(({ id }) => everyone.has(id)).flatMap((one) => one.body.companyId ?? []);
    expect(employers.filter((id) => !everyone.has(id))).toEqual([]);
    expect(everyone.size).toBe(5);
  });
});

describe('contacts are untidy', () => {
  it('spouses share one e-mail', () => expect(repeated(emails)).toContain('the.halvorsens@example.test'));
  it('one e-mail says n/a', () => expect(emails).toContain('n/a'));
  it('one person has several matters', () => {
    expect(repeated(matters.map((one) => one.body.contactId))).toContain('amelia-ferreira');
  });
  it('names go beyond ASCII, composed and decomposed, and have stray spaces', () => {
    expect(names.join()).toMatch(/\p{Script=Han}/u);
    expect(names.some((name) => name !== name.normalize('NFC'))).toBe(true);
    expect(contacts.some(({ body }) => body.firstName !== body.firstName?.trim())).toBe(true);
  });
  it('one person has a single name', () => {
    expect(contacts.some(({ body }) => body.kind === 'person' && body.lastName === undefined)).toBe(true);
  });
  it('phones come in many shapes', () => {
    const shapes = new Set(phones.map((number) => number.replace(/\d/g, '9')));
    expect(shapes.size).toBeGreaterThanOrEqual(9);
  });
  it('one contact has 21 phones', () => {
    expect(Math.max(...contacts.map((contact) => contact.body.phones.length))).toBe(21);
  });
  it('some have a birth date, one of them on a leap day', () => {
    expect(contacts.map((contact) => contact.body.birthDate)).toContain('1984-02-29');
  });
  it('a company is the client and has a point of contact', () => {
    const { body, relationships } = matter('kestrel-trademark');
    expect(contacts.find((contact) => contact.id === body.contactId)?.body.kind).toBe('company');
    expect(relationships.map((tie) => tie.body.label)).toContain('Point of contact');
  });
});

describe('matters and notes are untidy', () => {
  it('one is hired already and one is lost', () => {
    expect(matters.map((one) => one.body.status)).toEqual(expect.arrayContaining(['hired', 'lost']));
  });
  it('two matters of different people have the same title', () => {
    expect(repeated(matters.map((one) => one.body.title))).toEqual(['Deposit']);
  });
  it.each(['<table>', '<h1', '<script>', '<img'])('an html note holds %s', (tag) => {
    expect(notes.some((note) => note.format === 'html' && note.body.includes(tag))).toBe(true);
  });
  it('a text note holds what looks like html', () => {
    expect(notes.some((note) => note.format === 'text' && note.body.includes('<b>'))).toBe(true);
  });
  it('one note is about 20 KB', () => {
    expect(Math.max(...notes.map((note) => Buffer.byteLength(note.body)))).toBeGreaterThan(20_000);
  });
  it('two notes of one day are equal', () => {
    expect(repeated(matter('okafor-employment').notes.map((note) => JSON.stringify(note.body)))).toHaveLength(1);
  });
});

describe('documents are real and untidy', () => {
  const magic = { '.pdf': '%PDF-', '.docx': 'PK\u0003\u0004', '.jpg': '\u00ff\u00d8\u00ff', '.eml': 'From: ' };

  it.each(Object.entries(magic))('a %s file begins as such a file does', async (extension, start) => {
    const files = documents.filter((document) => document.filename.endsWith(extension));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect((await bytesOf(file)).toString('latin1').startsWith(start)).toBe(true);
  });

  it('text files are UTF-8 and one file is empty', async () => {
    const texts = await Promise.all(documents.filter(({ filename }) => filename.endsWith('.txt')).map(bytesOf));
    for (const text of texts) new TextDecoder('utf-8', { fatal: true }).decode(text);
    expect(texts.map((text) => text.length)).toContain(0);
  });

  it('two files of one matter have the same name and different content', async () => {
    const [first, second] = matter('wang-closing').documents;
    expect(first!.filename).toBe(second!.filename);
    expect((await bytesOf(first!)).equals(await bytesOf(second!))).toBe(false);
  });

  it('one file name holds slashes', () => {
    expect(documents.filter((document) => document.filename.includes('/'))).toHaveLength(1);
  });

  it('a large file is made while it is read, with the same bytes each time', async () => {
    const large = documents.find((document) => document.filename === 'Phone extraction.bin')!;
    const digest = async (): Promise<string> =>
      createHash('sha256')
        .update(await bytesOf(large))
        .digest('hex');
    expect((await bytesOf(large)).length).toBe(6 * 1024 * 1024 + 1);
    expect(await digest()).toBe(await digest());
  });

  it.each([0, 1, 65_536, 65_537])('a file of %i bytes is made to the byte', async (size) => {
    expect((await bytesOf(largeDocument('made', 'made.bin', size))).length).toBe(size);
  });
});
