import type { Call, Route } from './call.ts';
import { byCustomValues, withWantedValues } from './custom-filter.ts';
import { badRequest } from './errors.ts';
import { createMatter, removeMatter, updateMatter } from './matters.ts';
import { routesOf } from './resource.ts';
import type { Resource } from './resource.ts';
import type { Matter, MatterStatus } from './rows.ts';
import { matterView } from './view-matter.ts';

const STATUSES: readonly string[] = ['open', 'pending', 'closed'] satisfies MatterStatus[];

function statuses(call: Call): Set<string> | null {
  const text = call.query.text('status');
  if (text === null) return null;
  const wanted = text.split(',').map((status) => status.trim());
  if (!wanted.every((status) => STATUSES.includes(status))) throw badRequest('status is not valid');
  return new Set(wanted);
}

type DayTest = (day: string | null) => boolean;

/** `open_date[]=>=2026-01-01` and the like; several narrow further. */
function dayTests(call: Call, name: string): DayTest {
  const tests = [...call.query.all(`${name}[]`), ...call.query.all(name)].map((text): DayTest => {
    const match = /^(<=|>=|<|>|=)?(\d{4}-\d{2}-\d{2})$/.exec(text);
    if (!match) throw badRequest(`${name} is not valid`);
    const [, operator = '=', wanted = ''] = match;
    return (day) => {
      if (day === null) return false;
      if (operator === '=') return day === wanted;
      return operator.startsWith('<')
        ? day < wanted || (operator === '<=' && day === wanted)
        : day > wanted || (operator === '>=' && day === wanted);
    };
  });
  return (day) => tests.every((test) => test(day));
}

const ASSOCIATIONS = {
  client_id: 'clientId',
  practice_area_id: 'practiceAreaId',
  responsible_attorney_id: 'responsibleAttorneyId',
  originating_attorney_id: 'originatingAttorneyId',
  responsible_staff_id: 'responsibleStaffId',
  group_id: 'groupId',
} as const;

function byAssociations(call: Call, rows: Matter[]): Matter[] {
  let kept = rows;
  for (const [name, column] of Object.entries(ASSOCIATIONS)) {
    const wanted = call.query.text(name) === 'null' ? null : call.query.id(name);
    if (call.query.text(name) !== null) kept = kept.filter((row) => row[column] === wanted);
  }
  return kept;
}

function filter(call: Call, rows: Matter[]): Matter[] {
  const wanted = statuses(call);
  const billable = call.query.flag('billable');
  const [opened, pended, closed] = [
    dayTests(call, 'open_date'),
    dayTests(call, 'pending_date'),
    dayTests(call, 'close_date'),
  ];
  const kept = byAssociations(call, rows).filter(
    (row) =>
      (wanted === null || wanted.has(row.status)) &&
      (billable === null || row.billable === billable) &&
      opened(row.open_date) &&
      pended(row.pending_date) &&
      closed(row.close_date),
  );
  return byCustomValues(call, kept);
}

const MATTERS: Resource<Matter> = {
  path: '/matters',
  noun: 'Matter',
  shape: 'Matter',
  needs: ['matters'],
  orders: {
    display_number: (row) => row.display_number,
    custom_number: () => null,
    'client.name': (row, call) => call.firm.contacts.get(row.clientId)?.name ?? null,
    'practice_area.name': (row, call) => call.firm.practiceAreas.get(row.practiceAreaId)?.name ?? null,
    'matter_stage.name': (row, call) => call.firm.stages.get(row.stageId)?.name ?? null,
    'responsible_attorney.name': (row, call) => call.firm.users.get(row.responsibleAttorneyId)?.name ?? null,
    'originating_attorney.name': (row, call) => call.firm.users.get(row.originatingAttorneyId)?.name ?? null,
    matter_stage_updated_at: (row) => row.stageUpdatedAt,
    open_date: (row) => row.open_date,
    pending_date: (row) => row.pending_date,
    close_date: (row) => row.close_date,
    created_at: (row) => row.created_at,
    updated_at: (row) => row.updated_at,
  },
  search: 'matters',
  table: (firm) => firm.matters,
  view: matterView,
  filter,
  trim: withWantedValues,
  create: createMatter,
  update: updateMatter,
  remove: removeMatter,
};

export const MATTER_ROUTES: readonly Route[] = routesOf(MATTERS);
