import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';

let clio: Client;
beforeEach(async () => {
  clio = await openClient();
});
afterEach(() => clio.emulator.close());

const lines = (count: number, line: (n: number) => object): object[] =>
  Array.from({ length: count }, (_, n) => line(n));

describe('contacts', () => {
  it('need a first or last name, and a full name the service can take apart', async () => {
    const nameless = await clio.post('/contacts.json', { type: 'Person', title: 'Dr' });
    expect([nameless.status, nameless.body.error.message]).toEqual([422, 'a person needs a first name or a last name']);
    expect((await clio.post('/contacts.json', { type: 'Person', name: 'Madonna' })).status).toBe(422);
    const split = await clio.post('/contacts.json?fields=first_name,middle_name,last_name', {
      type: 'Person',
      name: 'Ana Luz Ruiz',
    });
    expect(split.body.data).toEqual({ first_name: 'Ana', middle_name: 'Luz', last_name: 'Ruiz' });
    expect((await clio.post('/contacts.json', { first_name: 'Ana' })).status).toBe(422);
    expect((await clio.post('/contacts.json', { type: 'Company' })).status).toBe(422);
  });

  it.each([
    ['email_addresses', (n: number) => ({ address: `a${n}@example.test` })],
    ['phone_numbers', (n: number) => ({ number: `555-01${n}` })],
    ['addresses', (n: number) => ({ street: `${n} Main` })],
  ])('take 20 %s and not one more', async (key, line) => {
    const id = await clio.person('Ana', 'Ruiz', { [key]: lines(20, line) });
    const over = await clio.patch(`/contacts/${id}`, { title: 'Dr', [key]: [line(20)] });
    expect(over.status).toBe(422);
    expect(clio.emulator.holdings().contacts[0]?.title).toBeNull();
  });

  it('treat nested lists as operations: replaying an append doubles it', async () => {
    const id = await clio.person('Ana', 'Ruiz', { email_addresses: [{ address: 'one@example.test' }] });
    const fields = 'fields=email_addresses{id,address,name,primary}';
    const two = { email_addresses: [{ name: 'Work', address: 'two@example.test', default_email: true }] };
    await clio.patch(`/contacts/${id}`, two);
    const twice = (await clio.patch(`/contacts/${id}?${fields}`, two)).body.data.email_addresses;
    expect(twice.map((line: { address: string }) => line.address)).toEqual([
      'one@example.test',
      'two@example.test',
      'two@example.test',
    ]);
    expect(twice.map((line: { primary: boolean }) => line.primary)).toEqual([false, false, true]);
    const operations = [
      { id: twice[0].id, address: 'uno@example.test' },
      { id: twice[1].id, _destroy: true },
    ];
    const after = (await clio.patch(`/contacts/${id}?${fields}`, { email_addresses: operations })).body.data
      .email_addresses;
    expect(after.map((line: { address: string }) => line.address)).toEqual(['uno@example.test', 'two@example.test']);
    expect(
      (await clio.patch(`/contacts/${id}`, { email_addresses: [{ id: 1, address: 'x@example.test' }] })).status,
    ).toBe(422);
  });

  it('list e-mails and phones below a contact', async () => {
    const id = await clio.person('Ana', 'Ruiz', { phone_numbers: [{ name: 'Mobile', number: '+1 305' }] });
    const phones = await clio.get(`/contacts/${id}/phone_numbers.json?fields=name,number`);
    expect(phones.body).toMatchObject({ data: [{ name: 'Mobile', number: '+1 305' }], meta: { records: 1 } });
  });

  it('refuse a bad line and with it the whole create', async () => {
    for (const more of [
      { email_addresses: [{ address: 'nonsense' }] },
      { phone_numbers: [{ name: 'Car', number: '1' }] },
      { company: { id: null } },
    ]) {
      expect((await clio.post('/contacts.json', { type: 'Person', first_name: 'Ana', ...more })).status).toBe(422);
    }
    expect(clio.emulator.holdings().contacts).toEqual([]);
  });

  it('cannot be deleted while they are a client', async () => {
    const id = await clio.person();
    const other = await clio.person();
    await clio.post('/matters.json', { client: { id }, description: 'x' });
    expect((await clio.call('DELETE', `/contacts/${id}.json`)).status).toBe(403);
    const gone = await clio.call('DELETE', `/contacts/${other}.json`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await clio.get(`/contacts/${other}.json`)).status).toBe(404);
  });

  it('merged by somebody leave one id behind and move everything else', async () => {
    const [keep, gone] = [
      await clio.person('Ana'),
      await clio.person('Anna', 'Ruiz', { email_addresses: [{ address: 'a@example.test' }] }),
    ];
    const matter = (await clio.post('/matters.json', { client: { id: gone }, description: 'x' })).body.data.id;
    await clio.post('/notes.json', { type: 'Contact', contact: { id: gone }, subject: 's' });
    clio.emulator.people.mergeContacts(keep, gone);
    expect((await clio.get(`/contacts/${gone}`)).status).toBe(404);
    expect((await clio.get(`/matters/${matter}?fields=client{id}`)).body.data.client.id).toBe(keep);
    expect((await clio.get(`/notes.json?type=contact&contact_id=${keep}`)).body.data).toHaveLength(1);
    expect((await clio.get(`/contacts/${keep}?fields=primary_email_address`)).body.data.primary_email_address).toBe(
      'a@example.test',
    );
  });
});

