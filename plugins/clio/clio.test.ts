import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, TargetRecord } from '../../contracts/objects/target.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import { type ConnectedFirm, connectFirm } from './session.fixture.ts';
import { closeChecked } from './vendor-spec.fixture.ts';

let firm: ConnectedFirm;
let target: CaseManagementTarget;

beforeEach(async () => {
  firm = await connectFirm();
  target = await firm.target();
});
afterEach(() => closeChecked(firm.emulator));

const none: ReadonlySet<string> = new Set();
const soon = () => new Date(firm.clock.now()).toISOString();

const ana: Draft = {
  fields: { type: 'person', first_name: 'Ana', last_name: 'Ruiz', date_of_birth: '1984-02-29', prefix: 'Ms' },
  rows: {
    email_addresses: [{ label: 'work', parts: { address: 'Ana@example.test' } }],
    phone_numbers: [{ label: 'cell', parts: { number: '(305) 555-0100' } }, { parts: { number: '+1 305 555 0101' } }],
    addresses: [
      {
        label: 'home',
        parts: { street: '1 Main St\nApt 2', city: 'Miami', state: 'FL', postalCode: '33101', country: 'US' },
      },
    ],
    web_sites: [{ label: 'LinkedIn', parts: { url: 'https://linkedin.example/ana' } }],
  },
};

