import type { View } from './fields.ts';
import type { Look } from './look.ts';
import type { Matter, MatterStatus, Note, Relationship } from './rows.ts';

const SHOWN: Record<MatterStatus, string> = { open: 'Open', pending: 'Pending', closed: 'Closed' };

/** A matter. Its status is written in lower case and shown with a capital (clio-api facts: matters). */
export function matterView(row: Matter, look: Look): View {
  return {
    id: row.id,
    etag: row.etag,
    number: row.number,
    display_number: row.display_number,
    custom_number: null,
    description: row.description,
    status: SHOWN[row.status],
    location: row.location,
    client_reference: row.client_reference,
    client_id: row.clientId,
    billable: row.billable,
    billing_method: 'hourly',
    maildrop_address: `matter-${row.id}@maildrop.clio.example`,
    open_date: row.open_date,
    pending_date: row.pending_date,
    close_date: row.close_date,
    created_at: look.at(row.created_at),
    updated_at: look.at(row.updated_at),
    matter_stage_updated_at: look.at(row.stageUpdatedAt),
    shared: false,
    has_tasks: false,
    last_activity_date: null,
    account_balances: [],
    custom_field_set_associations: [],
    matter_bill_recipients: [],
    task_template_list_instances: [],
    kyc_field_values: [],
    split_invoice_payers: [],
    get client() {
      return look.contact(row.clientId);
    },
    get practice_area() {
      return look.practiceArea(row.practiceAreaId);
    },
    get matter_stage() {
      return look.stage(row.stageId);
    },
    get responsible_attorney() {
      return look.user(row.responsibleAttorneyId);
    },
    get originating_attorney() {
      return look.user(row.originatingAttorneyId);
    },
    get responsible_staff() {
      return look.user(row.responsibleStaffId);
    },
    get user() {
      return look.user(row.creatorId);
    },
    get group() {
      return look.group(row.groupId);
    },
    get folder() {
      return look.folder(row.folderId);
    },
    get custom_field_values() {
      return look.values(row.values, 'Matter');
    },
    get relationships() {
      const { relationships } = look.actor.firm;
      return relationships.where((one) => one.matterId === row.id).map((one) => relationshipView(one, look));
    },
  };
}

export const relationshipView = (row: Relationship, look: Look): View => ({
  id: row.id,
  etag: row.etag,
  description: row.description,
  created_at: look.at(row.created_at),
  updated_at: look.at(row.updated_at),
  get matter() {
    return look.matter(row.matterId);
  },
  get contact() {
    return look.contact(row.contactId);
  },
});

export const noteView = (row: Note, look: Look): View => ({
  id: row.id,
  etag: row.etag,
  type: row.type,
  subject: row.subject,
  detail: row.detail,
  detail_text_type: row.detail_text_type,
  date: row.date,
  created_at: look.at(row.created_at),
  updated_at: look.at(row.updated_at),
  time_entries_count: 0,
  time_entries: [],
  notification_event_subscribers: [],
  get matter() {
    return look.matter(row.matterId);
  },
  get contact() {
    return look.contact(row.contactId);
  },
  get author() {
    return look.user(row.authorId);
  },
});
