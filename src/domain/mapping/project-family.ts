import type {
  MatterFamily,
  SourceContact,
  SourceMatter,
  SourceRelationship,
  SourceValue,
} from '../../../contracts/objects/source.ts';
import type { Draft } from '../../../contracts/objects/target.ts';
import type { FieldPath, ObjectKind } from '../../../contracts/objects/values.ts';
import type { Prepared } from '../../../contracts/ports/object-syncer.ts';
import { objectKey } from '../identity/object-key.ts';
import type { Desired, Reference } from '../planning/desired.ts';
import { type FieldCode, fieldNote } from '../planning/field-notes.ts';
import type { MappingSet } from './field-mapping.ts';
import { matchLabel } from './match-term.ts';
import { projectRecord } from './project-record.ts';

/** Brings a draft of a kind into the form the target can hold. */
export type Prepare = (kind: ObjectKind, draft: Draft) => Prepared;

export interface ProjectionSetup {
  readonly mappings: MappingSet;
  readonly timeZone: string;
  readonly prepare: Prepare;
}

/** Everything a sync of the family wants to see in the target, in the order in which it is written. */
export function projectFamily(family: MatterFamily, setup: ProjectionSetup): Desired[] {
  return [
    ...inWritingOrder(family.contacts).map((contact) => projectContact(contact, setup)),
    projectMatter(family.matter, family.contacts, setup),
    ...family.relationships.map((relationship) => projectRelationship(relationship, family, setup)),
    ...family.notes.map(({ id, subject, body, format, date }) =>
      attach('note', id, { subject: subject ?? null, body, format, date: date ?? null }, setup, {}, family),
    ),
    ...family.documents.map(({ id, name, contentType, size, sha256 }) => ({
      ...attach('document', id, { name }, setup, {}, family),
      document: { size, contentType, ...(sha256 !== undefined && { sha256 }) },
    })),
  ];
}

/** Companies before the people who work there. */
function inWritingOrder(contacts: readonly SourceContact[]): SourceContact[] {
  return contacts.toSorted((a, b) => Number(a.kind === 'person') - Number(b.kind === 'person'));
}

function projectContact(contact: SourceContact, setup: ProjectionSetup): Desired {
  const fields = contact.kind === 'person' ? withOneName(contact.fields) : contact.fields;
  const company = contact.kind === 'person' ? { company: contact.companyId ?? null } : {};
  const record = { fields: { ...fields, ...company }, rows: contact.rows };
  const projected = projectRecord('contact', record, setup.mappings, setup.timeZone);
  const draft = { ...projected.draft, fields: { type: contact.kind, ...projected.draft.fields } };
  const desired = prepared('contact', contact.id, { ...projected, draft }, setup);
  return hasName(contact.kind, fields)
    ? desired
    : { ...desired, blocked: { code: 'name-missing', reason: 'The contact has no name; give it one in the intake.' } };
}

/** One name only goes to the last name (rules, section 7). */
function withOneName(fields: SourceContact['fields']): SourceContact['fields'] {
  const { first_name: first, last_name: last } = fields;
  return text(first) !== '' && text(last) === '' ? { ...fields, first_name: null, last_name: first ?? null } : fields;
}

function hasName(kind: SourceContact['kind'], fields: SourceContact['fields']): boolean {
  return kind === 'company' ? text(fields.company_name) !== '' : text(fields.last_name) !== '';
}

function text(value: SourceValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

function projectMatter(matter: SourceMatter, contacts: readonly SourceContact[], setup: ProjectionSetup): Desired {
  const fields: Record<FieldPath, SourceValue> = {
    ...matter.fields,
    status: matter.status,
    hired_at: matter.status === 'hired' ? (matter.hiredAt ?? null) : null,
    client: matter.contactId,
  };
  const projected = projectRecord('matter', { fields, rows: {} }, setup.mappings, setup.timeZone);
  const desired = prepared('matter', matter.id, projected, setup);
  return contacts.some((contact) => contact.id === matter.contactId)
    ? desired
    : {
        ...desired,
        blocked: { code: 'matter-without-client', reason: 'The matter has no client; give it one in the intake.' },
      };
}

function projectRelationship(
  { id, contactId, label }: SourceRelationship,
  family: MatterFamily,
  setup: ProjectionSetup,
): Desired {
  const contact: Reference = { kind: 'contact', sourceId: contactId, hard: true };
  const crosswalk = setup.mappings.crosswalks.find(({ name }) => name === 'label');
  const match = matchLabel(label, crosswalk);
  const fields = { label: match.is === 'matched' ? match.to : null };
  const desired = attach('relationship', id, fields, setup, { contact }, family);
  if (match.is === 'matched' && match.by === 'fallback') return noted(desired, 'fallback-taken');
  if (match.is !== 'unmatched') return desired;
  if (crosswalk?.policy !== 'ask') return noted(desired, 'option-unmatched');
  const term = { key: label, label };
  const asked = [{ field: 'label', fieldLabel: 'Relationship label', crosswalk: 'label', term, options: [] }];
  return { ...noted(desired, 'value-asked'), asked };
}

function noted(desired: Desired, code: FieldCode): Desired {
  return { ...desired, notes: [...desired.notes, fieldNote('label', code)] };
}

function attach(
  kind: 'relationship' | 'note' | 'document',
  sourceId: string,
  fields: Draft['fields'],
  setup: ProjectionSetup,
  references: Record<FieldPath, Reference>,
  family: MatterFamily,
): Desired {
  const matter: Reference = { kind: 'matter', sourceId: family.matter.id, hard: true };
  const plain = { draft: { fields, rows: {} }, notes: [], references: { matter, ...references } };
  return prepared(kind, sourceId, plain, setup);
}

function prepared(
  kind: ObjectKind,
  sourceId: string,
  { draft, notes, ...rest }: Pick<Desired, 'draft' | 'notes' | 'references' | 'erased' | 'mappedBy' | 'asked'>,
  { prepare }: ProjectionSetup,
): Desired {
  const ready = prepare(kind, draft);
  const key = objectKey(kind, sourceId);
  return { ...rest, key, kind, sourceId, draft: ready.draft, notes: [...notes, ...ready.notices] };
}
