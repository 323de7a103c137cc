import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';

let clio: Client;
beforeEach(async () => {
  clio = await openClient();
});
afterEach(() => clio.emulator.close());

describe('fields', () => {
  it('shows only id and etag, and a little more of a contact, when nothing is asked for', async () => {
    const contact = await clio.post('/contacts.json', { type: 'Person', first_name: 'Ana', last_name: 'Ruiz' });
    expect(contact.status).toBe(201);
    expect(Object.keys(contact.body.data)).toEqual(['id', 'etag', 'name', 'initials', 'type']);
    const matter = await clio.get(`/matters/${await clio.matter()}.json`);
    expect(Object.keys(matter.body.data)).toEqual(['id', 'etag']);
  });

  it('shows of a bare nested list only the identity of its rows', async () => {
    const id = await clio.person('Ana', 'Ruiz', { email_addresses: [{ name: 'Work', address: 'ana@example.test' }] });
    const bare = await clio.get(`/contacts/${id}?fields=email_addresses,created_at`);
    expect(Object.keys(bare.body.data.email_addresses[0])).toEqual(['id', 'etag']);
    const named = await clio.get(`/contacts/${id}?fields=email_addresses{address,primary}`);
    expect(named.body.data).toEqual({ email_addresses: [{ address: 'ana@example.test', primary: true }] });
  });

  it.each([
    ['custom_field_values{custom_field{id}}', 'custom_field'],
    ['id,nonsense', 'nonsense'],
    ['email_addresses{id,nonsense}', 'nonsense'],
    ['name{id}', 'id'],
    ['id,}', '}'],
  ])('refuses %s and writes nothing', async (fields, named) => {
    const reply = await clio.post(`/contacts.json?fields=${encodeURIComponent(fields)}`, {
      type: 'Person',
      first_name: 'Ana',
    });
    expect(reply.status).toBe(400);
    expect(reply.body.error.message).toContain(`${named} is not a valid field`);
    expect(clio.emulator.holdings().contacts).toEqual([]);
  });

  it('knows no type of a relationship', async () => {
    expect((await clio.get('/relationships.json?fields=id,type')).status).toBe(400);
  });
});

describe('what is not known', () => {
  it('drops unknown keys of a body and unknown parameters of a list', async () => {
    const made = await clio.post('/contacts.json?fields=id,first_name', {
      type: 'Person',
      first_name: 'Ana',
      frist_name: 'x',
    });
    expect(made.status).toBe(201);
    const list = await clio.get('/matters.json?client_reference=nothing-like-it');
    expect(list.body.data).toHaveLength(0);
    await clio.matter({ client_reference: 'other' });
    expect((await clio.get('/matters.json?client_reference=nothing-like-it')).body.data).toHaveLength(1);
  });

  it('wants the data wrapper', async () => {
    const headers = { authorization: `Bearer ${clio.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ type: 'Person', first_name: 'Ana' });
    expect((await fetch(`${clio.emulator.apiBase}/contacts.json`, { method: 'POST', headers, body })).status).toBe(400);
  });

  it('serves paths with and without .json, and 404 in its own error shape for others', async () => {
    expect((await clio.get('/users/who_am_i')).status).toBe(200);
    const missing = await clio.get('/nothing_here.json');
    expect([missing.status, typeof missing.body.error.message]).toEqual([404, 'string']);
    expect((await clio.get('/contacts/123.json')).body.error.type).toBe('RecordNotFound');
  });
});

describe('duplicates', () => {
  it('makes a second of everything without complaint', async () => {
    const [first, second] = [await clio.person(), await clio.person()];
    expect(second).toBeGreaterThan(first ?? 0);
    const matter = await clio.matter();
    await clio.post('/matters.json', { client: { id: first }, description: 'Ruiz - estate plan' });
    const link = { matter: { id: matter }, contact: { id: second }, description: 'Spouse' };
    const note = { type: 'Matter', matter: { id: matter }, subject: 'Call', detail: 'same' };
    for (const _ of [1, 2]) {
      expect((await clio.post('/relationships.json', link)).status).toBe(201);
      expect((await clio.post('/notes.json', note)).status).toBe(201);
    }
    const held = clio.emulator.holdings();
    expect([held.contacts.length, held.matters.length, held.notes.length, held.relationships.length]).toEqual([
      3, 2, 2, 2,
    ]);
  });
});

describe('etags', () => {
  it('answers 304, 412, and changes the etag with every change only', async () => {
    const id = await clio.person();
    const read = await clio.get(`/contacts/${id}.json?fields=etag`);
    const etag = read.body.data.etag as string;
    expect(etag).toMatch(/^"[0-9a-f]+"$/);
    expect(read.headers.get('etag')).toBe(etag);
    expect((await clio.get(`/contacts/${id}.json`, { 'if-none-match': etag })).status).toBe(304);
    const same = await clio.patch(`/contacts/${id}.json`, { first_name: 'Ana' }, { 'if-match': etag });
    expect(same.body.data.etag).toBe(etag);
    const changed = await clio.patch(`/contacts/${id}.json`, { first_name: 'Eva' }, { 'if-match': etag });
    expect(changed.body.data.etag).not.toBe(etag);
    const stale = await clio.patch(`/contacts/${id}.json`, { first_name: 'Mia' }, { 'if-match': etag });
    expect(stale.status).toBe(412);
    expect(clio.emulator.holdings().contacts[0]?.first_name).toBe('Eva');
    expect((await clio.get(`/contacts/${id}.json`, { 'if-none-match': etag })).status).toBe(200);
  });

  it('takes the etag without its quotes for another one', async () => {
    const id = await clio.person();
    const etag = (await clio.get(`/contacts/${id}`)).body.data.etag.replaceAll('"', '');
    expect((await clio.patch(`/contacts/${id}`, { title: 'Dr' }, { 'if-match': etag })).status).toBe(412);
  });

  it('knows If-Modified-Since', async () => {
    const id = await clio.person();
    const modified = (await clio.get(`/contacts/${id}`)).headers.get('last-modified') ?? '';
    expect((await clio.get(`/contacts/${id}`, { 'if-modified-since': modified })).status).toBe(304);
    clio.clock.advance(2000);
    await clio.patch(`/contacts/${id}`, { title: 'Dr' });
    expect((await clio.get(`/contacts/${id}`, { 'if-modified-since': modified })).status).toBe(200);
  });
});

describe('API version', () => {
  it('is echoed, and 410 when it does not exist', async () => {
    expect((await clio.get('/users.json')).headers.get('x-api-version')).toBe('4.0.13');
    expect((await clio.get('/users.json', { 'x-api-version': '4.0.13' })).status).toBe(200);
    expect((await clio.get('/users.json', { 'x-api-version': '3.9' })).status).toBe(410);
  });
});

describe('times', () => {
  it('carry the offset of the user, in summer and in winter, and never Z', async () => {
    const id = await clio.person();
    expect((await clio.get(`/contacts/${id}?fields=created_at`)).body.data.created_at).toBe(
      '2026-03-02T10:00:00-08:00',
    );
    clio.clock.advance(20 * 86_400_000);
    const later = await clio.patch(`/contacts/${id}?fields=updated_at`, { title: 'Dr' });
    expect(later.body.data.updated_at).toBe('2026-03-22T11:00:00-07:00');
  });

  it('opens a matter on the day it is for the user', async () => {
    clio.clock.advance(12 * 3_600_000);
    const matter = await clio.get(`/matters/${await clio.matter()}?fields=open_date`);
    expect(matter.body.data.open_date).toBe('2026-03-02');
  });
});
