import { z } from 'zod';

// The vendor's JSON, only what is used. Everything but the id may be missing: a user without a right gets records
// with holes, and a hole must not make the whole record unreadable.

const id = z.union([z.string().min(1), z.number().int()]).transform(String);
const text = z.union([z.string(), z.number().transform(String)]).nullish();
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).nullish();
const reference = z.looseObject({ id }).nullish();
const named = z.looseObject({ id, name: text }).nullish();

const EmailAddress = z.object({ id, name: text, address: text });
const PhoneNumber = z.object({ id, name: text, number: text });
const Address = z.object({
  id,
  name: text,
  street: text,
  city: text,
  province: text,
  postal_code: text,
  country: text,
});
const WebSite = z.object({ id, name: text, address: text });

export const CustomFieldValue = z.object({
  /** Composite, such as `text_line-55001`; null while the field is only displayed. */
  id: id.nullish(),
  field_name: text,
  field_type: text,
  value: z.union([z.string(), z.number(), z.boolean(), z.looseObject({ id })]).nullish(),
  custom_field: reference,
  picklist_option: reference,
});
export type CustomFieldValue = z.infer<typeof CustomFieldValue>;

export const Contact = z.object({
  id,
  etag: text,
  type: text,
  name: text,
  first_name: text,
  middle_name: text,
  last_name: text,
  prefix: text,
  title: text,
  date_of_birth: text,
  created_at: text,
  company: named,
  email_addresses: z.array(EmailAddress).nullish(),
  phone_numbers: z.array(PhoneNumber).nullish(),
  addresses: z.array(Address).nullish(),
  web_sites: z.array(WebSite).nullish(),
  custom_field_values: z.array(CustomFieldValue).nullish(),
});
export type Contact = z.infer<typeof Contact>;

export const Matter = z.object({
  id,
  etag: text,
  display_number: text,
  description: text,
  client_reference: text,
  location: text,
  status: text,
  open_date: text,
  pending_date: text,
  close_date: text,
  billable: flag,
  created_at: text,
  client: named,
  practice_area: named,
  responsible_attorney: named,
  originating_attorney: named,
  responsible_staff: named,
  custom_field_values: z.array(CustomFieldValue).nullish(),
});
export type Matter = z.infer<typeof Matter>;

export const Note = z.object({
  id,
  etag: text,
  subject: text,
  detail: text,
  detail_text_type: text,
  date: text,
  created_at: text,
  matter: reference,
});
export type Note = z.infer<typeof Note>;

export const Relationship = z.object({
  id,
  etag: text,
  description: text,
  created_at: text,
  matter: reference,
  contact: named,
});
export type Relationship = z.infer<typeof Relationship>;

const Headers = z
  .array(z.object({ name: z.string(), value: z.union([z.string(), z.number().transform(String)]) }))
  .nullish();
const bytes = z.union([z.number(), z.string().transform(Number)]).nullish();

export const Part = z.object({ part_number: z.number().int(), put_url: text, put_headers: Headers });
export type Part = z.infer<typeof Part>;

export const DocumentVersion = z.object({
  id,
  uuid: z.string().min(1),
  version_number: z.number().nullish(),
  size: bytes,
  fully_uploaded: flag,
  put_url: text,
  put_headers: Headers,
  multiparts: z.array(Part).nullish(),
});
export type DocumentVersion = z.infer<typeof DocumentVersion>;

export const Document = z.object({
  id,
  etag: text,
  name: text,
  size: bytes,
  created_at: text,
  deleted_at: text,
  matter: reference,
  parent: reference,
  external_properties: z.array(z.looseObject({ id: id.nullish(), name: text, value: text })).nullish(),
  latest_document_version: DocumentVersion.nullish(),
});
export type Document = z.infer<typeof Document>;

export const MatterFolder = z.object({ id, folder: reference });

export const CustomField = z.object({
  id,
  name: text,
  field_type: text,
  parent_type: text,
  deleted: flag,
  required: flag,
  picklist_options: z.array(z.object({ id, option: text, deleted_at: text })).nullish(),
});
export type CustomField = z.infer<typeof CustomField>;

export const PracticeArea = z.object({ id, name: text });
export const User = z.object({ id, name: text, email: text, enabled: flag });
export const Identity = z.object({ id, name: text, email: text, time_zone: text, account: named });
export type Identity = z.infer<typeof Identity>;
export const Anything = z.looseObject({});

export const Token = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.union([z.number(), z.string().transform(Number)]).nullish(),
});
