import type { SourceField, TargetField } from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import type { Draft } from '../../../contracts/objects/target.ts';
import type { FieldLevel, FieldPath, FieldValue, Row } from '../../../contracts/objects/values.ts';
import type { AskedValue, Reference } from '../planning/desired.ts';
import { type FieldCode, fieldNote } from '../planning/field-notes.ts';
import type { FieldNote } from '../runs/run.ts';
import { carryValue } from './carry-value.ts';
import { convertValue } from './convert-value.ts';
import { crosswalkNameOf } from './crosswalk.ts';
import type { FieldMapping, MappingSet } from './field-mapping.ts';
import { problemOfRow, type RowProblemCode } from './row-problem.ts';
import { fitOf } from './type-table.ts';

/** The source's side of a contact or a matter: scalar fields and repeated ones by path. */
export interface SourceRecord {
  readonly fields: Readonly<Record<FieldPath, SourceValue>>;
  readonly rows: Readonly<Record<FieldPath, readonly Row[]>>;
}

export interface Projection {
  readonly draft: Draft;
  readonly notes: readonly FieldNote[];
  readonly references: Readonly<Record<FieldPath, Reference>>;
  /** Fields whose blank is to be carried over. */
  readonly erased: readonly FieldPath[];
  /** For every target field that a row fills, the row. */
  readonly mappedBy: Readonly<Record<FieldPath, string>>;
  readonly asked: readonly AskedValue[];
}

/**
 * Carries a source record over to the target's fields by the rows of the mappings; the order of the rows does not count.
 * Blank values are not spoken of, unless a row erases. Fields of type contact or matter become references.
 */
export function projectRecord(
  level: FieldLevel,
  record: SourceRecord,
  mappings: MappingSet,
  timeZone: string,
): Projection {
  const rows = mappings.rows.filter((row) => row.level === level);
  const inOrder = rows.toSorted(byTargetField);
  const projector = new Projector(level, record, mappings, timeZone);
  for (const row of inOrder) projector.carry(row);
  return projector.projection(inOrder);
}

/** A locked row comes last at its field: what it says stands. */
function byTargetField(a: FieldMapping, b: FieldMapping): number {
  if (a.targetField !== b.targetField) return a.targetField < b.targetField ? -1 : 1;
  return Number(a.locked) - Number(b.locked);
}

class Projector {
  private readonly fields: Record<FieldPath, FieldValue> = {};
  private readonly rows: Record<FieldPath, readonly Row[]> = {};
  private readonly notes: FieldNote[] = [];
  private readonly references: Record<FieldPath, Reference> = {};
  private readonly erased: FieldPath[] = [];
  private readonly asked: AskedValue[] = [];

  constructor(
    private readonly level: FieldLevel,
    private readonly record: SourceRecord,
    private readonly mappings: MappingSet,
    private readonly timeZone: string,
  ) {}

  /** A row that cannot be carried out stops no other one; it is named where it keeps something back. */
  carry(row: FieldMapping): void {
    const source = this.mappings.sourceFields[this.level].get(row.sourceField);
    const target = this.mappings.targetFields[this.level].get(row.targetField);
    const problem = problemOfRow(row, this.mappings);
    if (problem || !source || !target) {
      if (problem && isTold(problem.code) && this.speaksOf(row)) this.note(row, problem.code);
      return;
    }
    if (target.type !== 'rows') return this.carryField(row, source, target);
    const entries = this.record.rows[row.sourceField];
    if (entries) this.rows[row.targetField] = entries;
  }

  projection(rows: readonly FieldMapping[]): Projection {
    const { fields, notes, references, erased, asked } = this;
    const mappedBy = Object.fromEntries(rows.map(({ targetField, id }) => [targetField, id]));
    return { draft: { fields, rows: this.rows }, notes, references, erased, asked, mappedBy };
  }

  private carryField(row: FieldMapping, source: SourceField, target: TargetField): void {
    const given = carryValue(row, source, {
      fields: this.mappings.sourceFields[this.level],
      valueOf: (path) => this.valueOf(path),
      timeZone: this.timeZone,
    });
    const { value, code } = given;
    if (code !== undefined) return this.note(row, code);
    if (value === undefined) return this.erase(row);
    const fit = fitOf(given.type, target.type);
    if (fit.fits && fit.rule === 'reference') return this.refer(row, target, value);
    const name = crosswalkNameOf(row, target.type);
    const crosswalk = this.mappings.crosswalks.find((one) => one.name === name);
    const converted = convertValue({ ...given, value }, target, { timeZone: this.timeZone, crosswalk });
    if ('value' in converted) this.fields[row.targetField] = converted.value;
    if ('code' in converted && converted.code) this.note(row, converted.code);
    if ('term' in converted && converted.term && name !== undefined)
      this.asked.push({
        field: row.targetField,
        fieldLabel: target.label,
        crosswalk: name,
        term: converted.term,
        options: target.options ?? [],
      });
  }

  private erase({ eraseBlank, targetField }: FieldMapping): void {
    if (!eraseBlank) return;
    this.fields[targetField] = null;
    this.erased.push(targetField);
  }

  private refer(row: FieldMapping, { type }: TargetField, value: NonNullable<SourceValue>): void {
    if (typeof value !== 'string') return this.note(row, 'value-invalid');
    const kind = type === 'matter' ? 'matter' : 'contact';
    this.references[row.targetField] = { kind, sourceId: value, hard: row.locked && row.sourceField === 'client' };
  }

  /** Whether the row would have something to carry: what is blank anyway is not missed. */
  private speaksOf({ sourceField, transforms }: FieldMapping): boolean {
    const entries = this.record.rows[sourceField] ?? [];
    const brings = transforms.some(({ kind }) => kind === 'template' || kind === 'default');
    return entries.length > 0 || this.valueOf(sourceField) !== undefined || brings;
  }

  private valueOf(path: FieldPath): NonNullable<SourceValue> | undefined {
    const value = this.record.fields[path];
    return isSpoken(value) ? value : undefined;
  }

  private note({ targetField }: FieldMapping, code: FieldCode): void {
    this.notes.push(fieldNote(targetField, code));
  }
}

/** What is gone from the source has no value to miss; what a locked row has taken over is carried by that one. */
function isTold(code: RowProblemCode): code is Exclude<RowProblemCode, 'source-field-missing' | 'target-field-locked'> {
  return code !== 'source-field-missing' && code !== 'target-field-locked';
}

function isSpoken(value: SourceValue | undefined): value is NonNullable<SourceValue> {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value !== 'object' || Object.values(value).some((part) => part !== undefined && part !== '');
}
