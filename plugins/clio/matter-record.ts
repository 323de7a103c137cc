import type { TargetRecord } from '../../contracts/objects/target.ts';
import { dayOf } from './calendar-dates.ts';
import { readCustomValues } from './custom-values.ts';
import type { Definitions } from './definitions.ts';
import { takeWitness } from './key-fields.ts';
import { answered, answeredFields, commonFacts } from './record-facts.ts';
import { textOrNull } from './text-forms.ts';
import type { Matter } from './wire.ts';

export const matterFields = [
  'id,etag,display_number,description,client_reference,location,status,open_date,pending_date,close_date,billable',
  'created_at,client{id,name},practice_area{id,name},responsible_attorney{id,name},originating_attorney{id,name}',
  'responsible_staff{id,name}',
  'custom_field_values{id,field_name,field_type,value,custom_field,picklist_option}',
].join(',');

const texts = ['display_number', 'client_reference', 'location', 'description'] as const;
const dates = ['open_date', 'pending_date', 'close_date'] as const;
const references = [
  'client',
  'practice_area',
  'responsible_attorney',
  'originating_attorney',
  'responsible_staff',
] as const;

/** A matter in canonical form. */
export async function matterRecord(
  wire: Matter,
  definitions: Definitions,
  keyFieldId: string | undefined,
  host: string,
): Promise<TargetRecord> {
  const standard = answeredFields({
    ...Object.fromEntries(texts.map((path) => [path, answered(wire[path], textOrNull)])),
    ...Object.fromEntries(dates.map((path) => [path, answered(wire[path], dayOf)])),
    ...Object.fromEntries(references.map((path) => [path, answered(wire[path], ({ id }) => id)])),
    status: answered(wire.status, (status) => status.toLowerCase()),
    billable: answered(wire.billable, (billable) => billable),
  });
  const custom = takeWitness(await readCustomValues(wire.custom_field_values ?? [], 'matter', definitions), keyFieldId);
  const hidden = [...standard.unreadable, ...custom.unreadable];
  return {
    ...commonFacts(wire),
    fields: { ...standard.fields, ...custom.fields },
    rows: custom.rows,
    ...(hidden.length > 0 && { unreadable: hidden }),
    ...(custom.witness !== undefined && { witness: custom.witness }),
    ...(custom.witnessUnreadable && { witnessUnreadable: true }),
    url: `${host}/nc/#/matters/${wire.id}`,
    summary:
      [wire.display_number, wire.description, wire.client?.name, wire.status].filter(Boolean).join(', ') ||
      `Matter ${wire.id}`,
  };
}
