import type { SourceField, TargetField, TargetFieldType } from '../../../contracts/mappings.ts';
import type { FieldLevel } from '../../../contracts/objects/values.ts';
import { fold } from '../identity/fold.ts';
import { shapeAfter } from './carry-value.ts';
import { crosswalkNameOf } from './crosswalk.ts';
import type { FieldMapping, MappingSet } from './field-mapping.ts';
import { mappingProblem, type MappingProblem } from './mapping-problems.ts';
import { problemOfRow, type RowProblemCode } from './row-problem.ts';
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
  if (broken) {
    const suggestion = suggestionFor(broken.code, row, set);
    const detailed = { ...where, detail: broken.detail, ...(suggestion && { suggestion }) };
    return locked ? [] : [mappingProblem(broken.code, detailed)];
  }
  const source = set.sourceFields[level].get(sourceField);
  const target = set.targetFields[level].get(targetField);
  const isAsSeen = !seen || (seen.sourceType === source?.type && seen.targetType === target?.type);
  return isAsSeen ? [] : [mappingProblem('type-changed', where)];
}

/** A field of the same name that could take the place of one that is gone: suggested, never taken. */
function suggestionFor(code: RowProblemCode, row: FieldMapping, set: MappingSet) {
  if (code === 'target-field-missing') return namesakeOf(row, set);
  if (code !== 'source-field-missing' || !row.seen) return undefined;
  const target = set.targetFields[row.level].get(row.targetField);
  const label = fold(row.seen.sourceLabel);
  const found = [...set.sourceFields[row.level].values()].find((field) => {
    const type = target?.type ?? row.seen?.targetType;
    return fold(field.label) === label && type !== undefined && carries(row, field, type, set);
  });
  return found && { field: found.path, label: found.label };
}

/** The target field of its name that a row could fill instead of one that is gone. */
export function namesakeOf(row: FieldMapping, set: MappingSet) {
  const { level, seen } = row;
  const source = set.sourceFields[level].get(row.sourceField);
  if (!seen || !source) return undefined;
  const taken = new Set(set.rows.filter((one) => one.level === level).map((one) => one.targetField));
  const found = [...set.targetFields[level].values()].find(
    ({ label, path, type, writable }) =>
      writable && !taken.has(path) && fold(label) === fold(seen.targetLabel) && carries(row, source, type, set),
  );
  return found && { field: found.path, label: found.label };
}

/** Whether the row could carry this field into a field of this type, its transforms included. */
function carries(row: FieldMapping, source: SourceField, type: TargetFieldType, { sourceFields }: MappingSet): boolean {
  const shape = shapeAfter(row, source, sourceFields[row.level]);
  return !('problem' in shape) && fitOf(shape.type, type).fits;
}

function checkCrosswalks({ rows, crosswalks, targetFields }: MappingSet): MappingProblem[] {
  return crosswalks.flatMap((crosswalk) => {
    const fed = rows.flatMap((row): TargetField[] => {
      const field = targetFields[row.level].get(row.targetField);
      return field && crosswalkNameOf(row, field.type) === crosswalk.name ? [field] : [];
    });
    if (fed.length === 0) return [];
    const known = new Set(fed.flatMap(({ options = [] }) => options.map(({ id }) => id)));
    const { policy, fallback, table } = crosswalk;
    const named = [
      ...table.flatMap(({ to }) => to ?? []),
      ...(policy === 'default' && fallback !== undefined ? [fallback] : []),
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
