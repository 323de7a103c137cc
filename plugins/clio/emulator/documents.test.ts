import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';

let clio: Client;
let matter: number;
beforeEach(async () => {
  clio = await openClient();
  matter = await clio.matter();
});
afterEach(() => clio.emulator.close());

const drop = (name = 'a.pdf'): number =>
  clio.emulator.people.addDocument({ name, parent: { id: matter, type: 'Matter' }, bytes: name }).id;

const ids = async (query: string): Promise<number[]> =>
  (await clio.get(`/documents.json?${query}`)).body.data.map((row: { id: number }) => row.id);

describe('external properties', () => {
  const body = (properties: object[]): object => ({
    name: 'a.pdf',
    parent: { id: matter, type: 'Matter' },
    external_properties: properties,
  });

  it('find a document, half-uploaded or trashed', async () => {
    const made = await clio.post('/documents.json', body([{ name: 'file_id', value: 'f:1' }]));
    const { id } = made.body.data;
    const find = 'external_property_name=file_id&external_property_value=f:1';
    expect(await ids(find)).toEqual([]);
    expect(await ids(`${find}&show_uncompleted=true`)).toEqual([id]);
    expect(await ids('external_property_name=file_id&external_property_value=f:12&show_uncompleted=true')).toEqual([]);
    clio.emulator.people.trashDocument(id);
    expect(await ids(`${find}&show_uncompleted=true`)).toEqual([]);
    expect(await ids(`${find}&show_uncompleted=true&include_deleted=true`)).toEqual([id]);
    expect((await clio.get('/documents.json?external_property_value=f:1')).status).toBe(400);
  });

  it('are five at most, and their rows are operations', async () => {
    const six = Array.from({ length: 6 }, (_, n) => ({ name: `n${n}`, value: 'v' }));
    expect((await clio.post('/documents.json', body(six))).status).toBe(422);
    const id = (await clio.post('/documents.json', body(six.slice(0, 5)))).body.data.id;
    const fields = 'fields=external_properties{id,name,value}';
    const [first] = (await clio.get(`/documents/${id}?${fields}`)).body.data.external_properties;
    const changed = await clio.patch(`/documents/${id}?${fields}`, {
      external_properties: [
        { id: first.id, _destroy: true },
        { name: 'new', value: 'v' },
      ],
    });
    expect(changed.body.data.external_properties.map((row: { name: string }) => row.name)).toEqual([
      'n1',
      'n2',
      'n3',
      'n4',
      'new',
    ]);
  });
});

describe('versions', () => {
  it('grow by a document as parent and stay unfinished until completed', async () => {
    const id = drop();
    const fields = 'fields=id,latest_document_version{uuid,version_number,fully_uploaded}';
    const next = await clio.post(`/documents.json?${fields}`, { name: 'b.pdf', parent: { id, type: 'Document' } });
    expect(next.body.data).toMatchObject({ id, latest_document_version: { version_number: 2, fully_uploaded: false } });
    const numbers = async (query: string): Promise<number[]> =>
      (await clio.get(`/documents/${id}/versions.json?fields=version_number${query}`)).body.data.map(
        (row: { version_number: number }) => row.version_number,
      );
    expect(await numbers('')).toEqual([1, 2]);
    expect(await numbers('&fully_uploaded=true')).toEqual([1]);
    clio.emulator.people.newDocumentVersion(id, 'c.pdf', 'cc');
    expect(await numbers('&fully_uploaded=true')).toEqual([1, 3]);
    expect(clio.emulator.holdings().documents[0]).toMatchObject({ size: 2 });
  });
});

