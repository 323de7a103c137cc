import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectFirm } from '../session.fixture.ts';
import { closeChecked } from '../vendor-spec.fixture.ts';
import { openClient, send } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';

let clio: Client;
beforeEach(async () => {
  clio = await openClient({ rateLimit: { limit: 50, windowMs: 60_000 } });
});
afterEach(() => clio.emulator.close());

const page = async (): Promise<string> => (await send(clio.emulator.officeUrl)).text;

/** What somebody reads of the element with that id, up to the next one of its kind. */
async function readAt(id: string): Promise<string> {
  const [, from = ''] = (await page()).split(`id="${id}"`);
  return (from.split('</article>')[0] ?? '')
    .replace(/^[^>]*>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

it('lists a contact with its rows, its company, and custom values by name and label', async () => {
  const { people } = clio.emulator;
  const language = people.addCustomField({
    name: 'Language',
    parent_type: 'Contact',
    field_type: 'picklist',
    picklist_options: [{ option: 'Íslenska' }],
  });
  const interpreter = people.addCustomField({
    name: 'Interpreter',
    parent_type: 'Contact',
    field_type: 'checkbox',
  });
  const company = await clio.post('/contacts.json', { type: 'Company', name: 'Ruiz Foods' });
  const id = await clio.person('Ana', 'Ruiz', {
    date_of_birth: '1984-02-29',
    company: { id: company.body.data.id },
    email_addresses: [{ name: 'Work', address: 'ana@example.test' }],
    phone_numbers: [{ name: 'Home', number: '305 555 0100' }],
    addresses: [{ name: 'Home', street: '1 Main St', city: 'Miami', province: 'FL', postal_code: '33101' }],
    custom_field_values: [
      { custom_field: { id: language.id }, value: language.options[0]?.id },
      { custom_field: { id: interpreter.id }, value: true },
    ],
  });
  const read = await readAt(`/contacts/${id}`);
  for (const told of [
    'Ana Ruiz',
    'Date of birth 1984-02-29',
    'Company Ruiz Foods',
    'ana@example.test Work',
    '305 555 0100 Home',
    '1 Main St, Miami, FL 33101 Home',
    'Language Íslenska',
    'Interpreter Yes',
  ])
    expect(read).toContain(told);
});

it('lists a matter with its people, notes and files, and says which file has not arrived', async () => {
  const { people } = clio.emulator;
  const id = await clio.matter({
    status: 'pending',
    practice_area: { id: clio.emulator.holdings().practiceAreas[0]?.id },
  });
  const matter = { id };
  await clio.post('/relationships.json', {
    matter,
    contact: { id: await clio.person('Tomás', 'Ferreira') },
    description: 'Witness',
  });
  await clio.post('/notes.json', {
    type: 'Matter',
    matter,
    subject: 'Call',
    detail: '<p>Asked &amp; answered</p><ul><li>One</li></ul>',
    detail_text_type: 'rich_text',
    date: '2026-03-01',
  });
  people.addDocument({ name: 'Letter.txt', parent: { id, type: 'Matter' }, bytes: 'Dear Ana' });
  await clio.post('/documents.json', { name: 'Lost.pdf', parent: { id, type: 'Matter' } });
  const read = await readAt(`/matters/${id}`);
  for (const told of [
    'Ruiz - estate plan pending',
    'Client Ana Ruiz',
    'Practice area Estate Planning',
    'Tomás Ferreira Witness',
    'Call 2026-03-01 Asked &amp; answered • One',
    'Letter.txt 8 bytes · arrived',
    'Lost.pdf not arrived',
  ])
    expect(read).toContain(told);
  expect(await page()).toMatch(/1 matter<.*2 contacts<.*1 relationship<.*1 note<.*2 files</s);
});

it('shows what somebody typed as they typed it', async () => {
  await clio.person('<script>alert(1)</script>', `O'Neil "Ace" & Søn 🦊`);
  const html = await page();
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; O&#39;Neil &quot;Ace&quot; &amp; Søn 🦊');
});

it('says of an empty firm in words that nothing is there', async () => {
  const html = await page();
  expect(html).toContain('No matters yet.');
  expect(html).toContain('No contacts yet.');
  const id = await clio.matter();
  for (const words of ['Nobody is related', 'No notes yet.', 'No files yet.'])
    expect(await readAt(`/matters/${id}`)).toContain(words);
});

it('shows each firm under its name, and when it looked', async () => {
  clio.emulator.addAccount({ name: 'Marsh & Sons' });
  const html = await page();
  expect(html).toMatch(/Hollis &amp; Vane LLP.*Marsh &amp; Sons/s);
  expect(html).toContain('datetime="2026-03-02T18:00:00.000Z"');
  expect(html).toMatch(/<title>Emulated Clio.*This is not Clio\./s);
});

describe('whoever looks at it is no client of the API', () => {
  it('no token, no log, no rate limit, no fault', async () => {
    const fault = clio.emulator.faults.add({ kind: 'reset-before' });
    expect((await send(clio.emulator.officeUrl)).status).toBe(200);
    expect((await send(clio.emulator.origin)).headers.get('location')).toBe('/nc/');
    expect([clio.emulator.log.length, fault.struck]).toEqual([0, 0]);
    fault.remove();
    expect((await clio.get('/contacts.json')).headers.get('x-ratelimit-remaining')).toBe('49');
  });

  it('every other address is answered as before', async () => {
    expect((await send(`${clio.emulator.origin}/nc/other`)).status).toBe(404);
    expect((await send(clio.emulator.officeUrl, { method: 'POST' })).status).toBe(404);
    expect(clio.emulator.log.map(({ path }) => path)).toEqual(['/nc/other', '/nc/']);
  });
});

it('has a place for every address that the plugin gives a record', async () => {
  const firm = await connectFirm();
  const target = await firm.target();
  const { people } = firm.emulator;
  const contact = people.addContact({ type: 'Person', first_name: 'Ana', last_name: 'Ruiz' });
  const matter = people.addMatter({ client: { id: contact.id }, description: 'Ruiz - estate plan' });
  const note = people.addNote({ type: 'Matter', matter: { id: matter.id }, subject: 'Call' });
  const tie = people.addRelationship({ matter: { id: matter.id }, contact: { id: contact.id }, description: 'Self' });
  const file = people.addDocument({ name: 'a.txt', parent: { id: matter.id, type: 'Matter' }, bytes: 'a' });
  const { text } = await send(firm.emulator.officeUrl);
  for (const [syncer, { id }] of [
    [target.contacts, contact],
    [target.matters, matter],
    [target.notes, note],
    [target.relationships, tie],
    [target.documents, file],
  ] as const) {
    const url = new URL((await syncer.read([String(id)])).get(String(id))?.url ?? '');
    expect(url.href.split('#')[0]).toBe(firm.emulator.officeUrl);
    expect(text).toContain(`id="${url.hash.slice(1)}"`);
  }
  await closeChecked(firm.emulator);
});
