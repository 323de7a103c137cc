import { describe, expect, it } from 'vitest';
import { firmRows } from '../../../test/support/firm-mappings.ts';
import { targetPerson, targetRecord } from '../../../test/support/target-record.ts';
import { likenessReader } from './likeness.ts';

describe('what tells contacts apart', () => {
  it('is read from the fields that the default mappings lead to', () => {
    const record = targetPerson('r1', {
      first: 'Ana',
      last: 'Lopez',
      birth: '1980-02-29',
      emails: ['a@x', 'b@x'],
      phones: ['1'],
    });
    expect(likenessReader(firmRows)(record)).toEqual({
      kind: 'person',
      firstName: 'Ana',
      lastName: 'Lopez',
      companyName: '',
      birthDate: '1980-02-29',
      emails: ['a@x', 'b@x'],
      phones: ['1'],
    });
  });

  it('is blank where a record or a mapping says nothing', () => {
    const nobody = {
      kind: 'person',
      firstName: '',
      lastName: '',
      companyName: '',
      birthDate: '',
      emails: [],
      phones: [],
    };
    expect(likenessReader(firmRows)(targetRecord('r1', { fields: { given: null, born: 7 } }))).toEqual(nobody);
    expect(likenessReader([])(targetPerson('r1', { first: 'Ana', emails: ['a@x'] }))).toEqual(nobody);
  });

  it('tells a company by its type', () => {
    const company = targetRecord('r1', { fields: { type: 'company', name: 'Acme' } });
    expect(likenessReader(firmRows)(company)).toMatchObject({ kind: 'company', companyName: 'Acme' });
  });
});
