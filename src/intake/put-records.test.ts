import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { newDesk } from '../../test/support/intake-desk.ts';
import { Refused } from '../domain/refusals.ts';
import { defineField } from './define-field.ts';
import { markHired } from './mark-hired.ts';
import { putContact, type ContactInput } from './put-contact.ts';
import { putMatter, type MatterInput } from './put-matter.ts';
import { putNote } from './put-note.ts';
import { putRelationship } from './put-relationship.ts';
import { listRecords, readRecord, withDefinedValues } from './read.ts';
import { remove } from './remove.ts';

const firmId = 'firm';
let { desk, clock, storage } = newDesk();

beforeEach(() => {
  ({ desk, clock, storage } = newDesk());
});

const contact = (id: string, input: Partial<ContactInput> = {}) =>
  putContact(desk, { firmId, id }, { kind: 'person', ...input });
const matter = (id: string, input: Partial<MatterInput> = {}) =>
  putMatter(desk, { firmId, id }, { title: 'Lease', contactId: 'ana', ...input });
const note = (id: string, body = 'She called.') => putNote(desk, { firmId, matterId: 'm1', id }, { body });
const email = (address: string) => ({ parts: { address } });
const position = async () => (await storage.books.intake.changedAfter(firmId, 0, 100)).position;

describe('contacts', () => {
  it('keep e-mails, phones and addresses that are left out; [] means none; the rest is replaced', async () => {
    const rows = {
      emails: [email('ana@example.com')],
      phones: [{ label: 'Home', parts: { number: '555' } }],
      addresses: [{ parts: { city: 'Oslo' } }],
      websites: [{ parts: { url: 'https://example.com' } }],
    };
    await contact('ana', { ...rows, firstName: 'Ana', jobTitle: 'Baker' });
    const { body } = await contact('ana', { firstName: 'Anna' });
    expect(body).toStrictEqual({ ...rows, kind: 'person', firstName: 'Anna', websites: [], customFields: {} });
    const emptied = await contact('ana', { emails: [], phones: [], addresses: [] });
    expect(emptied.body).toStrictEqual({
      kind: 'person',
      emails: [],
      phones: [],
      addresses: [],
      websites: [],
      customFields: {},
    });
  });

  it('have no blank values: left out, null, empty and white space are one', async () => {
    const first = await contact('ana', { firstName: 'Ana' });
    const second = await contact('ana', { firstName: 'Ana', lastName: '', middleName: null, suffix: '  ' });
    expect(second).toStrictEqual(first);
  });

  it('name a company that is there, and is one', async () => {
    await expect(contact('ana', { companyId: 'acme' })).rejects.toMatchObject({
      code: 'unknown-contact',
      errors: [{ path: 'companyId' }],
    });
    await contact('ben');
    await expect(contact('ana', { companyId: 'ben' })).rejects.toMatchObject({ code: 'invalid-value' });
    await contact('acme', { kind: 'company', companyName: 'Acme' });
    await expect(contact('bank', { kind: 'company', companyId: 'acme' })).rejects.toMatchObject({
      code: 'invalid-value',
    });
    expect((await contact('ana', { companyId: 'acme' })).body.companyId).toBe('acme');
    await remove(desk, { firmId, kind: 'contact', matterId: '', id: 'acme' });
    await expect(contact('ana', { companyId: 'acme' })).rejects.toMatchObject({ code: 'unknown-contact' });
  });

  it('are not deleted while a live matter has them as client', async () => {
    await contact('ana');
    await matter('m1');
    const key = { firmId, kind: 'contact', matterId: '', id: 'ana' } as const;
    await expect(remove(desk, key)).rejects.toMatchObject({ code: 'contact-in-use' });
    await remove(desk, { ...key, kind: 'matter', id: 'm1' });
    await remove(desk, key);
    await expect(readRecord(desk, key)).rejects.toMatchObject({ code: 'not-found' });
    await expect(matter('m1')).rejects.toMatchObject({ code: 'unknown-contact' });
  });
});

