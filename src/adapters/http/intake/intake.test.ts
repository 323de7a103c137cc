import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDesk } from '../../../../test/support/intake-desk.ts';
import { Firms } from '../../../connections/firms.ts';
import { Sessions } from '../../../connections/sessions.ts';
import { IntakeDesk } from '../../../intake/intake-desk.ts';
import { CountingIds } from '../../memory/counting-ids.ts';
import { AccessGuard } from '../frame/access.guard.ts';
import { HttpLog } from '../frame/http-log.ts';
import { ProblemFilter } from '../frame/problem.filter.ts';
import { createServer } from '../frame/server.ts';
import { SessionCookie } from '../frame/session-cookie.ts';
import { IntakeContactsController } from './contacts.controller.ts';
import { IntakeDocumentsController } from './documents.controller.ts';
import { IntakeFieldsController } from './fields.controller.ts';
import { IntakeMattersController } from './matters.controller.ts';
import { IntakeNotesController } from './notes.controller.ts';
import { IntakeRelationshipsController } from './relationships.controller.ts';

const controllers: Type[] = [
  IntakeContactsController,
  IntakeMattersController,
  IntakeNotesController,
  IntakeDocumentsController,
  IntakeRelationshipsController,
  IntakeFieldsController,
];

const { desk, clock, storage, blobs } = newDesk();
const firms = new Firms({ storage, clock, ids: new CountingIds(), operatorKey: undefined });
const log = new HttpLog(pino({ level: 'silent' }));
const keys = { operator: '', viewer: '', stranger: '' };
let app: NestFastifyApplication;
let origin: string;

@Module({})
class IntakeModule {}

beforeAll(async () => {
  const providers = [
    { provide: IntakeDesk, useValue: desk },
    { provide: Firms, useValue: firms },
    { provide: Sessions, useValue: new Sessions({ storage, clock, firms }) },
    { provide: SessionCookie, useValue: new SessionCookie('http://casebridge.test') },
    { provide: HttpLog, useValue: log },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ];
  app = await NestFactory.create({ module: IntakeModule, controllers, providers }, createServer(log), {
    logger: false,
    bodyParser: false,
  });
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  const firm = await firms.add('Okafor & Lund');
  const other = await firms.add('Elsewhere');
  keys.operator = (await firms.addKey(firm.id, 'operator')).key;
  keys.viewer = (await firms.addKey(firm.id, 'viewer')).key;
  keys.stranger = (await firms.addKey(other.id, 'operator')).key;
});

afterAll(() => app.close());

