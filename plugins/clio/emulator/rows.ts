/** What every stored record carries. Times are milliseconds since the epoch, whole seconds. */
export interface Row {
  id: number;
  /** Changes with every change of the record; the quotes are part of it. */
  etag: string;
  created_at: number;
  updated_at: number;
}

/** An e-mail address, a web site or an instant messenger of a contact. */
export interface AddressLine extends Row {
  name: string;
  address: string;
  primary: boolean;
}

export interface PhoneLine extends Row {
  name: string;
  number: string;
  primary: boolean;
}

export interface PostalLine extends Row {
  name: string;
  street: string | null;
  city: string | null;
  province: string | null;
  postal_code: string | null;
  country: string | null;
  primary: boolean;
}

export type FieldType =
  | 'checkbox'
  | 'contact'
  | 'currency'
  | 'date'
  | 'time'
  | 'email'
  | 'matter'
  | 'numeric'
  | 'picklist'
  | 'text_area'
  | 'text_line'
  | 'url';

export type ParentType = 'Contact' | 'Matter';

export interface PicklistOption extends Row {
  option: string;
  deleted_at: number | null;
}

export interface CustomField extends Row {
  name: string;
  parent_type: ParentType;
  field_type: FieldType;
  displayed: boolean;
  required: boolean;
  deleted: boolean;
  display_order: number;
  options: PicklistOption[];
}

/** One custom value. Over the wire its id is `<field type>-<id>`. */
export interface ValueRow extends Row {
  fieldId: number;
  value: string | number | boolean | null;
}

export interface Contact extends Row {
  type: 'Person' | 'Company';
  name: string;
  first_name: string | null;
  middle_name: string | null;
  last_name: string | null;
  prefix: string | null;
  title: string | null;
  date_of_birth: string | null;
  clio_connect_email: string | null;
  ledes_client_id: string | null;
  sales_tax_number: string | null;
  companyId: number | null;
  emails: AddressLine[];
  phones: PhoneLine[];
  addresses: PostalLine[];
  webSites: AddressLine[];
  messengers: AddressLine[];
  values: ValueRow[];
  folderId: number | null;
  creatorId: number;
}

export type MatterStatus = 'open' | 'pending' | 'closed';

export interface Matter extends Row {
  number: number;
  display_number: string;
  description: string;
  status: MatterStatus;
  location: string | null;
  client_reference: string | null;
  billable: boolean;
  open_date: string | null;
  pending_date: string | null;
  close_date: string | null;
  clientId: number;
  practiceAreaId: number | null;
  stageId: number | null;
  stageUpdatedAt: number | null;
  responsibleAttorneyId: number | null;
  originatingAttorneyId: number | null;
  responsibleStaffId: number | null;
  groupId: number | null;
  folderId: number;
  creatorId: number;
  values: ValueRow[];
}

export interface Note extends Row {
  type: 'Matter' | 'Contact';
  subject: string | null;
  detail: string | null;
  detail_text_type: 'plain_text' | 'rich_text';
  date: string;
  matterId: number | null;
  contactId: number | null;
  authorId: number;
}

export interface Relationship extends Row {
  description: string | null;
  matterId: number;
  contactId: number;
}

export interface ExternalProperty extends Row {
  name: string;
  value: string;
}

export interface Folder extends Row {
  name: string;
  root: boolean;
  parentId: number | null;
  matterId: number | null;
  contactId: number | null;
  creatorId: number;
  deleted_at: number | null;
  locked: boolean;
  properties: ExternalProperty[];
}

export interface Part {
  number: number;
  length: number;
  md5: string | null;
}

export interface Version extends Row {
  uuid: string;
  version_number: number;
  filename: string;
  content_type: string;
  size: number | null;
  sha256: string | null;
  fullyUploaded: boolean;
  received_at: number | null;
  creatorId: number;
  parts: Part[];
}

export interface Document extends Row {
  name: string;
  folderId: number;
  categoryId: number | null;
  creatorId: number;
  deleted_at: number | null;
  received_at: number | null;
  locked: boolean;
  properties: ExternalProperty[];
  versions: Version[];
}

export interface User extends Row {
  name: string;
  first_name: string;
  last_name: string;
  email: string;
  enabled: boolean;
  account_owner: boolean;
  roles: string[];
  subscription_type: 'Attorney' | 'NonAttorney';
  time_zone: string;
}

export interface PracticeArea extends Row {
  name: string;
  code: string | null;
  category: string | null;
}

export interface Stage extends Row {
  name: string;
  order: number;
  practiceAreaId: number;
}

export interface NamedRow extends Row {
  name: string;
}

export interface FieldSet extends Row {
  name: string;
  parent_type: ParentType;
  displayed: boolean;
  fieldIds: number[];
}
