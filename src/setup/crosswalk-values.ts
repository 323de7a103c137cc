import type { FieldOption, TargetField } from '../../contracts/mappings.ts';
import type { MatterSource, ValueInUse } from '../../contracts/ports/matter-source.ts';
import { crosswalkNameOf, type Crosswalk } from '../domain/mapping/crosswalk.ts';
import type { FieldMapping, MappingSet } from '../domain/mapping/field-mapping.ts';
import { type Match, matchLabel, matchTerm, type Term, termOf } from '../domain/mapping/match-term.ts';
import { problemOfRow } from '../domain/mapping/row-problem.ts';

/** A value that the source holds, how often, and what becomes of it. */
export interface CrosswalkValue {
  readonly term: Term;
  readonly count: number;
  readonly match: Match;
}

/** A row that goes through a crosswalk, with the field that it fills. */
export interface Feeding {
  readonly row: FieldMapping;
  readonly target: TargetField;
}

/** More different values than anybody matches by hand. */
const mostValues = 500;

/** The rows that go through a crosswalk. */
export function rowsThrough(name: string, set: MappingSet): Feeding[] {
  return set.rows.flatMap((row): Feeding[] => {
    const target = set.targetFields[row.level].get(row.targetField);
    const isFed = target && !problemOfRow(row, set) && crosswalkNameOf(row, target.type) === name;
    return isFed ? [{ row, target }] : [];
  });
}

/** The names of all crosswalks that an integration has. */
export function crosswalkNames(set: MappingSet): string[] {
  const names = set.rows.flatMap((row) => {
    const target = set.targetFields[row.level].get(row.targetField);
    return (target && crosswalkNameOf(row, target.type)) ?? [];
  });
  return [...new Set([...names, 'label'])];
}

/** The choices that the fields behind a crosswalk have to offer. */
export function optionsOf(feeding: readonly Feeding[]): FieldOption[] {
  const options = feeding.flatMap(({ target }) => target.options ?? []);
  return [...new Map(options.map((option) => [option.id, option])).values()];
}

/** What the source holds and what becomes of it; the unmatched first, then the most frequent. */
export async function valuesThrough(
  crosswalk: Crosswalk,
  set: MappingSet,
  source: MatterSource,
): Promise<CrosswalkValue[]> {
  if (crosswalk.name === 'label') return labelsThrough(crosswalk, source);
  const values = new Map<string, CrosswalkValue>();
  for (const feeding of rowsThrough(crosswalk.name, set)) {
    for (const one of await valuesOf(feeding, crosswalk, set, source)) {
      const before = values.get(one.term.key);
      values.set(one.term.key, before ? { ...one, count: before.count + one.count } : one);
    }
  }
  return inOrder([...values.values()]);
}

async function labelsThrough(crosswalk: Crosswalk, source: MatterSource): Promise<CrosswalkValue[]> {
  const found = (await source.valuesInUse('relationship-label', mostValues)) ?? [];
  return inOrder(
    found.flatMap(({ value, count }): CrosswalkValue[] => {
      if (typeof value !== 'string') return [];
      return [{ term: { key: value, label: value }, count, match: matchLabel(value, crosswalk) }];
    }),
  );
}

async function valuesOf(
  { row, target }: Feeding,
  crosswalk: Crosswalk,
  set: MappingSet,
  source: MatterSource,
): Promise<CrosswalkValue[]> {
  const field = set.sourceFields[row.level].get(row.sourceField);
  // A template makes texts of its own; what the source field holds says nothing about them.
  if (!field || row.transforms.some(({ kind }) => kind === 'template')) return [];
  const place = { level: row.level, field: row.sourceField };
  const found: readonly ValueInUse[] = (await source.valuesInUse(place, mostValues)) ?? [];
  return found.flatMap(({ value, count }): CrosswalkValue[] => {
    const term = termOf(value, field.type, field.options);
    return term && term.key.trim() !== ''
      ? [{ term, count, match: matchTerm(term, target.options ?? [], crosswalk) }]
      : [];
  });
}

function inOrder(values: readonly CrosswalkValue[]): CrosswalkValue[] {
  const rank = ({ match }: CrosswalkValue) => (match.is === 'unmatched' ? 0 : 1);
  return values.toSorted((a, b) => rank(a) - rank(b) || b.count - a.count || (a.term.label < b.term.label ? -1 : 1));
}
