import type { FieldOption, SourceFieldType } from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import { fold, foldEmail } from '../identity/fold.ts';
import type { Crosswalk } from './crosswalk.ts';

/** A value as a crosswalk sees it: the key by which its table knows it, and what a person calls it. */
export interface Term {
  readonly key: string;
  readonly label: string;
  readonly email?: string;
}

/** How a counterpart was found. */
export type MatchedBy = 'e-mail' | 'label' | 'folded-label' | 'table' | 'fallback';

export type Match =
  | { readonly is: 'matched'; readonly to: string; readonly by: MatchedBy }
  /** The firm's table says that nothing is to be carried over. */
  | { readonly is: 'left-empty' }
  | { readonly is: 'unmatched' };

export const statusLabels: Readonly<Record<string, string>> = {
  pnc: 'Potential new client',
  hired: 'Hired',
  lost: 'Lost',
};

/** The term of a value; `undefined` for what no list can hold. */
export function termOf(
  value: NonNullable<SourceValue>,
  type: SourceFieldType,
  options: readonly FieldOption[] = [],
): Term | undefined {
  if (typeof value === 'boolean') return { key: String(value), label: value ? 'Yes' : 'No' };
  if (typeof value === 'object') return 'length' in value ? undefined : colleague(value);
  const text = String(value);
  if (type === 'picklist') return { key: text, label: options.find(({ id }) => id === text)?.label ?? text };
  if (type === 'matter-status') return { key: text, label: statusLabels[text] ?? text };
  const email = /^[^\s@]+@[^\s@]+$/.test(text) ? { email: text } : {};
  return { key: text, label: text, ...email };
}

function colleague({ email, name }: { readonly email?: string; readonly name?: string }): Term | undefined {
  const spoken = name?.trim() ? name : undefined;
  const key = foldEmail(email) || spoken;
  return key ? { key, label: spoken ?? key, ...(email && { email }) } : undefined;
}

/** Finds the counterpart of a term among the choices of the target: by e-mail, by label, by the firm's own table. */
export function matchTerm(term: Term, options: readonly FieldOption[], crosswalk: Crosswalk | undefined): Match {
  const found = byEmail(term, options) ?? byLabel(term, options);
  if (found) return found;
  const listed = entryOf(term, crosswalk);
  if (listed?.to === null) return { is: 'left-empty' };
  if (listed && options.some(({ id }) => id === listed.to)) return { is: 'matched', to: listed.to, by: 'table' };
  const fallback = crosswalk?.policy === 'default' ? crosswalk.fallback : undefined;
  return fallback !== undefined && options.some(({ id }) => id === fallback)
    ? { is: 'matched', to: fallback, by: 'fallback' }
    : { is: 'unmatched' };
}

/** The same for relationship labels, which the target takes as free text: the table alone says what is written. */
export function matchLabel(label: string, crosswalk: Crosswalk | undefined): Match {
  const listed = entryOf({ key: label, label }, crosswalk);
  if (listed) return listed.to === null ? { is: 'left-empty' } : { is: 'matched', to: listed.to, by: 'table' };
  if (crosswalk === undefined || crosswalk.policy === 'keep') return { is: 'matched', to: label, by: 'label' };
  return crosswalk.policy === 'default' && crosswalk.fallback !== undefined
    ? { is: 'matched', to: crosswalk.fallback, by: 'fallback' }
    : { is: 'unmatched' };
}

function byEmail({ email }: Term, options: readonly FieldOption[]): Match | undefined {
  const wanted = foldEmail(email);
  return wanted === ''
    ? undefined
    : single(
        options.filter((option) => foldEmail(option.email) === wanted),
        'e-mail',
      );
}

/** Exactly first, then without case and accents; two that only differ so are no match at all. */
function byLabel({ label }: Term, options: readonly FieldOption[]): Match | undefined {
  const exact = options.filter((option) => option.label === label);
  if (exact.length > 0) return single(exact, 'label');
  return single(
    options.filter((option) => fold(option.label) === fold(label)),
    'folded-label',
  );
}

function single(found: readonly FieldOption[], by: MatchedBy): Match | undefined {
  const [only] = found;
  return only && found.length === 1 ? { is: 'matched', to: only.id, by } : undefined;
}

function entryOf({ key, label }: Term, crosswalk: Crosswalk | undefined) {
  const table = crosswalk?.table ?? [];
  const exact = table.find(({ from }) => from === key);
  if (exact) return exact;
  const folded = table.filter(({ from }) => fold(from) === fold(key) || fold(from) === fold(label));
  return new Set(folded.map(({ to }) => to)).size === 1 ? folded[0] : undefined;
}
