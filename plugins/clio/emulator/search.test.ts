import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';

let clio: Client;
beforeEach(async () => {
  clio = await openClient();
});
afterEach(() => clio.emulator.close());

const ids = async (path: string): Promise<number[]> =>
  (await clio.get(path)).body.data.map((row: { id: number }) => row.id);

describe('query', () => {
  it('does not see a new contact before the index caught up, while exact lists do', async () => {
    const id = await clio.person('Ana', 'Ruiz', { email_addresses: [{ address: 'ana@example.test' }] });
    expect(await ids('/contacts.json?query=ana@example.test')).toEqual([]);
    expect(await ids('/contacts.json')).toEqual([id]);
    clio.clock.advance(2999);
    expect(await ids('/contacts.json?query=ana@example.test')).toEqual([]);
    clio.clock.advance(1);
    expect(await ids('/contacts.json?query=ANA@example.test')).toEqual([id]);
  });

  it('still finds a contact by what it was, for a while', async () => {
    const id = await clio.person('Ana', 'Ruiz');
    clio.clock.advance(5000);
    await clio.patch(`/contacts/${id}`, { last_name: 'Lopez' });
    expect(await ids('/contacts.json?query=Ruiz')).toEqual([id]);
    expect(await ids('/contacts.json?query=Lopez')).toEqual([]);
    clio.clock.advance(5000);
    expect(await ids('/contacts.json?query=Ruiz')).toEqual([]);
  });

  it('matches parts of an address and the stored text of a phone', async () => {
    const id = await clio.person('Ana', 'Ruiz', {
      email_addresses: [{ address: 'xa@b.co' }],
      phone_numbers: [{ number: '(561) 555-0142' }],
    });
    clio.clock.advance(5000);
    expect(await ids('/contacts.json?query=a@b.co')).toEqual([id]);
    expect(await ids('/contacts.json?query=%2B15615550142')).toEqual([]);
    expect(await ids(`/contacts.json?query=${encodeURIComponent('(561) 555')}`)).toEqual([id]);
  });

  it('finds matters by number, description and client, not by client reference', async () => {
    const id = await clio.matter({ client_reference: 'lm:matter:1' });
    clio.clock.advance(5000);
    expect(await ids('/matters.json?query=estate')).toEqual([id]);
    expect(await ids('/matters.json?query=Ruiz')).toEqual([id]);
    expect(await ids('/matters.json?query=lm:matter')).toEqual([]);
  });

  it('lags for notes and folders too', async () => {
    const matter = await clio.matter();
    await clio.post('/notes.json', { type: 'Matter', matter: { id: matter }, detail: '[lm:note:5]' });
    const folder = (await clio.post('/folders.json', { name: 'Letters', parent: { id: matter, type: 'Matter' } })).body
      .data.id;
    expect(await ids('/notes.json?type=matter&query=lm:note:5')).toEqual([]);
    expect(await ids('/folders.json?query=Letters')).toEqual([]);
    const root = clio.emulator.holdings().matters[0]?.folderId;
    expect(await ids(`/folders.json?parent_id=${root}`)).toEqual([folder]);
    clio.clock.advance(5000);
    expect(await ids('/notes.json?type=matter&query=lm:note:5')).toHaveLength(1);
    expect(await ids('/folders.json?query=Letters')).toEqual([folder]);
  });
});

describe('created_since', () => {
  it('leaves out what was made in the very second it names', async () => {
    await clio.person();
    expect(await ids('/contacts.json?created_since=2026-03-02T18:00:00Z')).toEqual([]);
    expect(await ids('/contacts.json?created_since=2026-03-02T09:59:59-08:00')).toHaveLength(1);
    expect((await clio.get('/contacts.json?created_since=yesterday')).status).toBe(400);
  });
});
