import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';

let clio: Client;
beforeEach(async () => {
  clio = await openClient();
});
afterEach(() => clio.emulator.close());

const VALUES = 'fields=custom_field_values{id,field_name,field_type,value,custom_field,picklist_option}';

async function define(name: string, more: object = {}): Promise<number> {
  const body = { name, parent_type: 'Contact', field_type: 'text_line', ...more };
  return (await clio.post('/custom_fields.json', body)).body.data.id as number;
}

describe('custom values', () => {
  it('are there from birth, empty, under a composite id, and can be filled inside the create', async () => {
    const [key, colour] = [await define('Key'), await define('Colour')];
    const made = await clio.post(`/contacts.json?${VALUES}`, {
      type: 'Person',
      first_name: 'Ana',
      custom_field_values: [{ custom_field: { id: key }, value: 'k1' }],
    });
    const [first, second] = made.body.data.custom_field_values;
    expect(first).toMatchObject({ field_name: 'Key', field_type: 'text_line', value: 'k1', custom_field: { id: key } });
    expect(first.id).toMatch(/^text_line-\d+$/);
    expect(second).toMatchObject({ value: null, custom_field: { id: colour } });
    expect(second.id).toMatch(/^text_line-\d+$/);
  });

  it('refuse the create form over a row that exists, and take the update form', async () => {
    const key = await define('Key');
    const id = await clio.person();
    const create = { custom_field_values: [{ custom_field: { id: key }, value: 'k1' }] };
    expect((await clio.patch(`/contacts/${id}`, create)).status).toBe(422);
    const [row] = (await clio.get(`/contacts/${id}?${VALUES}`)).body.data.custom_field_values;
    await clio.patch(`/contacts/${id}`, { custom_field_values: [{ id: row.id, value: 'k2' }] });
    expect(clio.emulator.holdings().contacts[0]?.customValues).toEqual({ Key: 'k2' });
    await clio.patch(`/contacts/${id}`, { custom_field_values: [{ id: row.id, _destroy: true }] });
    expect((await clio.patch(`/contacts/${id}`, create)).status).toBe(200);
  });

  it('have no id when the field is younger than the record; then the create form is right', async () => {
    const id = await clio.person();
    const key = await define('Key');
    const [row] = (await clio.get(`/contacts/${id}?${VALUES}`)).body.data.custom_field_values;
    expect(row).toMatchObject({ id: null, value: null, field_name: 'Key' });
    const filled = await clio.patch(`/contacts/${id}`, {
      custom_field_values: [{ custom_field: { id: key }, value: 'v' }],
    });
    expect(filled.status).toBe(200);
  });

  it('of a matter are refused or doubled, by setting', async () => {
    const key = await define('Key', { parent_type: 'Matter' });
    const id = await clio.matter();
    const create = { custom_field_values: [{ custom_field: { id: key }, value: 'k1' }] };
    expect((await clio.patch(`/matters/${id}`, create)).status).toBe(422);
    clio.emulator.settings.matterCreateFormOverRow = 'duplicate';
    const doubled = await clio.patch(`/matters/${id}?${VALUES}`, create);
    expect(doubled.body.data.custom_field_values.map((row: { value: unknown }) => row.value)).toEqual([null, 'k1']);
  });

  it('of a picklist are option ids, both ways', async () => {
    const field = await define('Tier', {
      field_type: 'picklist',
      picklist_options: [{ option: 'Gold' }, { option: 'Silver' }],
    });
    const options = (await clio.get(`/custom_fields/${field}?fields=picklist_options{id,option}`)).body.data
      .picklist_options;
    const value = (given: unknown): object => ({
      custom_field_values: [{ custom_field: { id: field }, value: given }],
    });
    expect((await clio.post('/contacts.json', { type: 'Person', first_name: 'A', ...value('Gold') })).status).toBe(422);
    const made = await clio.post(`/contacts.json?${VALUES}`, {
      type: 'Person',
      first_name: 'A',
      ...value(String(options[0].id)),
    });
    expect(made.body.data.custom_field_values[0]).toMatchObject({
      value: options[0].id,
      picklist_option: { id: options[0].id },
    });
    await clio.patch(`/custom_fields/${field}`, { picklist_options: [{ id: options[1].id, _deleted: true }] });
    expect(
      (await clio.post('/contacts.json', { type: 'Person', first_name: 'B', ...value(options[1].id) })).status,
    ).toBe(422);
  });

  it.each([
    ['checkbox', true, 'perhaps'],
    ['date', '2026-02-28', '2026-02-30'],
    ['numeric', 12.5, 'twelve'],
    ['email', 'a@b.co', 'nobody'],
    ['url', 'https://x.test/', 'x'],
    ['text_line', 'short', 'x'.repeat(256)],
  ])('of %s take what fits and refuse the rest', async (type, good, bad) => {
    const field = await define('F', { field_type: type });
    const body = (value: unknown): object => ({
      type: 'Person',
      first_name: 'A',
      custom_field_values: [{ custom_field: { id: field }, value }],
    });
    const made = await clio.post('/contacts.json?fields=custom_field_values', body(good));
    expect(made.body.data.custom_field_values[0].value).toBe(good);
    expect((await clio.post('/contacts.json', body(bad))).status).toBe(422);
  });

  it('come back stripped, without an error, when they may not be read', async () => {
    await define('Key');
    const id = await clio.person();
    clio.emulator.settings.customValuesUnreadable = true;
    const [row] = (await clio.get(`/contacts/${id}?${VALUES}`)).body.data.custom_field_values;
    expect(row).toMatchObject({ field_name: null, field_type: null, value: null });
    expect((await clio.get('/custom_fields.json')).body.error.type).toBe('ForbiddenError');
  });

  it('identify nothing by a bare custom_field, by setting', async () => {
    await define('Key');
    clio.emulator.settings.bareCustomField = 'nothing';
    const [row] = (await clio.get(`/contacts/${await clio.person()}?${VALUES}`)).body.data.custom_field_values;
    expect([row.custom_field, row.field_name]).toEqual([null, 'Key']);
  });
});

