import type { CrosswalkRules } from './crosswalk-queries.ts';
import { isLabels } from './crosswalk-words.ts';
import type { Crosswalk, CrosswalkPolicy } from './mapping-answers.ts';

type Value = Crosswalk['values'][number];

/** A value of the source with the line of the table that it has, and what comes of it so far. */
export interface CrosswalkLine {
  /** As it is written into the table. */
  readonly from: string;
  readonly label: string;
  /** How many records hold it; none where only the table still speaks of it. */
  readonly count: number;
  /** What the table says: a choice, empty on purpose (`null`), or nothing. */
  readonly to: string | null | undefined;
  /** Set where both systems call it the same: the table does not come into it. */
  readonly matched: Value | undefined;
  readonly isUnmatched: boolean;
}

/** What a person has chosen in the dialog and not saved yet. */
export interface CrosswalkDraft {
  readonly policy: CrosswalkPolicy;
  readonly fallback: string | undefined;
  readonly chosen: ReadonlyMap<string, string | null | undefined>;
}

export function draftOf({ policy, fallback }: Crosswalk): CrosswalkDraft {
  return { policy, fallback, chosen: new Map() };
}

const folded = (text: string): string => text.trim().toLocaleLowerCase();

function lineFor(crosswalk: Crosswalk, value: Value): CrosswalkLine {
  const { table } = crosswalk;
  const entry =
    table.find(({ from }) => from === value.value) ??
    table.find(({ from }) => [value.value, value.label].map(folded).includes(folded(from)));
  const bySelf = !isLabels(crosswalk) && ['e-mail', 'label', 'folded-label'].includes(value.by ?? '');
  return {
    from: entry?.from ?? value.value,
    label: value.label,
    count: value.count,
    to: entry?.to,
    matched: bySelf ? value : undefined,
    isUnmatched: value.state === 'unmatched',
  };
}

/** What the source holds, the unmatched first as the server lists them, and then lines whose values are gone. */
export function linesOf(crosswalk: Crosswalk): CrosswalkLine[] {
  const held = crosswalk.values.map((value) => lineFor(crosswalk, value));
  const spoken = new Set(held.map(({ from }) => from));
  const gone = crosswalk.table
    .filter(({ from }) => !spoken.has(from))
    .map(({ from, to }) => ({ from, label: from, count: 0, to, matched: undefined, isUnmatched: false }));
  return [...held, ...gone];
}

/** What a line leads to with what was chosen since. */
export function leadsTo({ from, to }: CrosswalkLine, { chosen }: CrosswalkDraft): string | null | undefined {
  return chosen.has(from) ? chosen.get(from) : to;
}

export function withChoice(draft: CrosswalkDraft, from: string, to: string | null | undefined): CrosswalkDraft {
  return { ...draft, chosen: new Map([...draft.chosen, [from, to]]) };
}

/** The whole crosswalk, as one request replaces it. */
export function rulesOf(lines: readonly CrosswalkLine[], draft: CrosswalkDraft): CrosswalkRules {
  const { policy, fallback } = draft;
  const table = lines.flatMap((line) => {
    const to = leadsTo(line, draft);
    return to === undefined ? [] : [{ from: line.from, to: to === null ? null : to.trim() }];
  });
  const filled = table.filter(({ to }) => to !== '');
  return { policy, table: filled, ...(policy === 'default' && fallback !== undefined && { fallback }) };
}
