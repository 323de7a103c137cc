import type { View } from './fields.ts';
import type { Look } from './look.ts';
import type { NamedRow, PracticeArea, Row, Stage, User } from './rows.ts';

const timed = (row: Row, look: Look): View => ({
  ...row,
  created_at: look.at(row.created_at),
  updated_at: look.at(row.updated_at),
});

export const practiceAreaView = (row: PracticeArea, look: Look): View => timed(row, look);

/** A stage names its practice area by an id in text, unlike every other id (clio-api facts: matters). */
export const stageView = (row: Stage, look: Look): View => ({
  ...timed(row, look),
  practice_area_id: String(row.practiceAreaId),
});

export const namedView = (row: NamedRow, look: Look): View => timed(row, look);

export const groupView = (row: NamedRow, look: Look): View => ({
  ...timed(row, look),
  type: 'UserGroup',
  client_connect_user: false,
});

export const userView = (row: User, look: Look): View => ({
  ...timed(row, look),
  initials: `${row.first_name.charAt(0)}${row.last_name.charAt(0)}`,
  type: 'ManageUser',
  clio_connect: false,
  court_rules_default_attendee: false,
  default_calendar_id: null,
  phone_number: null,
  rate: null,
  account: { ...timed(look.actor.firm.account, look), state: 'active' },
  groups: [],
  notification_methods: [],
});