describe('versions', () => {
  it('rise with each change and not with an equal body, which appends no change either', async () => {
    await contact('ana');
    const first = await matter('m1');
    const before = await position();
    clock.advance(1000);
    expect(await matter('m1')).toStrictEqual(first);
    expect(await position()).toBe(before);
    const second = await matter('m1', { title: 'Sale' });
    expect(second).toMatchObject({ version: 2, updatedAt: desk.now() });
    expect(await position()).toBeGreaterThan(before);
  });

  it('are equal for equal bodies in any order of keys', async () => {
    const parts = fc.record(
      { firstName: fc.string(), lastName: fc.string(), jobTitle: fc.string() },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), parts, async (id, given) => {
        const first = await contact(id, given);
        const turned = Object.fromEntries(Object.entries(given).toReversed());
        expect((await contact(id, turned)).version).toBe(first.version);
      }),
      { numRuns: 50 },
    );
  });

  it('are what If-Match asks for', async () => {
    const key = { firmId, id: 'ana' };
    await expect(putContact(desk, key, { kind: 'person' }, 'any')).rejects.toMatchObject({
      code: 'precondition-failed',
    });
    await putContact(desk, key, { kind: 'person' });
    await expect(putContact(desk, key, { kind: 'person' }, [])).rejects.toMatchObject({ code: 'precondition-failed' });
    await putContact(desk, key, { kind: 'person', firstName: 'Ana' }, [7, 1]);
    await putContact(desk, key, { kind: 'person', firstName: 'Anna' }, 'any');
    const whole = { ...key, kind: 'contact', matterId: '' } as const;
    await expect(remove(desk, whole, [2])).rejects.toMatchObject({ code: 'precondition-failed' });
    await remove(desk, whole, [3]);
    await expect(putContact(desk, key, { kind: 'person' }, 'any')).rejects.toMatchObject({
      code: 'precondition-failed',
    });
  });

  it('go on rising over a deletion, and the revived record starts from nothing', async () => {
    await contact('ana', { firstName: 'Ana', emails: [email('ana@example.com')] });
    const key = { firmId, kind: 'contact', matterId: '', id: 'ana' } as const;
    await remove(desk, key);
    await expect(remove(desk, key)).rejects.toMatchObject({ code: 'not-found' });
    const revived = await contact('ana', { firstName: 'Ana' });
    expect(revived).toMatchObject({ version: 3, deleted: false, body: { emails: [] } });
  });
});

describe('matters', () => {
  beforeEach(() => contact('ana'));

  it('name a client who is there', async () => {
    await expect(matter('m1', { contactId: 'nobody' })).rejects.toMatchObject({
      code: 'unknown-contact',
      errors: [{ path: 'contactId' }],
    });
  });

  it('are hired once: the day stays, pnc is refused, left-out status keeps', async () => {
    expect((await matter('m1')).body).toStrictEqual({
      title: 'Lease',
      contactId: 'ana',
      status: 'pnc',
      customFields: {},
    });
    const hiredAt = desk.now();
    expect((await matter('m1', { status: 'hired' })).body).toMatchObject({ status: 'hired', hiredAt });
    clock.advance(86_400_000);
    await expect(matter('m1', { status: 'pnc' })).rejects.toMatchObject({ code: 'already-hired' });
    expect((await matter('m1', { title: 'Sale' })).body).toMatchObject({ title: 'Sale', status: 'hired', hiredAt });
    expect((await matter('m1', { status: 'lost' })).body).toMatchObject({ status: 'lost', hiredAt });
    expect((await matter('m1', { status: 'hired' })).body).toMatchObject({ status: 'hired', hiredAt });
  });

  it('that were lost may become potential ones again, without a day of hiring', async () => {
    await matter('m1', { status: 'lost' });
    expect((await matter('m1', { status: 'pnc' })).body.hiredAt).toBeUndefined();
    await matter('m1', { status: 'hired' });
    await matter('m1', { status: 'lost' });
    expect((await matter('m1', { status: 'pnc' })).body).not.toHaveProperty('hiredAt');
  });

  it('that come back as hired keep their day', async () => {
    const hiredAt = desk.now();
    await matter('m1', { status: 'hired' });
    clock.advance(1000);
    await remove(desk, { firmId, kind: 'matter', matterId: '', id: 'm1' });
    expect((await matter('m1', { status: 'hired' })).body.hiredAt).toBe(hiredAt);
  });

  it('are marked hired once, inside another transaction', async () => {
    await matter('m1');
    const mark = (at: string) => storage.inTransaction((books) => markHired(books, firmId, 'm1', at));
    const first = await mark('2026-03-01T10:00:00.000Z');
    expect(first).toMatchObject({ version: 2, body: { status: 'hired', hiredAt: '2026-03-01T10:00:00.000Z' } });
    expect(await mark('2026-04-01T10:00:00.000Z')).toStrictEqual(first);
    await remove(desk, { firmId, kind: 'matter', matterId: '', id: 'm1' });
    expect(await mark('2026-04-01T10:00:00.000Z')).toBeUndefined();
  });

  it('have attorneys only where there is something to know them by', async () => {
    const { body } = await matter('m1', {
      responsibleAttorney: { email: '', name: null },
      originatingAttorney: { email: 'lund@example.com', name: ' ' },
    });
    expect(body).not.toHaveProperty('responsibleAttorney');
    expect(body.originatingAttorney).toStrictEqual({ email: 'lund@example.com' });
  });
});

