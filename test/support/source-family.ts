import type { MatterFamily, SourceContact, SourceMatter } from '../../contracts/objects/source.ts';
import { projectFamily } from '../../src/domain/mapping/project-family.ts';
import type { Desired } from '../../src/domain/planning/desired.ts';
import { firmMappings } from './firm-mappings.ts';
import { emailRow, type PersonFields } from './target-record.ts';

export const firmZone = 'America/Los_Angeles';

export function sourcePerson(id: string, person: PersonFields, parts: Partial<SourceContact> = {}): SourceContact {
  const { first, last, birth, emails = [], phones = [] } = person;
  return {
    id,
    kind: 'person',
    fields: { first_name: first ?? null, last_name: last ?? null, birth_date: birth ?? null },
    rows: {
      emails: emails.map((address) => emailRow(address)),
      phones: phones.map((number) => ({ label: 'work', parts: { number } })),
    },
    ...parts,
  };
}

export function sourceCompany(id: string, name: string): SourceContact {
  return { id, kind: 'company', fields: { company_name: name }, rows: {} };
}

export function sourceMatter(parts: Partial<SourceMatter> = {}): SourceMatter {
  return { id: 'm1', contactId: 'c1', status: 'pnc', fields: { title: 'Lopez divorce' }, ...parts };
}

/** One matter, *m1*, of one client, *c1*, Ana Lopez; everything else as said. */
export function sourceFamily(parts: Partial<MatterFamily> = {}): MatterFamily {
  return {
    matter: sourceMatter(),
    contacts: [sourcePerson('c1', { first: 'Ana', last: 'Lopez', emails: ['ana@lopez.test'] })],
    relationships: [],
    notes: [],
    documents: [],
    ...parts,
  };
}

/** The family in the target's terms, by a target that takes every value as it is. */
export function desiredOf(family: MatterFamily): Desired[] {
  return projectFamily(family, {
    mappings: firmMappings,
    timeZone: firmZone,
    prepare: (_kind, draft) => ({ draft, notices: [] }),
  });
}