describe('restricted visibility', () => {
  it('hides contacts of others from a user who is no administrator, and redacts them elsewhere', async () => {
    const id = await clio.person();
    const matter = (await clio.post('/matters.json', { client: { id }, description: 'x' })).body.data.id;
    clio.emulator.settings.contactsVisibilityRestricted = true;
    clio.token = clio.emulator.issueToken({ user: 'desmond.vane@hollisvane.example' }).access_token;
    expect((await clio.get('/contacts.json')).body.data).toEqual([]);
    expect((await clio.get(`/contacts/${id}`)).status).toBe(404);
    const seen = await clio.get(`/matters/${matter}?fields=client{id,name}`);
    expect(seen.body.data.client).toEqual({ id, redacted: true });
  });
});

describe('matter people', () => {
  it('are the client, everybody, and those who are related', async () => {
    const matter = await clio.matter();
    const spouse = await clio.person('Luis', 'Ruiz');
    await clio.post('/relationships.json', { matter: { id: matter }, contact: { id: spouse }, description: 'Spouse' });
    expect((await clio.get(`/matters/${matter}/client.json?fields=name`)).body.data).toEqual({ name: 'Ana Ruiz' });
    const all = await clio.get(
      `/matters/${matter}/contacts.json?fields=name,is_client,relationship_name&order=is_client(desc)`,
    );
    expect(all.body.data).toEqual([
      { name: 'Ana Ruiz', is_client: true, relationship_name: null },
      { name: 'Luis Ruiz', is_client: false, relationship_name: 'Spouse' },
    ]);
    const related = await clio.get(
      `/matters/${matter}/related_contacts.json?fields=id,contact_id,relationship{id,description}`,
    );
    expect(related.body.data[0]).toMatchObject({ contact_id: spouse, relationship: { description: 'Spouse' } });
    expect(related.body.data[0].id).toBe(related.body.data[0].relationship.id);
  });
});

describe('relationships', () => {
  it('are found exactly, changed and deleted', async () => {
    const [matter, contact] = [await clio.matter(), await clio.person('Luis')];
    const made = await clio.post('/relationships.json', {
      matter: { id: matter },
      contact: { id: contact },
      description: 'Spouse',
    });
    const { id } = made.body.data;
    await clio.patch(`/relationships/${id}`, { description: 'Former spouse' });
    const found = await clio.get(
      `/relationships.json?matter_id=${matter}&contact_id=${contact}&fields=description,contact{id}`,
    );
    expect(found.body.data).toEqual([{ description: 'Former spouse', contact: { id: contact } }]);
    expect((await clio.call('DELETE', `/relationships/${id}`)).status).toBe(204);
    expect((await clio.post('/relationships.json', { matter: { id: matter }, description: 'x' })).status).toBe(422);
  });
});
