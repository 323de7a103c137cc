import { digits, foldText } from './folding.ts';
import { keyOf } from './ledger.ts';
import type { Cells, Ledger, Rec, RowText } from './ledger.ts';

/** A contact of either side, as far as it tells people apart. */
export interface Likeness {
  readonly fields: Cells;
  readonly rows: Readonly<Record<string, readonly RowText[]>>;
}

export type Sameness = 'somebody-else' | 'surely' | 'maybe';

const text = (one: Likeness, field: string): string => {
  const cell = one.fields[field];
  return typeof cell === 'string' ? foldText(cell) : '';
};

const values = (one: Likeness, field: string, fold: (value: string) => string): Set<string> =>
  new Set((one.rows[field] ?? []).map((row) => fold(row.text)));

const emailsOf = (one: Likeness) => values(one, 'emails', (value) => value.toLowerCase());
const phonesOf = (one: Likeness) => values(one, 'phones', digits);
const overlap = (left: Set<string>, right: Set<string>): boolean => [...left].some((value) => right.has(value));

/** The name by which a contact is compared; blank where there is none. */
const nameOf = (one: Likeness): string =>
  text(one, 'type') === 'company'
    ? text(one, 'name')
    : [text(one, 'first_name'), text(one, 'last_name')].filter(Boolean).join(' ');

/** Rules, section 3: how alike two contacts are, whoever they may be tied to. */
export function sameness(one: Likeness, other: Likeness): Sameness {
  if (text(one, 'type') !== text(other, 'type') || nameOf(one) === '' || nameOf(one) !== nameOf(other))
    return 'somebody-else';
  const [born, bornToo] = [text(one, 'birth_date'), text(other, 'birth_date')];
  const contradicts = born !== '' && bornToo !== '' && born !== bornToo;
  if (overlap(emailsOf(one), emailsOf(other))) return contradicts ? 'maybe' : 'surely';
  if (born !== '' && born === bornToo) return 'maybe';
  if (overlap(phonesOf(one), phonesOf(other))) return 'maybe';
  const bare = [one, other].some((side) => emailsOf(side).size === 0 && phonesOf(side).size === 0);
  return bare ? 'maybe' : 'somebody-else';
}

/** Looked up by e-mail, and where that finds nobody, by name. */
function lookUp(ledger: Ledger, wanted: Likeness): Rec[] {
  const everyone = ledger.live('contact');
  const byEmail = everyone.filter((rec) => overlap(emailsOf(wanted), emailsOf(rec)));
  const byName = everyone.filter((rec) => nameOf(rec) === nameOf(wanted));
  if (ledger.target.generousLookUp) return [...new Set([...byEmail, ...byName])];
  return byEmail.length > 0 ? byEmail : byName;
}

export type Match =
  | { readonly verdict: 'create' }
  | { readonly verdict: 'adopt'; readonly rec: Rec }
  | { readonly verdict: 'ask'; readonly recs: readonly Rec[] };

/** The verdict over everyone the look-up found; records that are spoken for are somebody else. */
export function findPerson(ledger: Ledger, id: string, wanted: Likeness): Match {
  const me = keyOf('contact', '', id);
  const free = lookUp(ledger, wanted).filter((rec) => !ledger.isTaken(rec, me));
  const keyed = free.filter((rec) => rec.key !== undefined);
  if (keyed.length === 1 && keyed[0]) return { verdict: 'adopt', rec: keyed[0] };
  const surely = free.filter((rec) => sameness(wanted, rec) === 'surely');
  if (surely.length === 1 && surely[0]) return { verdict: 'adopt', rec: surely[0] };
  if (surely.length > 1) return { verdict: 'ask', recs: surely };
  const maybe = free.filter((rec) => sameness(wanted, rec) === 'maybe');
  return maybe.length > 0 ? { verdict: 'ask', recs: maybe } : { verdict: 'create' };
}
