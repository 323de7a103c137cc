import { flagIn, isDestroyed, listIn, oneOf, textIn, wholeNumber } from './body.ts';
import type { Data } from './body.ts';
import { invalid } from './errors.ts';
import type { AddressLine, Contact, PhoneLine, PostalLine, Row } from './rows.ts';
import type { Registrar, Unborn } from './table.ts';

/** E-mails, phones and addresses a contact may have of each (clio-api facts: contacts). */
const MOST = 20;

interface LineKind<L extends Row & { name: string; primary: boolean }> {
  readonly key: string;
  readonly names: readonly string[];
  readonly defaultFlag: string;
  readonly limited: boolean;
  read(data: Data, line: L | undefined): Omit<L, keyof Row | 'name' | 'primary'>;
}

const address = (data: Data, line: AddressLine | undefined): { address: string } => {
  const text = textIn(data, 'address') ?? line?.address;
  if (text === undefined || text === '') throw invalid('address is required');
  return { address: text };
};

const EMAILS: LineKind<AddressLine> = {
  key: 'email_addresses',
  names: ['Work', 'Home', 'Other'],
  defaultFlag: 'default_email',
  limited: true,
  read(data, line) {
    const read = address(data, line);
    if (!/^[^\s@]+@[^\s@]+$/.test(read.address)) throw invalid(`${read.address} is not a valid email address`);
    return read;
  },
};

const PHONES: LineKind<PhoneLine> = {
  key: 'phone_numbers',
  names: ['Work', 'Home', 'Mobile', 'Fax', 'Pager', 'Skype', 'Other'],
  defaultFlag: 'default_number',
  limited: true,
  read(data, line) {
    const number = textIn(data, 'number') ?? line?.number;
    if (number === undefined || number === '') throw invalid('number is required');
    return { number };
  },
};

const ADDRESSES: LineKind<PostalLine> = {
  key: 'addresses',
  names: ['Work', 'Home', 'Billing', 'Other'],
  defaultFlag: 'primary',
  limited: true,
  read(data, line) {
    const part = (key: 'street' | 'city' | 'province' | 'postal_code' | 'country'): string | null => {
      const text = textIn(data, key);
      return text === undefined ? (line?.[key] ?? null) : text;
    };
    return {
      street: part('street'),
      city: part('city'),
      province: part('province'),
      postal_code: part('postal_code'),
      country: part('country'),
    };
  },
};

const WEB_SITES: LineKind<AddressLine> = {
  key: 'web_sites',
  names: ['Work', 'Personal', 'Twitter', 'Facebook', 'LinkedIn', 'Instant Messenger', 'Other'],
  defaultFlag: 'default_web_site',
  limited: false,
  read: address,
};

const MESSENGERS: LineKind<AddressLine> = {
  key: 'instant_messengers',
  names: ['Work', 'Personal', 'Other'],
  defaultFlag: 'default',
  limited: false,
  read: address,
};

/** The rows of the body are operations: with an id an update, without one an append, with `_destroy` a delete. */
function operate<L extends Row & { name: string; primary: boolean }>(
  lines: L[],
  kind: LineKind<L>,
  data: Data,
  registrar: Registrar,
): void {
  for (const operation of listIn(data, kind.key)) {
    const line = existing(lines, kind.key, operation);
    if (line && isDestroyed(operation)) {
      lines.splice(lines.indexOf(line), 1);
      continue;
    }
    const name = oneOf(operation, 'name', kind.names) ?? line?.name ?? 'Other';
    const primary = flagIn(operation, kind.defaultFlag);
    const read = { ...kind.read(operation, line), name };
    const written = line
      ? rewrite(line, read, registrar)
      : append(lines, registrar.bear<L>({ ...read, primary: false } as unknown as Unborn<L>));
    if (primary === true) for (const other of lines) other.primary = other === written;
  }
  const first = lines[0];
  if (first && !lines.some((line) => line.primary)) first.primary = true;
  if (kind.limited && lines.length > MOST) throw invalid(`${kind.key} cannot be more than ${MOST}`);
}

function existing<L extends Row>(lines: L[], key: string, operation: Data): L | undefined {
  const id = operation['id'];
  if (id === undefined || id === null) return undefined;
  const number = wholeNumber(id, `${key}.id`);
  const line = lines.find((candidate) => candidate.id === number);
  if (!line) throw invalid(`${key} with id ${number} does not exist on this record`);
  return line;
}

function rewrite<L extends Row>(line: L, read: object, registrar: Registrar): L {
  const before = JSON.stringify(line);
  Object.assign(line, read);
  if (JSON.stringify(line) !== before) registrar.touch(line);
  return line;
}

function append<L>(lines: L[], line: L): L {
  lines.push(line);
  return line;
}

/** Applies every nested list of a contact's body to the draft. */
export function operateLines(draft: Contact, data: Data, registrar: Registrar): void {
  operate(draft.emails, EMAILS, data, registrar);
  operate(draft.phones, PHONES, data, registrar);
  operate(draft.addresses, ADDRESSES, data, registrar);
  operate(draft.webSites, WEB_SITES, data, registrar);
  operate(draft.messengers, MESSENGERS, data, registrar);
}