interface Sent {
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

async function send(method: string, path: string, { body, key = keys.operator, headers = {} }: Sent = {}) {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
  const response = await fetch(`${origin}/v1/intake${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(isRaw ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && !response.headers.has('x-filename');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? (JSON.parse(text) as unknown) : undefined,
  };
}

const put = (path: string, body: unknown, more: Sent = {}) => send('PUT', path, { body, ...more });
const get = (path: string, more: Sent = {}) => send('GET', path, more);

describe('contacts', () => {
  const whole = {
    kind: 'person',
    prefix: 'Dr',
    firstName: 'Zoë',
    middleName: 'Q',
    lastName: '王',
    suffix: 'Jr',
    companyName: 'Acme',
    jobTitle: 'Baker',
    birthDate: '1980-02-29',
    emails: [{ label: 'Work', address: 'n/a' }, { address: 'zoe@example.com' }],
    phones: [{ number: '555' }],
    addresses: [{ label: 'Home', street: '1 Lane', city: 'Oslo', state: 'O', postalCode: '0150', country: 'NO' }],
    websites: [{ url: 'https://example.com' }],
    customFields: {},
  };

  it('come back as they were put, with an ETag', async () => {
    const answer = await put('/contacts/zoe', whole);
    expect(answer).toMatchObject({ status: 200, json: { id: 'zoe', ...whole, version: 1 } });
    const read = await get('/contacts/zoe', { key: keys.viewer });
    expect(read.json).toEqual(answer.json);
    expect(read.headers.get('etag')).toBe('"1"');
  });

  it('keep what the PUT leaves out, and honour If-Match', async () => {
    const changed = await put('/contacts/zoe', { kind: 'person', phones: [] }, { headers: { 'if-match': '"1"' } });
    expect(changed.json).toMatchObject({ emails: whole.emails, phones: [], addresses: whole.addresses, websites: [] });
    expect(changed.json).not.toHaveProperty('prefix');
    const stale = await put('/contacts/zoe', { kind: 'company' }, { headers: { 'if-match': 'W/"2", "1"' } });
    expect(stale).toMatchObject({ status: 412, json: { code: 'precondition-failed' } });
    const fresh = await put('/contacts/zoe', { kind: 'person' }, { headers: { 'if-match': '"1", "2"' } });
    expect(fresh).toMatchObject({ status: 200, json: { version: 2 } });
  });

  const bad: [string, unknown, string][] = [
    ['an unknown key', { kind: 'person', nickname: 'Z' }, 'nickname'],
    ['an unknown key of a row', { kind: 'person', emails: [{ address: 'a', kind: 'x' }] }, 'emails.0.kind'],
    ['no kind', {}, 'kind'],
    ['an impossible date', { kind: 'person', birthDate: '2026-02-30' }, 'birthDate'],
    ['an instant for a date', { kind: 'person', birthDate: '2026-02-03T00:00:00Z' }, 'birthDate'],
    ['an empty e-mail', { kind: 'person', emails: [{ address: ' ' }] }, 'emails.0.address'],
    ['an address without a part', { kind: 'person', addresses: [{ label: 'Home' }] }, 'addresses.0'],
    ['a NUL', { kind: 'person', firstName: 'a\0b' }, 'firstName'],
    ['half a surrogate pair', { kind: 'person', firstName: '\ud83d' }, 'firstName'],
    ['a list of e-mails that is none', { kind: 'person', emails: null }, 'emails'],
    ['a custom field that is not defined', { kind: 'person', customFields: { hat: 1 } }, 'customFields.hat'],
  ];
  it.each(bad)('are refused with %s', async (_, body, path) => {
    const answer = await put('/contacts/bad', body);
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-request', errors: [{ path }] } });
    expect((await get('/contacts/bad')).status).toBe(404);
  });

  it('are refused when the body is no JSON, or none', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await put('/contacts/bad', '{"kind":', { headers })).toMatchObject({
      status: 400,
      json: { code: 'malformed-json' },
    });
    expect((await send('PUT', '/contacts/bad')).status).toBe(400);
  });

  it('are known by any id up to 200 characters', async () => {
    for (const id of ['a/b', '..%2f', 'ø 🏛️', "'", 'x'.repeat(200)]) {
      const path = `/contacts/${encodeURIComponent(id)}`;
      expect(await put(path, { kind: 'person', lastName: id })).toMatchObject({ status: 200, json: { id } });
      expect(await get(path)).toMatchObject({ json: { id, lastName: id } });
    }
    expect(await put(`/contacts/${'x'.repeat(201)}`, { kind: 'person' })).toMatchObject({
      status: 400,
      json: { errors: [{ path: 'id' }] },
    });
    expect(await put('/contacts/a%00b', { kind: 'person' })).toMatchObject({ status: 400 });
  });

  it('are listed page by page', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { json } = await get(`/contacts?limit=2${query}`, { key: keys.viewer });
      const page = json as { items: { id: string }[]; nextCursor?: string };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain('zoe');
    expect(await get('/contacts?cursor=nonsense')).toMatchObject({ status: 400 });
    expect(await get('/contacts?limit=0')).toMatchObject({ status: 400 });
  });

  it('belong to their firm, and a viewer only reads', async () => {
    expect((await get('/contacts/zoe', { key: keys.stranger })).status).toBe(404);
    expect(await get('/contacts', { key: keys.stranger })).toMatchObject({ json: { items: [] } });
    expect((await put('/contacts/zoe', { kind: 'person' }, { key: keys.viewer })).status).toBe(403);
    expect((await send('DELETE', '/contacts/zoe', { key: keys.stranger })).status).toBe(404);
    expect((await get('/contacts/zoe', { key: 'nobody' })).status).toBe(401);
  });
});

describe('matters, notes and ties', () => {
  beforeAll(async () => {
    await put('/contacts/ana', { kind: 'person', firstName: 'Ana' });
  });

  it('of a matter: hired once, pnc refused, an unknown client refused', async () => {
    const body = {
      title: 'Lease',
      contactId: 'ana',
      responsibleAttorney: { email: 'lund@example.com' },
      openDate: '2026-03-01',
    };
    expect(await put('/matters/m1', body)).toMatchObject({ status: 200, json: { id: 'm1', ...body, status: 'pnc' } });
    expect(await put('/matters/m1', { ...body, status: 'hired' })).toMatchObject({ json: { hiredAt: desk.now() } });
    expect(await put('/matters/m1', { ...body, status: 'pnc' })).toMatchObject({
      status: 409,
      json: { code: 'already-hired' },
    });
    const nobody = await put('/matters/m1', { ...body, contactId: 'nobody' });
    expect(nobody).toMatchObject({ status: 422, json: { code: 'unknown-contact', errors: [{ path: 'contactId' }] } });
    const without = await put('/matters/m1', { title: 'Lease' });
    expect(without).toMatchObject({ status: 400, json: { errors: [{ path: 'contactId' }] } });
    expect((await put('/matters/m1', { ...body, hiredAt: '2026-03-01T00:00:00Z' })).status).toBe(400);
    expect(await send('DELETE', '/contacts/ana')).toMatchObject({ status: 409, json: { code: 'contact-in-use' } });
    expect(await get('/matters')).toMatchObject({ json: { items: [{ id: 'm1', status: 'hired' }] } });
  });

  it('of a note and a tie: put, read, listed, deleted, revived', async () => {
    const note = { subject: 'Call', body: 'She called.', format: 'text', date: '2026-03-01' };
    const tie = { contactId: 'zoe', label: 'Witness' };
    for (const [path, body] of [
      ['notes/n%2F1', note],
      ['relationships/r1', tie],
    ] as const) {
      const address = `/matters/m1/${path}`;
      expect(await put(address, body)).toMatchObject({ status: 200, json: { ...body, version: 1 } });
      expect(await get(address)).toMatchObject({ status: 200, json: body });
      expect(await get(`/matters/m1/${path.split('/')[0]}`)).toMatchObject({ json: { items: [body] } });
      expect(await put(`/matters/m2/${path}`, body)).toMatchObject({ status: 404, json: { code: 'not-found' } });
      expect(await send('DELETE', address, { headers: { 'if-match': '"9"' } })).toMatchObject({ status: 412 });
      expect(await send('DELETE', address)).toMatchObject({ status: 204, text: '' });
      expect((await send('DELETE', address)).status).toBe(404);
      expect((await get(address)).status).toBe(404);
      expect(await put(address, body)).toMatchObject({ json: { version: 3 } });
    }
    expect(await put('/matters/m1/relationships/r2', { contactId: 'nobody', label: 'x' })).toMatchObject({
      status: 422,
    });
    expect(await put('/matters/m1/notes/n2', { body: 'x', format: 'markdown' })).toMatchObject({ status: 400 });
  });
});

describe('fields', () => {
  it('are defined, listed, used and removed', async () => {
    const shoe = { label: 'Shoe size', type: 'integer' };
    const colour = { label: 'Colour', type: 'picklist', options: [{ key: 'r', label: 'Red' }] };
    expect(await put('/fields/contact/shoe', shoe)).toMatchObject({
      status: 200,
      json: { level: 'contact', key: 'shoe', ...shoe },
    });
    expect(await put('/fields/contact/colour', colour)).toMatchObject({ status: 200, json: colour });
    expect(await get('/fields/contact')).toMatchObject({ json: { items: [{ key: 'colour' }, { key: 'shoe' }] } });
    expect(await get('/fields/contact/shoe')).toMatchObject({ json: shoe });
    const values = { shoe: 42, colour: 'r' };
    expect(await put('/contacts/kim', { kind: 'person', customFields: values })).toMatchObject({
      json: { customFields: values },
    });
    const wrong = await put('/contacts/kim', { kind: 'person', customFields: { shoe: 'big' } });
    expect(wrong).toMatchObject({
      status: 422,
      json: { code: 'invalid-value', errors: [{ path: 'customFields.shoe' }] },
    });
    expect((await send('DELETE', '/fields/contact/shoe')).status).toBe(204);
    expect((await send('DELETE', '/fields/contact/shoe')).status).toBe(404);
    expect(await get('/contacts/kim')).toMatchObject({ json: { customFields: { colour: 'r' } } });
    expect(await get('/fields/matter')).toMatchObject({ json: { items: [] } });
  });

  it('are refused with another level, type or without options', async () => {
    expect((await put('/fields/note/x', { label: 'X', type: 'text' })).status).toBe(400);
    expect((await put('/fields/contact/x', { label: 'X', type: 'rows' })).status).toBe(400);
    expect((await put('/fields/contact/x', { label: 'X', type: 'picklist' })).status).toBe(400);
  });
});

describe('documents', () => {
  const address = '/matters/m1/documents/d%2F1';
  const digestOf = (bytes: string) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
  const named = (name: string, more: Record<string, string> = {}) => ({
    headers: { 'x-filename': encodeURIComponent(name), 'content-type': 'application/json', ...more },
  });

  it('come back byte for byte under their name, even those that are JSON', async () => {
    const bytes = '{ "not": "parsed"';
    const stored = await put(address, bytes, named("Brief 'Ø' (1)/a.json", { 'content-digest': digestOf(bytes) }));
    const facts = { id: 'd/1', filename: "Brief 'Ø' (1)/a.json", contentType: 'application/json', size: 17 };
    expect(stored).toMatchObject({ status: 200, json: { ...facts, version: 1 } });
    expect(stored.json).not.toHaveProperty('blobId');
    const read = await get(address, { key: keys.viewer });
    expect(read.text).toBe(bytes);
    expect(Object.fromEntries(read.headers)).toMatchObject({
      etag: '"1"',
      'content-type': 'application/json',
      'content-length': '17',
      'content-digest': digestOf(bytes),
      'x-filename': 'Brief%20%27%C3%98%27%20%281%29%2Fa.json',
    });
    expect(read.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(await get('/matters/m1/documents')).toMatchObject({ json: { items: [facts] } });
  });

  it('may be empty, and need no content type', async () => {
    const { headers } = named('empty.bin');
    const empty = { 'x-filename': headers['x-filename'] };
    expect(await send('PUT', address, { headers: empty })).toMatchObject({
      json: { size: 0, contentType: 'application/octet-stream' },
    });
    expect(await get(address)).toMatchObject({ status: 200, text: '' });
  });

  it('stay as they are when something is wrong with the new ones', async () => {
    await put(address, 'alpha', named('a.txt'));
    const mismatch = await put(address, 'omega', named('a.txt', { 'content-digest': digestOf('alpha') }));
    expect(mismatch).toMatchObject({ status: 422, json: { code: 'content-mismatch' } });
    expect(await put(address, 'omega', named('a.txt', { 'content-digest': 'sha-256=nonsense' }))).toMatchObject({
      status: 400,
    });
    expect(await put(address, 'omega', named('a.txt', { 'content-digest': 'md5=:x:' }))).toMatchObject({ status: 200 });
    expect(await put(address, 'alpha', named('a.txt', { 'content-encoding': 'gzip' }))).toMatchObject({ status: 400 });
    expect(await put(address, 'alpha', named('a.txt', { 'if-match': '"1"' }))).toMatchObject({ status: 412 });
    for (const name of ['', '%', '%00', '%C3']) {
      const answer = await put(address, 'alpha', { headers: { 'x-filename': name } });
      expect(answer).toMatchObject({ status: 400, json: { errors: [{ path: 'X-Filename' }] } });
    }
    expect(await put(address, 'alpha')).toMatchObject({ status: 400 });
    expect(await put('/matters/m2/documents/d1', 'alpha', named('a.txt'))).toMatchObject({ status: 404 });
    expect((await get(address)).text).toBe('omega');
  });

  it('stay as they are when the upload breaks off', async () => {
    await put(address, 'alpha', named('a.txt'));
    const count = blobs.count;
    const ended = new Promise<void>((resolve) => {
      const storeBytes = blobs.put.bind(blobs);
      blobs.put = (bytes) =>
        storeBytes(bytes).finally(() => {
          blobs.put = storeBytes;
          resolve();
        });
    });
    const { port } = new URL(origin);
    const socket = connect(Number(port), '127.0.0.1');
    const lines = [
      'PUT',
      'Host: x',
      `Authorization: Bearer ${keys.operator}`,
      'X-Filename: a.txt',
      'Content-Length: 100',
      '',
      'om',
    ];
    lines[0] = `PUT /v1/intake${address} HTTP/1.1`;
    await new Promise<void>((resolve) => socket.write(lines.join('\r\n'), () => resolve()));
    socket.end();
    await ended;
    socket.destroy();
    expect(blobs.count).toBe(count);
    expect((await get(address)).text).toBe('alpha');
  });

  it('are deleted with their bytes', async () => {
    await put(address, 'alpha', named('a.txt'));
    expect((await send('DELETE', address)).status).toBe(204);
    expect((await get(address)).status).toBe(404);
    expect(blobs.count).toBe(0);
  });
});
