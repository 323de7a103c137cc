import { today } from './actor.ts';
import type { Actor } from './actor.ts';
import { dayIn, flagIn, idIn, oneOf, textIn } from './body.ts';
import type { Data } from './body.ts';
import { bornValues, operateValues } from './custom-values.ts';
import { invalid } from './errors.ts';
import { rootFolder } from './folders.ts';
import type { Contact, Matter, Row } from './rows.ts';
import { seesContact } from './sight.ts';
import type { Table, Unborn } from './table.ts';

const blank = (actor: Actor): Unborn<Matter> => ({
  number: 0,
  display_number: '',
  description: '',
  status: 'open',
  location: null,
  client_reference: null,
  billable: true,
  open_date: today(actor),
  pending_date: null,
  close_date: null,
  clientId: 0,
  practiceAreaId: null,
  stageId: null,
  stageUpdatedAt: null,
  responsibleAttorneyId: null,
  originatingAttorneyId: null,
  responsibleStaffId: null,
  groupId: null,
  folderId: 0,
  creatorId: actor.user.id,
  values: bornValues(actor, 'Matter'),
});

function writeClient(actor: Actor, draft: Unborn<Matter>, data: Data): void {
  const id = idIn(data, 'client');
  if (id !== undefined) {
    const client = actor.firm.contacts.get(id);
    if (!client || !seesContact(actor, client)) throw invalid('client does not exist');
    draft.clientId = client.id;
  }
  if (draft.clientId === 0) throw invalid("client can't be blank");
}

function writeText(draft: Unborn<Matter>, data: Data): void {
  const description = textIn(data, 'description');
  if (description !== undefined) draft.description = description ?? '';
  if (draft.description === '') throw invalid("description can't be blank");
  for (const key of ['client_reference', 'location'] as const) {
    const text = textIn(data, key);
    if (text !== undefined) draft[key] = text;
  }
  draft.billable = flagIn(data, 'billable') ?? draft.billable;
}

/** A status takes its date along when the body brings none. */
function writeStatus(actor: Actor, draft: Unborn<Matter>, data: Data): void {
  const status = oneOf(data, 'status', ['open', 'pending', 'closed']);
  const changed = status !== undefined && status !== draft.status;
  if (status !== undefined) draft.status = status;
  if (changed && status === 'closed') draft.close_date = today(actor);
  if (changed && status === 'pending') draft.pending_date = today(actor);
  if (changed && status === 'open') draft.close_date = null;
  for (const key of ['open_date', 'pending_date', 'close_date'] as const) {
    const day = dayIn(data, key);
    if (day !== undefined) draft[key] = day;
  }
}

function association<R extends Row>(
  table: Table<R>,
  data: Data,
  key: string,
  nullable: boolean,
): number | null | undefined {
  const id = idIn(data, key);
  if (id === undefined) return undefined;
  if (id === null && nullable) return null;
  if (id === null || !table.get(id)) throw invalid(`${key} does not exist`);
  return id;
}

function writePeople(actor: Actor, draft: Unborn<Matter>, data: Data): void {
  const people = {
    responsible_attorney: 'responsibleAttorneyId',
    originating_attorney: 'originatingAttorneyId',
    responsible_staff: 'responsibleStaffId',
  } as const;
  for (const [key, column] of Object.entries(people)) {
    const id = association(actor.firm.users, data, key, false);
    if (id === undefined) continue;
    if (!actor.firm.users.get(id)?.enabled) throw invalid(`${key} is not an active user`);
    draft[column] = id;
  }
  const group = association(actor.firm.groups, data, 'group', true);
  if (group !== undefined) draft.groupId = group;
}

/** A stage belongs to one practice area. Moving a matter to another area alone drops the stage it was in. */
function writeStage(actor: Actor, draft: Unborn<Matter>, data: Data): void {
  const area = association(actor.firm.practiceAreas, data, 'practice_area', true);
  const stage = association(actor.firm.stages, data, 'matter_stage', true);
  if (area !== undefined) draft.practiceAreaId = area;
  const fits = (id: number | null): boolean => actor.firm.stages.get(id)?.practiceAreaId === draft.practiceAreaId;
  if (typeof stage === 'number' && !fits(stage)) throw invalid('matter_stage does not belong to the practice area');
  const next = stage === undefined ? (fits(draft.stageId) ? draft.stageId : null) : stage;
  if (next !== draft.stageId) draft.stageUpdatedAt = actor.firm.registrar.now();
  draft.stageId = next;
}

function write(actor: Actor, draft: Unborn<Matter>, data: Data): void {
  writeClient(actor, draft, data);
  writeText(draft, data);
  writeStatus(actor, draft, data);
  writePeople(actor, draft, data);
  writeStage(actor, draft, data);
  const number = textIn(data, 'display_number');
  if (actor.settings.manualNumbering && typeof number === 'string' && number !== '') draft.display_number = number;
}

const generatedNumber = (number: number, client: Contact | undefined): string =>
  `${String(number).padStart(5, '0')}-${client?.last_name ?? client?.name ?? ''}`;

/** Creates a matter with its root folder. Nothing keeps two matters from being the same. */
export function createMatter(actor: Actor, data: Data): Matter {
  const { firm } = actor;
  const draft = blank(actor);
  write(actor, draft, data);
  operateValues(actor, { parent: 'Matter', values: draft.values, creating: true }, data);
  draft.number = firm.nextMatterNumber();
  if (draft.display_number === '')
    draft.display_number = generatedNumber(draft.number, firm.contacts.get(draft.clientId));
  const matter = firm.matters.insert(draft);
  matter.folderId = rootFolder(actor, matter.display_number, { matterId: matter.id }).id;
  return matter;
}

export function updateMatter(actor: Actor, draft: Matter, data: Data): void {
  write(actor, draft, data);
  operateValues(actor, { parent: 'Matter', values: draft.values, creating: false }, data);
}

/** Deletes a matter with its notes, relationships, folders and documents. */
export function removeMatter(actor: Actor, matter: Matter): void {
  const { firm } = actor;
  for (const note of firm.notes.where((one) => one.matterId === matter.id)) firm.notes.remove(note.id);
  for (const one of firm.relationships.where((other) => other.matterId === matter.id))
    firm.relationships.remove(one.id);
  const folders = new Set(firm.folders.where((folder) => folder.matterId === matter.id).map((folder) => folder.id));
  for (const document of firm.documents.where((one) => folders.has(one.folderId))) firm.documents.remove(document.id);
  for (const folder of folders) firm.folders.remove(folder);
  firm.matters.remove(matter.id);
}
