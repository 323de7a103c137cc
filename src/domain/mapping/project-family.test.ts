import { afterEach, describe, expect, it } from 'vitest';
import { firmMappings } from '../../../test/support/firm-mappings.ts';
import {
  desiredOf,
  sourceCompany,
  sourceFamily,
  sourceMatter,
  sourcePerson,
} from '../../../test/support/source-family.ts';
import type { Crosswalk } from './crosswalk.ts';
import { projectFamily } from './project-family.ts';

const machineZone = process.env.TZ;
afterEach(() => {
  if (machineZone === undefined) delete process.env.TZ;
  else process.env.TZ = machineZone;
});

const one = (family: ReturnType<typeof sourceFamily>, key: string) =>
  desiredOf(family).find((desired) => desired.key === key)!;

describe('rules 1: in the target a matter not hired is Pending, a hired one Open with hiredAt in the firm’s zone', () => {
  it.each(['UTC', 'America/Los_Angeles', 'Pacific/Auckland'])(
    'hired 21:30 in Los Angeles opens that day, on a machine in %s',
    (zone) => {
      process.env.TZ = zone;
      const matter = sourceMatter({ status: 'hired', hiredAt: '2026-03-02T05:30:00.000Z' });
      expect(one(sourceFamily({ matter }), 'matter:m1').draft.fields).toMatchObject({
        status: 'open',
        open_date: '2026-03-01',
      });
    },
  );

  it.each(['pnc', 'lost'] as const)('%s: no open date, whatever is left of one', (status) => {
    const matter = sourceMatter({ status, hiredAt: '2026-03-02T05:30:00.000Z' });
    const { fields } = one(sourceFamily({ matter }), 'matter:m1').draft;
    expect(fields.status).toBe('pending');
    expect(fields).not.toHaveProperty('open_date');
  });
});

describe('rules 7: only a missing name stops a person', () => {
  const person = (first: string | undefined, last: string | undefined) =>
    one(
      sourceFamily({
        contacts: [sourcePerson('c1', { ...(first !== undefined && { first }), ...(last !== undefined && { last }) })],
      }),
      'contact:c1',
    );

  it('one name only goes to the last name', () => {
    expect(person('Cher', undefined).draft.fields).toEqual({ type: 'person', family: 'Cher' });
    expect(person('Cher', '  ').draft.fields).toEqual({ type: 'person', family: 'Cher' });
    expect(person(undefined, 'Prince').draft.fields).toEqual({ type: 'person', family: 'Prince' });
  });

  it('two names stay where they are', () => {
    expect(person('Ana', 'Lopez').draft.fields).toMatchObject({ given: 'Ana', family: 'Lopez' });
  });

  it.each([
    [undefined, undefined],
    [' ', ''],
  ])('no name (%j, %j) stops the person', (first, last) =>
    expect(person(first, last).blocked).toMatchObject({ code: 'name-missing' }),
  );

  it('a company needs the company’s name', () => {
    const contacts = [sourceCompany('c1', ' '), sourceCompany('c2', 'Acme')];
    expect(one(sourceFamily({ contacts }), 'contact:c1').blocked).toMatchObject({ code: 'name-missing' });
    expect(one(sourceFamily({ contacts }), 'contact:c2').blocked).toBeUndefined();
  });

  it('a matter without a client cannot go', () => {
    expect(one(sourceFamily({ contacts: [] }), 'matter:m1').blocked).toMatchObject({ code: 'matter-without-client' });
  });
});