describe('filters by custom value', () => {
  it('are exact and immediate for text, and compare numbers', async () => {
    const [key, size] = [await define('Key'), await define('Size', { field_type: 'numeric' })];
    const born = (k: string, s: number): Promise<number> =>
      clio.person('A', 'B', {
        custom_field_values: [
          { custom_field: { id: key }, value: k },
          { custom_field: { id: size }, value: s },
        ],
      });
    const [one, two] = [await born('lm:contact:1', 10), await born('lm:contact:12', 20)];
    const ids = async (query: string): Promise<number[]> =>
      (await clio.get(`/contacts.json?${query}`)).body.data.map((row: { id: number }) => row.id);
    expect(await ids(`custom_field_values[${key}]=lm:contact:1`)).toEqual([one]);
    expect(await ids(`custom_field_values[${size}]=>=15`)).toEqual([two]);
    expect(await ids(`custom_field_values[${size}]=[<=20, >=10]`)).toEqual([one, two]);
    expect(await ids(`custom_field_ids[]=${size}`)).toEqual([one, two]);
    expect((await clio.get(`/contacts.json?custom_field_values[${size}]=big`)).status).toBe(400);
    clio.emulator.settings.customValueFilter = 'substring';
    expect(await ids(`custom_field_values[${key}]=lm:contact:1`)).toEqual([one, two]);
  });
});

describe('definitions', () => {
  it('are listed by parent in either case, keep their type, and hide their values once deleted', async () => {
    const [key] = [await define('Key'), await define('Other', { parent_type: 'Matter' })];
    const names = async (query: string): Promise<string[]> =>
      (await clio.get(`/custom_fields.json?fields=name&${query}`)).body.data.map((row: { name: string }) => row.name);
    expect(await names('parent_type=contact')).toEqual(['Key']);
    expect(await names('parent_type=Matter')).toEqual(['Other']);
    const patched = await clio.patch(`/custom_fields/${key}?fields=field_type,name`, {
      field_type: 'date',
      name: 'Key 2',
    });
    expect(patched.body.data).toEqual({ field_type: 'text_line', name: 'Key 2' });
    expect((await clio.call('DELETE', `/custom_fields/${key}`)).status).toBe(204);
    expect(await names('deleted=true')).toEqual(['Key 2']);
    expect((await clio.get(`/contacts/${await clio.person()}?${VALUES}`)).body.data.custom_field_values).toEqual([]);
  });
});
