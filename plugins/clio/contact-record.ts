import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, TargetRow } from '../../contracts/objects/values.ts';
import { dayOf } from './calendar-dates.ts';
import { readCustomValues } from './custom-values.ts';
import type { Definitions } from './definitions.ts';
import { takeWitness } from './key-fields.ts';
import { answered, answeredFields, commonFacts } from './record-facts.ts';
import { rowKinds } from './row-kinds.ts';
import { readRows } from './rows.ts';
import { textOrNull } from './text-forms.ts';
import type { Contact } from './wire.ts';

export const contactFields = [
  'id,etag,type,name,first_name,middle_name,last_name,prefix,title,date_of_birth,created_at,company{id,name}',
  'email_addresses{id,name,address},phone_numbers{id,name,number}',
  'addresses{id,name,street,city,province,postal_code,country},web_sites{id,name,address}',
  'custom_field_values{id,field_name,field_type,value,custom_field,picklist_option}',
].join(',');

const lines = ['first_name', 'middle_name', 'last_name', 'prefix', 'title'] as const;

/** A contact in canonical form. */
export async function contactRecord(
  wire: Contact,
  definitions: Definitions,
  keyFieldId: string | undefined,
  host: string,
): Promise<TargetRecord> {
  const person = wire.type?.toLowerCase() !== 'company';
  const standard = answeredFields({
    type: answered(wire.type, () => (person ? 'person' : 'company')),
    ...(person ? personFields(wire) : { name: answered(wire.name, textOrNull) }),
  });
  const custom = takeWitness(
    await readCustomValues(wire.custom_field_values ?? [], 'contact', definitions),
    keyFieldId,
  );
  const { rows, unreadable } = readAllRows(wire);
  const hidden = [...standard.unreadable, ...unreadable, ...custom.unreadable];
  return {
    ...commonFacts(wire),
    fields: { ...standard.fields, ...custom.fields },
    rows: { ...rows, ...custom.rows },
    ...(hidden.length > 0 && { unreadable: hidden }),
    ...(custom.witness !== undefined && { witness: custom.witness }),
    ...(custom.witnessUnreadable && { witnessUnreadable: true }),
    url: `${host}/nc/#/contacts/${wire.id}`,
    summary: summaryOf(wire),
  };
}

function personFields(wire: Contact) {
  return {
    ...Object.fromEntries(lines.map((path) => [path, answered(wire[path], textOrNull)])),
    date_of_birth: answered(wire.date_of_birth, dayOf),
    company: answered(wire.company, ({ id }) => id),
  };
}

function readAllRows(wire: Contact) {
  const rows: Record<FieldPath, TargetRow[]> = {};
  const unreadable: FieldPath[] = [];
  for (const kind of rowKinds) {
    const read = readRows(kind, wire);
    if (read) rows[kind.path] = read;
    else if (wire[kind.path] === undefined) unreadable.push(kind.path);
    else rows[kind.path] = [];
  }
  return { rows, unreadable };
}

function summaryOf(wire: Contact): string {
  const name = wire.name || [wire.first_name, wire.last_name].filter(Boolean).join(' ') || `Contact ${wire.id}`;
  const facts = [
    wire.email_addresses?.[0]?.address,
    wire.phone_numbers?.[0]?.number,
    wire.date_of_birth && `born ${wire.date_of_birth}`,
    wire.company?.name,
  ];
  return [name, ...facts].filter(Boolean).join(', ');
}