function recordOf(outcome: WriteOutcome): TargetRecord {
  if (!('record' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.record;
}

async function makePerson(draft = ana, witness = 'cb:contact:1'): Promise<TargetRecord> {
  const outcome = await target.contacts.create(target.contacts.prepare(draft).draft, { witness });
  expect(outcome.kind).toBe('applied');
  return recordOf(outcome);
}

async function makeMatter(client: string, description = 'Ruiz - estate plan'): Promise<TargetRecord> {
  const { draft } = target.matters.prepare({ fields: { description, client, status: 'pending' }, rows: {} });
  const outcome = await target.matters.create(draft, { witness: `cb:matter:${description}` });
  expect(outcome).toMatchObject({ kind: 'applied' });
  return recordOf(outcome);
}

describe('account', () => {
  it('says who we are, with an IANA zone', async () => {
    expect(await target.verify()).toMatchObject({
      name: 'Hollis & Vane LLP',
      timeZone: 'America/Los_Angeles',
      user: 'Marian Hollis',
    });
    expect(firm.counts()).toEqual({ object: 0, setup: 1, transfer: 0 });
  });

  it('still verifies where the app may not read users', async () => {
    firm.emulator.settings.permissions = { users: 'none' };
    expect(await target.verify()).toMatchObject({ id: 'unknown' });
  });

  it('fails as unauthorized when the access was withdrawn', async () => {
    firm.emulator.people.revokeApp();
    await expect(target.verify()).rejects.toMatchObject({ kind: 'unauthorized' });
  });

  it('makes the key fields once, and finds them again', async () => {
    const again = await target.setUp({ keyFields: true });
    expect(again).toEqual(await firm.open('target').setUp({ keyFields: true }));
    expect(firm.emulator.holdings().customFields).toHaveLength(2);
  });

  it('makes a key field once when the answer was lost, at once or late', async () => {
    const other = await connectFirm();
    other.emulator.faults.add({ kind: 'reset-after', match: { method: 'POST', path: '/custom_fields' } });
    other.emulator.faults.add({
      kind: 'status-before',
      status: 502,
      match: { method: 'POST', path: '/custom_fields', nth: 2 },
    });
    await other.open('target').setUp({ keyFields: true });
    expect(
      other.emulator
        .holdings()
        .customFields.map(({ parent_type: type }) => type)
        .toSorted(),
    ).toEqual(['Contact', 'Matter']);
    await other.emulator.close();
  });

  it('has natural keys without key fields', async () => {
    expect(target.capabilities.kinds.contact.createKey).toBe('searchable');
    const plain = await firm.target({ keyFields: false });
    expect(plain.capabilities.kinds.contact.createKey).toBe('natural');
    expect(plain.capabilities.kinds.matter.createKey).toBe('natural');
  });

  it('lists standard and custom fields with their options, and not its own', async () => {
    const { people } = firm.emulator;
    people.addCustomField({
      name: 'Tier',
      parent_type: 'Matter',
      field_type: 'picklist',
      picklist_options: [{ option: 'Gold' }],
    });
    const fields = await target.fields('matter');
    expect(fields.find(({ path }) => path === 'practice_area')?.options?.map(({ label }) => label)).toContain(
      'Estate Planning',
    );
    expect(fields.find(({ path }) => path === 'responsible_attorney')?.options?.[0]).toMatchObject({
      email: 'marian.hollis@hollisvane.example',
    });
    expect(fields.find(({ label }) => label === 'Tier')).toMatchObject({
      type: 'picklist',
      custom: true,
      options: [{ label: 'Gold' }],
    });
    expect(fields.some(({ label }) => label === 'Casebridge ID')).toBe(false);
    expect(firm.counts().object).toBe(0);
  });
});

describe('contacts', () => {
  it('creates a person in one request that answers the whole record', async () => {
    const record = await makePerson();
    expect(firm.counts()).toEqual({ object: 1, setup: 0, transfer: 0 });
    expect(record).toMatchObject({
      witness: 'cb:contact:1',
      fields: { type: 'person', first_name: 'Ana', date_of_birth: '1984-02-29' },
    });
    expect(record.rows.phone_numbers).toEqual([
      { id: expect.any(String), label: 'Mobile', parts: { number: '(305) 555-0100' } },
      { id: expect.any(String), label: 'Other', parts: { number: '+1 305 555 0101' } },
    ]);
    const [read] = (await target.contacts.read([record.ref])).values();
    expect(read).toEqual(record);
  });

  it('finds it by its key, exactly, and where the search lags by listing what was created', async () => {
    const before = soon();
    const record = await makePerson();
    await makePerson({ ...ana, fields: { ...ana.fields, first_name: 'Eva' } }, 'cb:contact:12');
    const query = { by: 'witness', witness: 'cb:contact:1', draft: ana, notBefore: before, excluding: none } as const;
    expect((await target.contacts.locate({ ...query, thorough: false })).map(({ ref }) => ref)).toEqual([record.ref]);
    firm.emulator.settings.customValueFilter = 'substring';
    expect((await target.contacts.locate({ ...query, thorough: true })).map(({ ref }) => ref)).toEqual([record.ref]);
    expect(await target.contacts.locate({ ...query, thorough: true, excluding: new Set([record.ref]) })).toEqual([]);
  });

  it('is found by its content where there is no key', async () => {
    target = await firm.target({ keyFields: false });
    const before = soon();
    const { draft } = target.contacts.prepare(ana);
    const record = recordOf(await target.contacts.create(draft, {}));
    const found = await target.contacts.locate({ by: 'natural', draft, notBefore: before, excluding: none });
    expect(found.map(({ ref }) => ref)).toEqual([record.ref]);
    firm.clock.advance(3_600_000);
    expect(await target.contacts.locate({ by: 'natural', draft, notBefore: soon(), excluding: none })).toEqual([]);
  });

  it('looks for likeness by e-mail without regard to case, and by name where that finds nobody', async () => {
    const record = await makePerson();
    firm.clock.advance(10_000);
    const byEmail = {
      fields: { type: 'person', last_name: 'Else' },
      rows: { email_addresses: [{ parts: { address: 'ANA@EXAMPLE.TEST' } }] },
    };
    const byName = {
      fields: { type: 'person', first_name: 'ana', last_name: 'RUIZ' },
      rows: { email_addresses: [{ parts: { address: 'na@example.test' } }] },
    };
    expect((await target.contacts.locate({ by: 'likeness', draft: byEmail })).map(({ ref }) => ref)).toEqual([
      record.ref,
    ]);
    expect((await target.contacts.locate({ by: 'likeness', draft: byName })).map(({ ref }) => ref)).toEqual([
      record.ref,
    ]);
  });

  it('changes rows by their ids and leaves those of others alone', async () => {
    const record = await makePerson();
    firm.emulator.people.editContact(Number(record.ref), {
      email_addresses: [{ name: 'Home', address: 'private@example.test' }],
    });
    const [read] = [...(await target.contacts.read([record.ref])).values()];
    const [mobile, other] = read!.rows.phone_numbers!;
    const outcome = await target.contacts.update(read!, {
      fields: { middle_name: 'M.' },
      rows: {
        phone_numbers: [
          { step: 'change', id: mobile!.id, row: { label: 'Mobile', parts: { number: '305 555 9999' } } },
          { step: 'remove', id: other!.id },
          { step: 'add', row: { label: 'Fax', parts: { number: '305 555 7777' } } },
        ],
      },
    });
    expect(outcome).toMatchObject({ kind: 'applied', record: { fields: { middle_name: 'M.' } } });
    expect(recordOf(outcome).rows.phone_numbers!.map(({ parts }) => parts.number)).toEqual([
      '305 555 9999',
      '305 555 7777',
    ]);
    expect(recordOf(outcome).rows.email_addresses).toHaveLength(2);
    expect(recordOf(outcome).witness).toBe('cb:contact:1');
  });

  it('refuses a stale update, and tells what was refused without its value', async () => {
    const record = await makePerson();
    firm.emulator.people.editContact(Number(record.ref), { prefix: 'Dr' });
    expect(await target.contacts.update(record, { fields: { prefix: 'Mx' }, rows: {} })).toMatchObject({
      kind: 'rejected',
      reason: { code: 'stale' },
    });
    const bad = await target.contacts.create(
      { fields: { type: 'person', first_name: 'Secretive', date_of_birth: '2020-99-99' }, rows: {} },
      {},
    );
    expect(bad).toMatchObject({ kind: 'rejected', reason: { code: 'invalid', fields: ['date_of_birth'] } });
    expect(JSON.stringify(bad)).not.toMatch(/Secretive|2020-99/);
  });

  it('carries custom values of every type, and finds nothing different afterwards', async () => {
    const { people } = firm.emulator;
    const add = (name: string, type: string, more = {}) =>
      String(people.addCustomField({ name, parent_type: 'Contact', field_type: type, displayed: false, ...more }).id);
    const picklist = people.addCustomField({
      name: 'Tier',
      parent_type: 'Contact',
      field_type: 'picklist',
      picklist_options: [{ option: 'Gold' }],
    });
    const values: Record<string, string | boolean> = {
      [`custom:${add('Line', 'text_line')}`]: '0042',
      [`custom:${add('Area', 'text_area')}`]: 'one\ntwo',
      [`custom:${add('Yes', 'checkbox')}`]: true,
      [`custom:${add('Money', 'currency')}`]: '1500.50',
      [`custom:${add('Count', 'numeric')}`]: '3',
      [`custom:${add('Day', 'date')}`]: '2026-01-31',
      [`custom:${add('Hour', 'time')}`]: '14:30',
      [`custom:${add('Site', 'url')}`]: 'https://example.test/a',
      [`custom:${picklist.id}`]: String(picklist.options[0]!.id),
    };
    for (const types of ['native', 'text'] as const) {
      firm.emulator.settings.customValueTypes = types;
      const draft = { fields: { type: 'person', last_name: types, ...values }, rows: {} };
      const outcome = await target.contacts.create(draft, { witness: types });
      expect(outcome.kind).toBe('applied');
      const path = Object.keys(values)[0]!;
      const changed = await target.contacts.update(recordOf(outcome), { fields: { [path]: '0043' }, rows: {} });
      expect(changed).toMatchObject({ kind: 'applied', record: { fields: { [path]: '0043' } } });
      const cleared = await target.contacts.update(recordOf(changed), { fields: { [path]: null }, rows: {} });
      expect(cleared.kind).toBe('applied');
      expect(recordOf(cleared).fields[path] ?? null).toBeNull();
    }
  });

  it('fills the row that a displayed field is born with', async () => {
    const id = firm.emulator.people.addCustomField({
      name: 'Shown',
      parent_type: 'Contact',
      field_type: 'text_line',
    }).id;
    const record = await makePerson();
    const outcome = await target.contacts.update(record, { fields: { [`custom:${id}`]: 'x' }, rows: {} });
    expect(outcome).toMatchObject({ kind: 'applied', record: { fields: { [`custom:${id}`]: 'x' } } });
  });

  it('matches values by the name of their field where they do not say their id, and calls hidden ones unreadable', async () => {
    const id = firm.emulator.people.addCustomField({ name: 'Shoe', parent_type: 'Contact', field_type: 'numeric' }).id;
    firm.emulator.settings.bareCustomField = 'nothing';
    const draft = { fields: { ...target.contacts.prepare(ana).draft.fields, [`custom:${id}`]: '42' }, rows: {} };
    const record = recordOf(await target.contacts.create(draft, { witness: 'w' }));
    expect(record).toMatchObject({ witness: 'w', fields: { [`custom:${id}`]: '42' } });
    firm.emulator.settings.bareCustomField = 'identity';
    firm.emulator.settings.customValuesUnreadable = true;
    const [hidden] = (await target.contacts.read([record.ref])).values();
    expect(hidden!.unreadable).toContain(`custom:${id}`);
    expect(hidden!.fields).not.toHaveProperty(`custom:${id}`);
    expect(target.contacts.differences(draft, hidden!)).toEqual([]);
  });

  it('leaves out who is gone', async () => {
    const [one, two] = [await makePerson(), await makePerson(ana, 'cb:contact:2')];
    firm.emulator.people.deleteContact(Number(one.ref));
    expect([...(await target.contacts.read([one.ref, two.ref])).keys()]).toEqual([two.ref]);
    expect([...(await target.contacts.read([one.ref])).keys()]).toEqual([]);
    expect(await target.contacts.update(one, { fields: { prefix: 'Dr' }, rows: {} })).toMatchObject({
      reason: { code: 'absent' },
    });
  });

  it('cannot clear a company, and says so', async () => {
    const outcome = await target.contacts.update(await makePerson(), { fields: { company: null }, rows: {} });
    expect(outcome).toMatchObject({ kind: 'rejected', reason: { code: 'invalid', fields: ['company'] } });
  });
});

describe('matters, notes and relationships', () => {
  it('opens a matter, changes it, and lists it with its client', async () => {
    const client = await makePerson();
    const matter = await makeMatter(client.ref);
    const [area] = firm.emulator.holdings().practiceAreas;
    const outcome = await target.matters.update(matter, {
      fields: { status: 'open', open_date: '2026-03-01', practice_area: String(area!.id) },
      rows: {},
    });
    expect(outcome).toMatchObject({ kind: 'applied', record: { fields: { status: 'open', open_date: '2026-03-01' } } });
    const cleared = await target.matters.update(recordOf(outcome), {
      fields: { practice_area: null, open_date: null },
      rows: {},
    });
    expect(cleared).toMatchObject({ kind: 'applied', record: { fields: { practice_area: null, open_date: null } } });
    expect((await target.matters.locate({ by: 'owner', owner: client.ref })).map(({ ref }) => ref)).toEqual([
      matter.ref,
    ]);
    const natural = {
      by: 'natural',
      draft: { fields: { client: client.ref, description: 'Ruiz - estate plan' }, rows: {} },
    } as const;
    expect(await target.matters.locate({ ...natural, notBefore: soon(), excluding: none })).toHaveLength(1);
    const responsible = await target.matters.update(matter, { fields: { responsible_attorney: null }, rows: {} });
    expect(responsible).toMatchObject({ reason: { fields: ['responsible_attorney'] } });
  });

  it('tells a refused field of a matter', async () => {
    const client = await makePerson();
    const draft = { fields: { description: 'x', client: client.ref, practice_area: '999999' }, rows: {} };
    expect(await target.matters.create(draft, {})).toMatchObject({
      kind: 'rejected',
      reason: { fields: ['practice_area'] },
    });
  });

  it('writes plain and rich notes and finds the right one of two', async () => {
    const matter = (await makeMatter((await makePerson()).ref)).ref;
    const before = soon();
    const html = target.notes.prepare({
      fields: {
        matter,
        subject: 'Call',
        body: '<h1>Hi</h1><p style="x">a &amp; <span>b</span></p>',
        format: 'html',
        date: '2026-02-01',
      },
      rows: {},
    });
    expect(html.notices.map(({ code }) => code)).toEqual(['tag-rewritten', 'tag-rewritten', 'attributes-dropped']);
    const rich = await target.notes.create(html.draft, {});
    expect(rich).toMatchObject({
      kind: 'applied',
      record: { fields: { format: 'html', body: html.draft.fields.body! } },
    });
    const text = target.notes.prepare({
      fields: { matter, subject: null, body: '<b>not a tag</b>\r\n', format: 'text', date: null },
      rows: {},
    }).draft;
    const plain = [await target.notes.create(text, {}), await target.notes.create(text, {})].map(recordOf);
    const query = { by: 'natural', draft: text, notBefore: before } as const;
    expect((await target.notes.locate({ ...query, excluding: none })).map(({ ref }) => ref)).toEqual(
      plain.map(({ ref }) => ref),
    );
    expect(
      (await target.notes.locate({ ...query, excluding: new Set([plain[0]!.ref]) })).map(({ ref }) => ref),
    ).toEqual([plain[1]!.ref]);
    expect(await target.notes.locate({ by: 'owner', owner: matter })).toHaveLength(3);
    expect((await target.notes.read(plain.map(({ ref }) => ref))).size).toBe(2);
    const changed = await target.notes.update(plain[0]!, { fields: { body: 'other' }, rows: {} });
    expect(changed).toMatchObject({ kind: 'applied', record: { fields: { body: 'other', format: 'text' } } });
  });

  it('asks for notes in the other way where the first is refused', async () => {
    const matter = (await makeMatter((await makePerson()).ref)).ref;
    firm.emulator.faults.add({ kind: 'status-before', status: 422, match: { method: 'GET', path: '/notes' } });
    firm.emulator.faults.add({
      kind: 'status-before',
      status: 200,
      body: { data: [] },
      match: { method: 'GET', path: '/notes', where: ({ query }) => query.get('type') === 'Matter' },
    });
    expect(await target.notes.locate({ by: 'owner', owner: matter })).toEqual([]);
  });

  it('ties contacts to a matter under a label', async () => {
    const [ann, bob] = [await makePerson(), await makePerson(ana, 'cb:contact:2')];
    const matter = (await makeMatter(ann.ref)).ref;
    const draft = { fields: { matter, contact: bob.ref, label: 'Spouse' }, rows: {} };
    const before = soon();
    const made = recordOf(await target.relationships.create(draft, {}));
    await target.relationships.create({ ...draft, fields: { ...draft.fields, label: 'Witness' } }, {});
    const found = await target.relationships.locate({ by: 'natural', draft, notBefore: before, excluding: none });
    expect(found.map(({ ref }) => ref)).toEqual([made.ref]);
    expect(await target.relationships.locate({ by: 'owner', owner: matter })).toHaveLength(2);
    const changed = await target.relationships.update(made, {
      fields: { label: 'Former spouse', contact: ann.ref },
      rows: {},
    });
    expect(changed).toMatchObject({
      kind: 'applied',
      record: { fields: { label: 'Former spouse', contact: ann.ref } },
    });
  });
});
