import { distance } from 'fastest-levenshtein';
import type { SourceField, TargetField } from '../../../contracts/mappings.ts';
import type { FieldLevel, FieldPath } from '../../../contracts/objects/values.ts';
import { fold } from '../identity/fold.ts';
import { namesakeOf } from './check-mappings.ts';
import type { FieldMapping, MappingSet } from './field-mapping.ts';
import { problemOfRow } from './row-problem.ts';
import { type ConversionRule, fitOf, sourceTypeWords } from './type-table.ts';

/** A pair of fields that may belong together. */
export interface MappingSuggestion {
  readonly level: FieldLevel;
  readonly sourceField: FieldPath;
  readonly sourceLabel: string;
  readonly targetField: FieldPath;
  readonly targetLabel: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reason: string;
  /** The broken row in whose place it could stand. */
  readonly replaces?: string;
}

/** Below this two names have too little in common to bother a person with. */
const leastScore = 0.65;

/** Names that differ in more letters than a slip of the hand are told apart; only their words still count. */
const leastLetters = 0.75;

/** How much a value that goes over unchanged is worth above one that is converted, and choices in common above none. */
const convertedPenalty = 0.1;
const optionWeight = 0.3;

/** Pairs of free fields that may belong together, the best first; every field at most once, and never types that do not fit. */
export function suggestMappings(set: MappingSet): MappingSuggestion[] {
  const levels: readonly FieldLevel[] = ['contact', 'matter'];
  return levels.flatMap((level) => bestOf([...replacements(level, set), ...pairsOf(level, set)])).toSorted(byScore);
}

/** Where the field of a row is gone and there is one of its name, nothing fits better; taken it is not. */
function replacements(level: FieldLevel, set: MappingSet): MappingSuggestion[] {
  return brokenRows(level, set).flatMap((row): MappingSuggestion[] => {
    const namesake = namesakeOf(row, set);
    const source = set.sourceFields[level].get(row.sourceField);
    if (!namesake || !source) return [];
    return [
      {
        level,
        sourceField: source.path,
        sourceLabel: source.label,
        targetField: namesake.field,
        targetLabel: namesake.label,
        score: 1,
        reason: 'The field that was mapped is gone, and this one has its name.',
        replaces: row.id,
      },
    ];
  });
}

function brokenRows(level: FieldLevel, set: MappingSet): FieldMapping[] {
  return set.rows.filter(
    (row) => row.level === level && !row.locked && problemOfRow(row, set)?.code === 'target-field-missing',
  );
}

function pairsOf(level: FieldLevel, set: MappingSet): MappingSuggestion[] {
  const rows = set.rows.filter((row) => row.level === level);
  const broken = brokenRows(level, set);
  const sound = rows.filter((row) => !broken.includes(row));
  const sources = [...set.sourceFields[level].values()].filter(
    ({ path }) => !sound.some((row) => row.sourceField === path),
  );
  const targets = [...set.targetFields[level].values()].filter(
    ({ path, writable }) => writable && !sound.some((row) => row.targetField === path),
  );
  return sources.flatMap((source) =>
    targets.flatMap((target) => {
      const suggestion = pairOf(source, target);
      const row = broken.find((one) => one.sourceField === source.path);
      return suggestion ? [{ ...suggestion, ...(row && { replaces: row.id }) }] : [];
    }),
  );
}

function pairOf(source: SourceField, target: TargetField): MappingSuggestion | undefined {
  const fit = fitOf(source.type, target.type);
  if (!fit.fits) return undefined;
  const name = likenessOfNames(source.label, target.label);
  const shared = sharedOptions(source, target);
  const base = shared === undefined ? name : name * (1 - optionWeight) + shared * optionWeight;
  const score = Math.round((base - (isUnchanged(fit.rule) ? 0 : convertedPenalty)) * 100) / 100;
  if (score < leastScore) return undefined;
  return {
    level: source.level,
    sourceField: source.path,
    sourceLabel: source.label,
    targetField: target.path,
    targetLabel: target.label,
    score,
    reason: reasonOf(source, name, shared),
  };
}

function isUnchanged(rule: ConversionRule): boolean {
  return rule === 'same' || rule === 'one-line';
}

function reasonOf({ type }: SourceField, name: number, shared: number | undefined): string {
  const names = name === 1 ? 'The names are the same' : 'The names are alike';
  if (shared === undefined || shared === 0) return `${names}, and the field can hold ${sourceTypeWords[type]}.`;
  const share = shared === 1 ? 'all choices' : `${Math.round(shared * 100)} % of the choices`;
  return `${names}, and ${share} have a counterpart.`;
}

/** By letters, or by the words they share in whatever order: whichever is closer. */
function likenessOfNames(a: string, b: string): number {
  const [left, right] = [fold(a), fold(b)];
  if (left === right) return 1;
  const longest = Math.max(left.length, right.length);
  const letters = longest === 0 ? 0 : 1 - distance(left, right) / longest;
  const [some, others] = [wordsOf(left), wordsOf(right)];
  const common = [...some].filter((word) => others.has(word)).length;
  const words = (2 * common) / (some.size + others.size || 1);
  // Two names that fold differently are never the same, however many words they share.
  return Math.min(0.95, Math.max(letters < leastLetters ? 0 : letters, words));
}

function wordsOf(text: string): Set<string> {
  return new Set(text.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word.length > 1 && word !== 'of'));
}

/** Which part of the source's choices has a counterpart; `undefined` where not both have choices. */
function sharedOptions(source: SourceField, target: TargetField): number | undefined {
  if (!source.options || !target.options || source.options.length === 0) return undefined;
  const labels = new Set(target.options.map(({ label }) => fold(label)));
  return source.options.filter(({ label }) => labels.has(fold(label))).length / source.options.length;
}

function byScore(a: MappingSuggestion, b: MappingSuggestion): number {
  return b.score - a.score || (`${a.sourceField}>${a.targetField}` < `${b.sourceField}>${b.targetField}` ? -1 : 1);
}

function bestOf(pairs: readonly MappingSuggestion[]): MappingSuggestion[] {
  const [sources, targets] = [new Set<FieldPath>(), new Set<FieldPath>()];
  return pairs.toSorted(byScore).filter(({ sourceField, targetField }) => {
    if (sources.has(sourceField) || targets.has(targetField)) return false;
    sources.add(sourceField);
    targets.add(targetField);
    return true;
  });
}
