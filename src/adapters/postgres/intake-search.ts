import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { ContactBody, IntakeRecord, MatterQuery } from '../../ports/intake-book.ts';
import type { Page } from '../../ports/run-log.ts';
import { decodeCursor, encodeCursor, type Order } from './paging.ts';

/** What a record is found by, beside its key. */
export interface SearchColumns extends Record<string, unknown> {
  /** The contact that a matter or a relationship names, or a contact's company. */
  readonly person: string | null;
  readonly status: string | null;
  /** Texts that a person may type a part of, in lower case. */
  readonly search: string | null;
}

/** Stands between two texts, so that no typed text is found across both. */
const separator = '\u001f';

const nothing: SearchColumns = { person: null, status: null, search: null };

/**
 * Lower case is made here: what the database's `lower` and `ilike` make of letters beyond ASCII depends on the locale
 * that it was created with, and the embedded one was created with none.
 */
export function searchColumnsOf(record: IntakeRecord): SearchColumns {
  const fold = (texts: (string | undefined)[]): string =>
    texts
      .map((text) => text ?? '')
      .join(separator)
      .toLowerCase();
  if (isOf(record, 'matter')) {
    const { contactId, status, title, number } = record.body;
    return { person: contactId, status, search: fold([title, number]) };
  }
  if (isOf(record, 'contact'))
    return { ...nothing, person: record.body.companyId ?? null, search: fold(namesOf(record.body)) };
  if (isOf(record, 'relationship')) return { ...nothing, person: record.body.contactId };
  return nothing;
}

function isOf<Kind extends ObjectKind>(record: IntakeRecord, kind: Kind): record is IntakeRecord<Kind> {
  return record.kind === kind;
}

/** The name as it is said, with and without the middle name. */
function namesOf(body: ContactBody): (string | undefined)[] {
  if (body.kind === 'company') return [body.companyName];
  const parts = [
    [body.firstName, body.middleName, body.lastName],
    [body.firstName, body.lastName],
  ];
  return parts.map((names) => names.filter((name) => name !== undefined).join(' '));
}

/**
 * Asked matter by matter instead of joined: with a join the database may read all clients for each matter, as it does
 * while it has no statistics of a table that has just been filled.
 */
const clientSearch = `(select clients.search from intake_records clients where clients.firm_id = matters.firm_id
  and clients.kind = 'contact' and clients.matter_id = '' and clients.id = matters.person)`;

/** The ids of a page of matters, in order. `strpos` takes the text as it is: it has no signs that stand for others. */
export async function searchMatters(
  em: SqlEntityManager,
  firmId: string,
  query: MatterQuery,
  page: Page,
  order: Order,
): Promise<{ ids: string[]; nextCursor?: string }> {
  if (query.ids?.length === 0) return { ids: [] };
  const conditions = [
    `matters.firm_id = ? and matters.kind = 'matter' and matters.matter_id = '' and not matters.deleted`,
  ];
  const values: (string | number | string[])[] = [firmId];
  const add = (condition: string, ...given: (string | number | string[])[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (page.cursor !== undefined) add('matters.id > ?', ...decodeCursor(page.cursor, order));
  if (query.after !== undefined) add('matters.id > ?', query.after);
  if (query.ids !== undefined) add('matters.id in (?)', [...query.ids]);
  if (query.contactId !== undefined) add('matters.person = ?', query.contactId);
  if (query.status !== undefined) add('matters.status = ?', query.status);
  if (query.text !== undefined) {
    const text = query.text.toLowerCase();
    add(`(strpos(matters.search, ?) > 0 or strpos(${clientSearch}, ?) > 0)`, text, text);
  }
  const rows = await em.execute<{ id: string }[]>(
    `select matters.id from intake_records matters where ${conditions.join(' and ')} order by matters.id limit ?`,
    [...values, page.limit + 1],
  );
  const ids = rows.slice(0, page.limit).map(({ id }) => id);
  const last = ids.at(-1);
  return last !== undefined && rows.length > ids.length ? { ids, nextCursor: encodeCursor([last]) } : { ids };
}