describe('what a family becomes', () => {
  const family = sourceFamily({
    contacts: [
      sourcePerson('c1', { first: 'Ana', last: 'Lopez' }, { companyId: 'c3' }),
      sourcePerson('c2', { first: 'Luis', last: 'Vega' }),
      sourceCompany('c3', 'Acme'),
    ],
    relationships: [{ id: 'r1', contactId: 'c2', label: 'Witness' }],
    notes: [{ id: 'n1', body: '<b>bold</b>', format: 'text', date: '2026-03-01' }],
    documents: [{ id: 'd1', name: 'a.pdf', contentType: 'application/pdf', size: 3, sha256: 'aa' }],
  });

  it('is in writing order: companies, people, the matter, what hangs on it', () => {
    expect(desiredOf(family).map(({ key }) => key)).toEqual([
      'contact:c3',
      'contact:c1',
      'contact:c2',
      'matter:m1',
      'relationship:r1',
      'note:n1',
      'document:d1',
    ]);
  });

  it('names the others by reference, and knows without which it makes no sense', () => {
    expect(one(family, 'contact:c1').references).toEqual({
      employer: { kind: 'contact', sourceId: 'c3', hard: false },
    });
    expect(one(family, 'contact:c2').references).toEqual({});
    expect(one(family, 'matter:m1').references).toEqual({ client: { kind: 'contact', sourceId: 'c1', hard: true } });
    const matter = { kind: 'matter', sourceId: 'm1', hard: true };
    expect(one(family, 'relationship:r1').references).toEqual({
      matter,
      contact: { kind: 'contact', sourceId: 'c2', hard: true },
    });
    expect(one(family, 'note:n1').references).toEqual({ matter });
    expect(one(family, 'document:d1').references).toEqual({ matter });
  });

  describe('the label of a relationship follows its crosswalk', () => {
    function tied(crosswalk?: Omit<Crosswalk, 'name'>) {
      const crosswalks = crosswalk ? [{ name: 'label', ...crosswalk }] : [];
      const { draft, notes, asked } = projectFamily(family, {
        mappings: { ...firmMappings, crosswalks },
        timeZone: 'UTC',
        prepare: (_kind, draft) => ({ draft, notices: [] }),
      }).find(({ kind }) => kind === 'relationship')!;
      return { label: draft.fields.label, codes: notes.map(({ field, code }) => `${field}: ${code}`), asked };
    }

    it.each<[string, Omit<Crosswalk, 'name'> | undefined, string | null, string[]]>([
      ['nobody has said anything: as it is', undefined, 'Witness', []],
      ['by the table', { policy: 'ask', table: [{ from: 'WITNESS', to: 'Testigo' }] }, 'Testigo', []],
      ['left empty on purpose', { policy: 'ask', table: [{ from: 'Witness', to: null }] }, null, []],
      ['left empty and reported', { policy: 'leave-empty', table: [] }, null, ['label: option-unmatched']],
      [
        'the default, reported',
        { policy: 'default', fallback: 'Other', table: [] },
        'Other',
        ['label: fallback-taken'],
      ],
    ])('%s', (_case, crosswalk, label, codes) => expect(tied(crosswalk)).toEqual({ label, codes, asked: undefined }));

    it('asked', () => {
      const asked = [expect.objectContaining({ crosswalk: 'label', term: { key: 'Witness', label: 'Witness' } })];
      expect(tied({ policy: 'ask', table: [] })).toEqual({ label: null, codes: ['label: value-asked'], asked });
    });
  });

  it('names the row that fills each field, of contacts and matters alone', () => {
    expect(one(family, 'matter:m1').mappedBy).toMatchObject({ description: 'locked:matter:description' });
    expect(one(family, 'contact:c1').mappedBy).toMatchObject({ given: 'locked:contact:given' });
    expect(one(family, 'note:n1').mappedBy).toBeUndefined();
  });

  it('rules 5: a note is text or html by declaration, never by guess', () => {
    expect(one(family, 'note:n1').draft.fields).toEqual({
      subject: null,
      body: '<b>bold</b>',
      format: 'text',
      date: '2026-03-01',
    });
  });

  it('keeps the facts of a file beside its draft', () => {
    const { draft, document } = one(family, 'document:d1');
    expect(draft.fields).toEqual({ name: 'a.pdf' });
    expect(document).toEqual({ size: 3, contentType: 'application/pdf', sha256: 'aa' });
  });

  it('is what the target’s adapter makes of it, with its notices', () => {
    const notice = { field: 'body', code: 'tag-rewritten', message: 'm' };
    const ready = projectFamily(family, {
      mappings: firmMappings,
      timeZone: 'UTC',
      prepare: (kind, draft) =>
        kind === 'note' ? { draft: { ...draft, fields: { body: 'bold' } }, notices: [notice] } : { draft, notices: [] },
    });
    const note = ready.find(({ kind }) => kind === 'note');
    expect(note?.draft.fields).toEqual({ body: 'bold' });
    expect(note?.notes).toEqual([notice]);
  });
});
