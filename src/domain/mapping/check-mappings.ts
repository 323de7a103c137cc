import type { TargetField } from '../../../contracts/mappings.ts';
import type { FieldLevel } from '../../../contracts/objects/values.ts';
import { fold } from '../identity/fold.ts';
import { crosswalkNameOf } from './crosswalk.ts';
import type { FieldMapping, MappingSet } from './field-mapping.ts';
import { mappingProblem, type MappingProblem } from './mapping-problems.ts';
import { problemOfRow } from './row-problem.ts';
import { fitOf } from './type-table.ts';

const levels: readonly FieldLevel[] = ['contact', 'matter'];

/** Everything that is wrong with a set of mappings by its own fields; asks nobody. */
export function checkMappings(set: MappingSet): MappingProblem[] {
  return [
    ...set.rows.flatMap((row) => checkRow(row, set)),
    ...checkCrosswalks(set),
    ...levels.flatMap((level) => checkRequired(level, set)),
  ];
}

/** A locked row whose field one of the two systems does not have carries nothing, and nobody could mend it. */
export function checkRow(row: FieldMapping, set: MappingSet): MappingProblem[] {
  const { level, id: mappingId, sourceField, targetField, seen, locked } = row;
  const where = { level, mappingId, sourceField, targetField };
  const broken = problemOfRow(row, set);
  if (broken?.code === 'target-field-missing' && !locked) {
    const suggestion = namesakeOf(row, set);
    return [mappingProblem(broken.code, { ...where, detail: broken.detail, ...(suggestion && { suggestion }) })];
  }
  if (broken) return locked ? [] : [mappingProblem(broken.code, { ...where, detail: broken.detail })];
  const source = set.sourceFields[level].get(sourceField);
  const target = set.targetFields[level].get(targetField);
  const isAsSeen = !seen || (seen.sourceType === source?.type && seen.targetType === target?.type);
  return isAsSeen ? [] : [mappingProblem('type-changed', where)];
}

/** A field of the same name that could take the place of one that is gone: suggested, never taken. */
export function namesakeOf({ level, seen }: FieldMapping, { rows, targetFields }: MappingSet) {
  const taken = new Set(rows.filter((row) => row.level === level).map((row) => row.targetField));
  const found = [...targetFields[level].values()].find(
    (field) =>
      seen !== undefined &&
      field.writable &&
      !taken.has(field.path) &&
      fold(field.label) === fold(seen.targetLabel) &&
      fitOf(seen.sourceType, field.type).fits,
  );
  return found && { field: found.path, label: found.label };
}

function checkCrosswalks({ rows, crosswalks, targetFields }: MappingSet): MappingProblem[] {
  return crosswalks.flatMap((crosswalk) => {
    const fed = rows.flatMap((row): TargetField[] => {
      const field = targetFields[row.level].get(row.targetField);
      return field && crosswalkNameOf(row, field.type) === crosswalk.name ? [field] : [];
    });
    if (fed.length === 0) return [];
    const known = new Set(fed.flatMap(({ options = [] }) => options.map(({ id }) => id)));
    const named = [
      ...crosswalk.table.flatMap(({ to }) => to ?? []),
      ...(crosswalk.fallback === undefined ? [] : [crosswalk.fallback]),
    ];
    const gone = named.filter((id) => !known.has(id));
    if (gone.length === 0) return [];
    return [mappingProblem('option-gone', { crosswalk: crosswalk.name, count: gone.length })];
  });
}

function checkRequired(level: FieldLevel, set: MappingSet): MappingProblem[] {
  const filled = new Set(
    set.rows.filter((row) => row.level === level && !problemOfRow(row, set)).map((row) => row.targetField),
  );
  return [...set.targetFields[level].values()]
    .filter(({ required, path }) => required === true && !filled.has(path))
    .map(({ path, label }) =>
      mappingProblem('required-unfilled', { level, targetField: path, detail: `It is "${label}".` }),
    );
}
