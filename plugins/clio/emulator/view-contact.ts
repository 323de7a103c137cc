import type { View } from './fields.ts';
import type { Look } from './look.ts';
import type { AddressLine, Contact, PhoneLine, PostalLine, Row } from './rows.ts';

const timed = (row: Row, look: Look): View => ({
  ...row,
  created_at: look.at(row.created_at),
  updated_at: look.at(row.updated_at),
});

export const lineView = (row: AddressLine | PhoneLine | PostalLine, look: Look): View => timed(row, look);

const webSiteView = (row: AddressLine, look: Look): View => ({ ...timed(row, look), default_web_site: row.primary });

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .slice(0, 3);

const primary = <L extends { primary: boolean }>(lines: readonly L[]): L | undefined =>
  lines.find((line) => line.primary);
const secondary = <L extends { primary: boolean }>(lines: readonly L[]): L | undefined =>
  lines.find((line) => !line.primary);

function shown(row: AddressLine | PostalLine | undefined, look: Look): View | null {
  return row ? timed(row, look) : null;
}

/** A contact as every route that shows one shows it. */
export function contactView(row: Contact, look: Look): View {
  const { firm } = look.actor;
  const isClient = (): boolean => firm.matters.all().some((matter) => matter.clientId === row.id);
  return {
    ...lists(row, look),
    id: row.id,
    etag: row.etag,
    type: row.type,
    name: row.name,
    first_name: row.first_name,
    middle_name: row.middle_name,
    last_name: row.last_name,
    prefix: row.prefix,
    title: row.title,
    date_of_birth: row.date_of_birth,
    clio_connect_email: row.clio_connect_email,
    ledes_client_id: row.ledes_client_id,
    sales_tax_number: row.sales_tax_number,
    created_at: look.at(row.created_at),
    updated_at: look.at(row.updated_at),
    initials: initials(row.name),
    locked_clio_connect_email: false,
    has_clio_for_clients_permission: false,
    is_clio_for_client_user: false,
    is_co_counsel: false,
    is_bill_recipient: false,
    primary_email_address: primary(row.emails)?.address ?? null,
    secondary_email_address: secondary(row.emails)?.address ?? null,
    primary_phone_number: primary(row.phones)?.number ?? null,
    secondary_phone_number: secondary(row.phones)?.number ?? null,
    get is_client() {
      return isClient();
    },
    get is_matter_client() {
      return isClient();
    },
    get company() {
      return look.contact(row.companyId);
    },
    get folder() {
      return look.folder(row.folderId);
    },
    get custom_field_values() {
      return look.values(row.values, 'Contact');
    },
  };
}

const lists = (row: Contact, look: Look): View => ({
  email_addresses: row.emails.map((line) => timed(line, look)),
  phone_numbers: row.phones.map((line) => timed(line, look)),
  addresses: row.addresses.map((line) => timed(line, look)),
  web_sites: row.webSites.map((line) => webSiteView(line, look)),
  instant_messengers: row.messengers.map((line) => timed(line, look)),
  primary_address: shown(primary(row.addresses), look),
  secondary_address: shown(secondary(row.addresses), look),
  primary_work_address: shown(
    row.addresses.find((line) => line.name === 'Work'),
    look,
  ),
  primary_web_site: shown(primary(row.webSites), look),
  secondary_web_site: shown(secondary(row.webSites), look),
  activity_rates: [],
  custom_field_set_associations: [],
  notification_methods: [],
  account_balances: [],
  related_contacts: [],
  kyc_field_values: [],
});
