import { describe, expect, it } from 'vitest';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import { firmMappings } from '../../../test/support/firm-mappings.ts';
import { emailRow } from '../../../test/support/target-record.ts';
import type { MappingSet } from './field-mapping.ts';
import { projectRecord } from './project-record.ts';

const project = (fields: Record<string, SourceValue>, rows = {}, mappings: MappingSet = firmMappings) =>
  projectRecord('contact', { fields, rows }, mappings, 'UTC');

const withoutFields: MappingSet = { rows: firmMappings.rows, targetFields: { contact: new Map(), matter: new Map() } };

describe('a record in the target’s terms', () => {
  it('carries each field to where it is mapped, rows included', () => {
    expect(project({ first_name: 'Ana', birth_date: '1980-02-29' }, { emails: [emailRow('a@x')] })).toEqual({
      draft: { fields: { given: 'Ana', born: '1980-02-29' }, rows: { emails: [emailRow('a@x')] } },
      notes: [],
    });
  });

  it('of one level takes nothing of the other', () => {
    expect(
      projectRecord('matter', { fields: { first_name: 'Ana', title: 'T' }, rows: {} }, firmMappings, 'UTC').draft
        .fields,
    ).toEqual({ description: 'T' });
  });

  it.each<[SourceValue]>([[null], [''], [[]], [{}], [{ email: '', name: '' }]])(
    'does not speak of blank: %j',
    (value) => expect(project({ first_name: value })).toEqual({ draft: { fields: {}, rows: {} }, notes: [] }),
  );

  it('speaks of false and zero', () => {
    expect(project({ first_name: false, last_name: 0 }).draft.fields).toEqual({ given: 'false', family: '0' });
  });

  it('keeps an empty list of rows: the source dropped them', () => {
    expect(project({}, { emails: [] }).draft.rows).toEqual({ emails: [] });
  });

  it('leaves references to their own rule', () => {
    expect(project({ company: 'Acme' })).toEqual({ draft: { fields: {}, rows: {} }, notes: [] });
  });

  it('rules 7: reports what does not fit, by the target’s field', () => {
    expect(project({ birth_date: '1980-02-30' }).notes).toMatchObject([{ field: 'born', code: 'value-invalid' }]);
    expect(project({ first_name: 'Ana' }, {}, withoutFields).notes).toMatchObject([
      { field: 'given', code: 'field-missing' },
    ]);
  });

  it('rules 7: reports entries that have nowhere to go', () => {
    const { draft, notes } = project({}, { emails: [emailRow('a@x')], phones: [] }, withoutFields);
    expect(draft.rows).toEqual({});
    expect(notes).toMatchObject([{ field: 'emails', code: 'field-missing' }]);
  });
});
