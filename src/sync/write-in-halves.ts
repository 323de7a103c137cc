import type { Patch, RowStep, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { RefusedParts } from '../domain/planning/bases.ts';
import { canonicalRow } from '../domain/planning/canonical.ts';
import type { AnySyncer } from './sync-context.ts';

type Unit =
  | { readonly witness: string }
  | { readonly path: FieldPath; readonly value: FieldValue }
  | { readonly path: FieldPath; readonly step: RowStep };

export interface Halved {
  /** The record after the last write that was taken. */
  readonly record: TargetRecord;
  readonly refused: RefusedParts;
  /** The first outcome that is no answer about a value: nothing more was sent after it. */
  readonly broken?: WriteOutcome;
}

/** Writes a patch that was refused as a whole, halved until the values at fault are found (rules, section 7). */
export async function writeInHalves(syncer: AnySyncer, record: TargetRecord, patch: Patch): Promise<Halved> {
  const search = new HalvingSearch(syncer, record);
  await search.split(unitsOf(patch));
  return search.result();
}

class HalvingSearch {
  private readonly syncer: AnySyncer;
  private record: TargetRecord;
  private readonly fields = new Set<FieldPath>();
  private readonly rows = new Map<FieldPath, Set<string>>();
  private broken: WriteOutcome | undefined;

  constructor(syncer: AnySyncer, record: TargetRecord) {
    this.syncer = syncer;
    this.record = record;
  }

  /** For units of which at least one is known to be refused together with the others. */
  async split(units: readonly Unit[]): Promise<void> {
    const [only] = units;
    if (units.length === 1 && only) return this.refuse(only);
    const middle = Math.ceil(units.length / 2);
    await this.attempt(units.slice(0, middle));
    await this.attempt(units.slice(middle));
  }

  private async attempt(units: readonly Unit[]): Promise<void> {
    if (units.length === 0 || this.broken) return;
    const outcome = await this.syncer.update(this.record, patchOfUnits(units));
    if (outcome.kind === 'rejected' && outcome.reason.code === 'invalid') await this.split(units);
    else if ('record' in outcome) this.record = outcome.record;
    else this.broken = outcome;
  }

  private refuse(unit: Unit): void {
    if ('value' in unit) this.fields.add(unit.path);
    else if ('step' in unit && unit.step.step !== 'remove')
      this.rows.set(unit.path, (this.rows.get(unit.path) ?? new Set()).add(canonicalRow(unit.step.row)));
  }

  result(): Halved {
    const refused = { fields: this.fields, rows: Object.fromEntries(this.rows) };
    return { record: this.record, refused, ...(this.broken && { broken: this.broken }) };
  }
}

function unitsOf(patch: Patch): Unit[] {
  return [
    ...(patch.witness === undefined ? [] : [{ witness: patch.witness }]),
    ...Object.entries(patch.fields).map(([path, value]) => ({ path, value })),
    ...Object.entries(patch.rows).flatMap(([path, steps]) => steps.map((step) => ({ path, step }))),
  ];
}

function patchOfUnits(units: readonly Unit[]): Patch {
  const fields: Record<FieldPath, FieldValue> = {};
  const rows: Record<FieldPath, RowStep[]> = {};
  let witness: string | undefined;
  for (const unit of units) {
    if ('value' in unit) fields[unit.path] = unit.value;
    else if ('step' in unit) (rows[unit.path] ??= []).push(unit.step);
    else ({ witness } = unit);
  }
  return { fields, rows, ...(witness !== undefined && { witness }) };
}