describe('what lies in a matter', () => {
  beforeEach(async () => {
    await contact('ana');
    await matter('m1');
  });

  it('needs the matter', async () => {
    const put = putNote(desk, { firmId, matterId: 'm2', id: 'n1' }, { body: 'x' });
    await expect(put).rejects.toMatchObject({ code: 'not-found' });
    await expect(listRecords(desk, { firmId, kind: 'note', matterId: 'm2' }, { limit: 5 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is hidden while the matter is deleted, and comes back with it', async () => {
    await note('n1');
    const key = { firmId, kind: 'note', matterId: 'm1', id: 'n1' } as const;
    const matterKey = { firmId, kind: 'matter', matterId: '', id: 'm1' } as const;
    await remove(desk, matterKey);
    await expect(readRecord(desk, key)).rejects.toMatchObject({ code: 'not-found' });
    await expect(note('n1')).rejects.toMatchObject({ code: 'not-found' });
    await expect(remove(desk, key)).rejects.toMatchObject({ code: 'not-found' });
    await matter('m1');
    expect((await readRecord(desk, key)).body).toEqual({ body: 'She called.', format: 'text' });
  });

  it('keeps a note to the letter', async () => {
    expect((await note('n1', '  <b>two</b>\r\n ')).body).toStrictEqual({ body: '  <b>two</b>\r\n ', format: 'text' });
    expect((await note('n2', '')).body.body).toBe('');
  });

  it('ties contacts that are there', async () => {
    const tie = (contactId: string) =>
      putRelationship(desk, { firmId, matterId: 'm1', id: 'r1' }, { contactId, label: 'Witness' });
    await expect(tie('nobody')).rejects.toMatchObject({ code: 'unknown-contact' });
    expect((await tie('ana')).body).toStrictEqual({ contactId: 'ana', label: 'Witness' });
  });
});

function refusalOf(error: unknown): string {
  return error instanceof Refused ? [error.code, ...error.errors.map(({ path }) => path)].join(' ') : String(error);
}

describe('custom fields', () => {
  const define = (
    key: string,
    type: Parameters<typeof defineField>[1]['type'],
    options?: { key: string; label: string }[],
  ) => defineField(desk, { firmId, level: 'contact', key, label: key, type, ...(options ? { options } : {}) });

  it('must be defined, for this level', async () => {
    await define('shoe', 'integer');
    await expect(contact('ana', { customFields: { hat: 1 } })).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ path: 'customFields.hat' }],
    });
    await contact('ana');
    await expect(matter('m1', { customFields: { shoe: 1 } })).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('take what fits their type, in one form, and refuse the rest by name', async () => {
    const options = [
      { key: 'a', label: 'A' },
      { key: 'b', label: 'B' },
    ];
    const cases = [
      ['text', 'x', 'x'],
      ['text', 1, undefined],
      ['boolean', true, true],
      ['boolean', 'true', undefined],
      ['integer', 42, 42],
      ['integer', 4.2, undefined],
      ['money', '12.50', '12.50'],
      ['money', 12.5, '12.5'],
      ['money', '12,50', undefined],
      ['decimal', 1e30, undefined],
      ['date', '2024-02-29', '2024-02-29'],
      ['date', '2026-02-30', undefined],
      ['datetime', '2026-03-01T10:00:00+01:00', '2026-03-01T09:00:00.000Z'],
      ['datetime', '2026-03-01T10:00:00', undefined],
      ['time', '10:30', '10:30'],
      ['time', '25:00', undefined],
      ['picklist', 'a', 'a'],
      ['picklist', 'A', undefined],
      ['multipicklist', ['b', 'a', 'b'], ['b', 'a']],
      ['multipicklist', ['c'], undefined],
      ['multipicklist', 'a', undefined],
      ['email', 'n/a', 'n/a'],
    ] as const;
    for (const [type, given, kept] of cases) {
      await define('it', type, type.endsWith('picklist') ? options : undefined);
      const put = contact('ana', { customFields: { it: given } });
      const outcome = await put.then(({ body }) => body.customFields['it'], refusalOf);
      expect([type, given, outcome]).toEqual([type, given, kept ?? 'invalid-value customFields.it']);
    }
  });

  it('are left out when they are blank', async () => {
    for (const key of ['a', 'b', 'c']) await define(key, 'text');
    expect((await contact('ana', { customFields: { a: null, b: '', c: 'x' } })).body.customFields).toStrictEqual({
      c: 'x',
    });
  });

  it('are hidden while their definition is gone', async () => {
    await define('a', 'text');
    const record = await contact('ana', { customFields: { a: 'x' } });
    await storage.books.intake.removeField(firmId, 'contact', 'a');
    const [hidden] = await withDefinedValues(desk, firmId, 'contact', [record]);
    expect(hidden?.body.customFields).toEqual({});
    await define('a', 'text');
    expect(await withDefinedValues(desk, firmId, 'contact', [record])).toEqual([record]);
  });

  it('have options if and only if they are picklists, each key once', async () => {
    const a = { key: 'a', label: 'A' };
    await expect(define('x', 'picklist')).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ path: 'options' }],
    });
    await expect(define('x', 'text', [a])).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(define('x', 'picklist', [a, a])).rejects.toMatchObject({ errors: [{ path: 'options.1.key' }] });
    expect(await define('x', 'multipicklist', [a])).toMatchObject({ options: [a] });
  });
});
