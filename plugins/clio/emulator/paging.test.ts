import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';

let clio: Client;
beforeEach(async () => {
  clio = await openClient();
});
afterEach(() => clio.emulator.close());

function fill(count: number): void {
  for (let n = 0; n < count; n += 1) clio.emulator.people.addContact({ type: 'Person', first_name: `P${n}` });
}

describe('page tokens', () => {
  it('lead through every record once, though records come and go meanwhile', async () => {
    fill(7);
    const start = await clio.get('/contacts.json?limit=3&order=id(asc)&fields=id,first_name&type=Person');
    expect(start.body.meta.records).toBe(7);
    expect(start.body.meta.paging.previous).toBeUndefined();
    clio.emulator.people.deleteContact(start.body.data[0].id);
    const seen = start.body.data.map((row: { first_name: string }) => row.first_name);
    let { next } = start.body.meta.paging;
    while (next) {
      expect(next).toContain(`${clio.emulator.apiBase}/contacts.json?`);
      expect(next).toContain('page_token=');
      const page = await clio.get(next);
      seen.push(...page.body.data.map((row: { first_name: string }) => row.first_name));
      next = page.body.meta.paging.next;
    }
    expect(seen).toEqual(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6']);
  });

  it('are not for guessing', async () => {
    expect((await clio.get('/contacts.json?order=id(asc)&page_token=2')).status).toBe(400);
  });
});

describe('offsets', () => {
  it('are what any other order leads to, and slip when records go', async () => {
    fill(4);
    const start = await clio.get('/contacts.json?limit=2&fields=id,first_name');
    expect(start.body.meta.paging.next).toContain('offset=2');
    clio.emulator.people.deleteContact(start.body.data[0].id);
    const page = await clio.get(start.body.meta.paging.next);
    expect(page.body.data.map((row: { first_name: string }) => row.first_name)).toEqual(['P3']);
    const byName = await clio.get('/contacts.json?order=name(desc)&fields=name&limit=1');
    expect(byName.body.data).toEqual([{ name: 'P3' }]);
  });

  it('end at 10,000', async () => {
    fill(10_001);
    const last = await clio.get('/contacts.json?offset=9800');
    expect(last.body.data).toHaveLength(200);
    expect((await clio.get(last.body.meta.paging.next)).status).toBe(400);
  });
});

it.each(['limit=0', 'limit=201', 'limit=many', 'order=shoe_size(asc)', 'order=name'])(
  '%s is refused',
  async (query) => {
    expect((await clio.get(`/contacts.json?${query}`)).status).toBe(400);
  },
);

it('users come up to 2000 at a time', async () => {
  expect((await clio.get('/users.json?limit=2000&fields=email')).body.data).toHaveLength(3);
});
