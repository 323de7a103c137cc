import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClioFields } from '../support/clio-fields.ts';
import { HttpClient } from '../support/http-client.ts';
import { ServedFirm } from '../support/served-firm.ts';

interface Row {
  readonly id: string;
  readonly level: string;
  readonly sourceField: string;
  readonly targetField: string;
  readonly locked: boolean;
  readonly problems: readonly { readonly code: string; readonly action: string }[];
}
interface Run {
  readonly status: string;
  readonly mappingRevision: number;
  readonly requests: object;
}

let served: ServedFirm;
let clio: ClioFields;
let admin: HttpClient;
let path: string;

beforeAll(async () => {
  served = await ServedFirm.open();
  clio = new ClioFields(served.clio);
  admin = new HttpClient(served.url, served.firm.key);
  path = `/v1/integrations/${served.firm.integrationId}`;
});
afterAll(() => served.close());

const items = async <Item>(list: string) => (await admin.get<{ items: Item[] }>(`${path}/${list}`)).body.items;
const map = (level: string, sourceField: string, targetField: string, more: object = {}) =>
  admin.post<Row & { code?: string; detail?: string }>(`${path}/mappings`, {
    level,
    sourceField,
    targetField,
    ...more,
  });

async function sync(matterId: string): Promise<Run> {
  const { body } = await admin.post<{ runId: string }>(`${path}/matters/${matterId}/sync`, {});
  for (;;) {
    const { body: run } = await admin.get<Run>(`/v1/runs/${body.runId}`);
    if (run.status !== 'queued' && run.status !== 'running') return run;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('mappings over HTTP', () => {
  it('a row is added, carried, changed and removed, and the revision counts it', async () => {
    const field = await clio.define('matter', 'currency', 'Claim value');
    const before = (await admin.get<{ mappingRevision: number }>(path)).body.mappingRevision;
    const made = await map('matter', 'custom:claim_value', field.path);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ locked: false, sourceLabel: 'Claim value', targetLabel: 'Claim value' });
    const body = { title: 'Ferreira, again', contactId: 'amelia-ferreira', customFields: { claim_value: '18500.75' } };
    await admin.send('PUT', '/v1/intake/matters/claimed', body);
    const run = await sync('claimed');
    expect([run.status, run.mappingRevision]).toEqual(['succeeded', before + 1]);
    const [matter] = served.clio.holdings().matters.filter(({ customValues }) => 'Claim value' in customValues);
    expect(matter?.customValues['Claim value']).toBe(18_500.75);
    const mapping = `${path}/mappings/${made.body.id}`;
    expect((await admin.send('PATCH', mapping, { eraseBlank: true })).body).toMatchObject({ eraseBlank: true });
    expect((await admin.send('PATCH', mapping, { eraseBlank: true })).status).toBe(200);
    expect((await admin.get(path)).body['mappingRevision']).toBe(before + 2);
    expect((await sync('claimed')).requests).toEqual({ reads: 0, writes: 0, transfers: 0 });
    expect((await admin.send('DELETE', mapping)).status).toBe(204);
    expect((await admin.send('DELETE', mapping)).status).toBe(404);
  });

  it('what cannot be right is refused with its reason, and changes nothing', async () => {
    const number = await clio.define('matter', 'numeric', 'Number of things');
    const before = (await admin.get(path)).body['mappingRevision'];
    const refused: [string, string, string, object, number, string][] = [
      ['matter', 'title', number.path, {}, 422, 'types-do-not-fit'],
      ['matter', 'title', 'description', {}, 409, 'mapping-locked'],
      ['contact', 'suffix', 'first_name', {}, 409, 'mapping-locked'],
      ['matter', 'title', 'display_number', {}, 422, 'target-not-writable'],
      ['matter', 'title', 'custom:1', {}, 422, 'target-field-missing'],
      ['matter', 'nothing', number.path, {}, 422, 'source-field-missing'],
      ['matter', 'title', 'location', { transforms: [{ kind: 'join', separator: ',' }] }, 422, 'transform-broken'],
      ['matter', 'title', 'location', { transforms: [{ kind: 'cut' }] }, 400, 'invalid-request'],
      ['firm', 'title', 'location', {}, 400, 'invalid-request'],
      ['matter', 'title', 'location', { locked: true }, 400, 'invalid-request'],
    ];
    for (const [level, from, to, more, status, code] of refused) {
      const { status: got, body } = await map(level, from, to, more);
      expect([from, to, got, body.code]).toEqual([from, to, status, code]);
      expect(body.detail).not.toBe('');
    }
    expect((await admin.get(path)).body['mappingRevision']).toBe(before);
  });

  it('a broken row is named beside it, by the check and by the run, and its namesake is suggested, not taken', async () => {
    const field = await clio.define('matter', 'date', 'Date of loss');
    const made = await map('matter', 'statute_of_limitations', field.path);
    await clio.remove(field);
    const twin = await clio.define('matter', 'date', 'Date of loss');
    const check = await admin.post<{ items: Row['problems'] & { suggestion?: { field: string } }[] }>(
      `${path}/mappings/check`,
    );
    const problem = check.body.items.find(({ code }) => code === 'target-field-missing');
    expect(problem).toMatchObject({ mappingId: made.body.id, suggestion: { field: twin.path } });
    const row = (await items<Row>('mappings')).find(({ id }) => id === made.body.id);
    expect(row).toMatchObject({ targetField: field.path, problems: [{ code: 'target-field-missing' }] });
    const suggestions = await items<{ targetField: string; replaces?: string }>('mappings/suggestions');
    expect(suggestions).toContainEqual(expect.objectContaining({ targetField: twin.path, replaces: made.body.id }));
    await admin.send('DELETE', `${path}/mappings/${made.body.id}`);
  });

  it('a row is tried on a real matter before it is saved', async () => {
    const field = await clio.define('contact', 'text_line', 'Greeting');
    const template = { kind: 'template', template: 'Dear {first_name} {last_name}' };
    const wanted = { level: 'contact', sourceField: 'first_name', targetField: field.path, transforms: [template] };
    const tried = await admin.post<{ items: { after: string }[] }>(`${path}/mappings/try`, {
      ...wanted,
      matterId: 'standard',
    });
    expect(tried.body.items.map(({ after }) => after)).toEqual(['Dear Amelia Ferreira']);
    expect((await items<Row>('mappings')).some(({ targetField }) => targetField === field.path)).toBe(false);
  });

  it('crosswalks: what is unmatched is listed with a count, and a table is put for a locked row', async () => {
    interface Crosswalk {
      readonly name: string;
      readonly options: readonly { id: string; label: string }[];
      readonly unmatched: readonly { value: string; count: number }[];
    }
    const before = await admin.get<Crosswalk>(`${path}/crosswalks/practice-area`);
    const [missing] = before.body.unmatched;
    expect(missing).toMatchObject({ count: expect.any(Number) });
    const check = await admin.post<{ items: object[] }>(`${path}/mappings/check`);
    const count = before.body.unmatched.reduce((sum, one) => sum + one.count, 0);
    const told = { code: 'options-unmatched', crosswalk: 'practice-area', count };
    expect(check.body.items).toContainEqual(expect.objectContaining(told));
    const table = [{ from: missing!.value, to: before.body.options[0]!.id }];
    const put = await admin.send<Crosswalk>('PUT', `${path}/crosswalks/practice_area`, { policy: 'ask', table });
    expect(put.status).toBe(200);
    expect(put.body.unmatched).toEqual(before.body.unmatched.slice(1));
    for (const wrong of [{ table: [{ from: 'x', to: '1' }] }, { policy: 'default' }, { policy: 'keep' }]) {
      expect((await admin.send('PUT', `${path}/crosswalks/practice-area`, wrong)).body['code']).toBe('invalid-value');
    }
    expect((await admin.get(`${path}/crosswalks/title`)).status).toBe(404);
  });

  it('a set-up goes out as a document and comes in again, and what has no place is told', async () => {
    const field = await clio.define('matter', 'text_area', 'Story');
    const made = await map('matter', 'description', field.path);
    const setup = (await admin.get<{ mappings: object[] }>(`${path}/setup`)).body;
    await admin.send('DELETE', `${path}/mappings/${made.body.id}`);
    const stranger = { path: 'custom:9', label: 'Unheard of', type: 'text' };
    const more = { ...setup, mappings: [...setup.mappings, { ...setup.mappings.at(-1), target: stranger }] };
    const dry = await admin.send('PUT', `${path}/setup?dryRun=true`, more);
    expect(dry.body).toMatchObject({ applied: false, unplaced: [{ what: 'mapping', code: 'target-field-missing' }] });
    expect((await items<Row>('mappings')).some(({ targetField }) => targetField === field.path)).toBe(false);
    expect((await admin.send('PUT', `${path}/setup`, setup)).body).toMatchObject({ applied: true, unplaced: [] });
    expect((await admin.get(`${path}/setup`)).body).toEqual(setup);
    const locked = { level: 'matter', source: { path: 'stage', label: 'Stage', type: 'text' }, transforms: [] };
    const target = { path: 'location', label: 'Location', type: 'text' };
    const shadow = { ...target, path: 'description', label: 'Description', type: 'longtext' };
    const aims = [target, shadow].map((one) => ({ ...locked, target: one, eraseBlank: false }));
    const shadowing = await admin.send('PUT', `${path}/setup?dryRun=true`, { ...setup, mappings: aims });
    expect(shadowing.body).toMatchObject({ mappings: 1, unplaced: [{ code: 'target-field-locked' }] });
    expect((await admin.send('PUT', `${path}/setup`, { ...setup, version: 2 })).status).toBe(400);
  });
});