describe('the trash', () => {
  it('takes a document for thirty days and gives it back on request', async () => {
    const id = drop();
    expect((await clio.call('DELETE', `/documents/${id}.json`)).status).toBe(204);
    expect((await clio.get(`/documents/${id}`)).status).toBe(404);
    expect((await clio.patch(`/documents/${id}`, { name: 'x.pdf' })).status).toBe(404);
    expect((await clio.patch(`/documents/${id}`, { restore: true })).status).toBe(200);
    clio.emulator.people.trashDocument(id);
    clio.clock.advance(31 * 86_400_000);
    clio.token = clio.emulator.issueToken().access_token;
    expect((await clio.patch(`/documents/${id}`, { restore: true })).status).toBe(404);
    expect(await ids('include_deleted=true')).toEqual([]);
  });

  it('takes what lies in a folder along', async () => {
    const folder = clio.emulator.people.addFolder({ name: 'F', parent: { id: matter, type: 'Matter' } });
    const id = drop();
    clio.emulator.people.moveDocument(id, { id: folder.id, type: 'Folder' });
    expect((await clio.call('DELETE', `/folders/${folder.id}`)).status).toBe(204);
    expect((await clio.get(`/documents/${id}`)).status).toBe(404);
    await clio.patch(`/folders/${folder.id}`, { restore: true });
    expect((await clio.get(`/documents/${id}`)).status).toBe(200);
  });
});

describe('places', () => {
  it('hide a moved document from its matter unless descendants are asked for', async () => {
    const id = drop();
    const folder = clio.emulator.people.addFolder({ name: 'F', parent: { id: matter, type: 'Matter' } });
    expect(await ids(`matter_id=${matter}`)).toEqual([id]);
    await clio.patch(`/documents/${id}`, { parent: { id: folder.id, type: 'Folder' } });
    expect(await ids(`matter_id=${matter}`)).toEqual([]);
    expect(await ids(`matter_id=${matter}&scope=descendants`)).toEqual([id]);
    expect(await ids(`parent_id=${folder.id}`)).toEqual([id]);
    const items = await clio.get(`/folders/list.json?parent_id=${folder.id}&fields=id,type`);
    expect(items.body.data).toEqual([{ id, type: 'Document' }]);
  });

  it('make the folder of a contact on first use', async () => {
    const contact = await clio.person();
    const body = { name: 'id.png', parent: { id: contact, type: 'Contact' } };
    const made = await clio.post('/documents.json?fields=contact{id},parent{root}', body);
    expect(made.body.data).toEqual({ contact: { id: contact }, parent: { root: true } });
  });
});

describe('refusals', () => {
  it('of a locked document', async () => {
    const id = drop();
    clio.emulator.people.lockDocument(id);
    expect((await clio.patch(`/documents/${id}`, { name: 'x.pdf' })).status).toBe(403);
    expect((await clio.call('DELETE', `/documents/${id}`)).status).toBe(403);
    expect((await clio.post('/documents.json', { name: 'x.pdf', parent: { id, type: 'Document' } })).status).toBe(403);
  });

  it('of an unusual extension without a content type, and of a parent that is not there', async () => {
    const parent = { id: matter, type: 'Matter' };
    expect((await clio.post('/documents.json', { name: 'a.wpd', parent })).status).toBe(422);
    expect((await clio.post('/documents.json', { name: 'a.wpd', parent, content_type: 'application' })).status).toBe(
      201,
    );
    expect((await clio.post('/documents.json', { name: 'a.pdf', parent: { id: 1, type: 'Matter' } })).status).toBe(422);
    expect((await clio.post('/documents.json', { name: 'a.pdf' })).status).toBe(422);
  });
});

it('the same name twice in one folder is nothing special', async () => {
  drop('same.pdf');
  drop('same.pdf');
  expect(await ids(`matter_id=${matter}`)).toHaveLength(2);
});

it('a copy is a document of its own, and an old version can come to the top', async () => {
  const id = drop();
  const copy = await clio.post(`/documents/${id}/copy.json?fields=id,name,size`, {});
  expect(copy.body.data).toMatchObject({ name: 'a.pdf', size: 5 });
  const [old] = (await clio.get(`/documents/${id}/versions?fields=id`)).body.data;
  clio.emulator.people.newDocumentVersion(id, 'b.pdf', 'longer text');
  expect((await clio.call('POST', `/documents/${id}/versions/${old.id}/save_as_latest_version.json`)).status).toBe(200);
  expect((await clio.get(`/documents/${id}?fields=size`)).body.data.size).toBe(5);
});
