import type { SourceField, TargetField } from '../../contracts/mappings.ts';
import { shapeAfter } from '../domain/mapping/carry-value.ts';
import { checkRow } from '../domain/mapping/check-mappings.ts';
import { crosswalkNameOf } from '../domain/mapping/crosswalk.ts';
import { type FieldMapping, lockedRow, type MappingSet } from '../domain/mapping/field-mapping.ts';
import type { MappingProblem } from '../domain/mapping/mapping-problems.ts';
import { mappingSetOf } from '../domain/mapping/mapping-set.ts';
import { conversionRules, fitOf } from '../domain/mapping/type-table.ts';
import type { Catalogue } from './catalogue.ts';
import { findIntegration } from './integrations.ts';
import { type MappingSets, type MappingSetsNeeds, readSnapshot } from './mapping-sets.ts';

/** A row as it is shown: with the names of its fields, what happens to a value, and what is wrong with it. */
export interface ListedMapping extends Omit<FieldMapping, 'seen'> {
  readonly sourceLabel: string;
  readonly targetLabel: string;
  /** What becomes of a value on its way, in words; absent where the fields are not known. */
  readonly conversion?: string;
  /** The crosswalk that its values go through. */
  readonly crosswalk?: string;
  readonly problems: readonly MappingProblem[];
}

/**
 * The rows of an integration, locked ones first. Shows what is kept of the target's fields and asks for nothing, so
 * that the list can be seen while the target cannot be reached.
 */
export class ListMappings {
  constructor(
    private readonly needs: Omit<MappingSetsNeeds, 'catalogue'> & {
      readonly catalogue: Catalogue;
      readonly mappingSets: MappingSets;
    },
  ) {}

  async of(firmId: string, integrationId: string): Promise<ListedMapping[]> {
    const { books } = this.needs.storage;
    const integration = await findIntegration(books, firmId, integrationId);
    const locked = await this.needs.mappingSets.lockedOf(books, integration);
    const snapshot = await readSnapshot(books, integrationId);
    const kept = await this.needs.catalogue.kept(integration.target);
    if (!kept) return [...locked.map(lockedRow), ...snapshot.rows].map(unseen);
    const source = await this.needs.systems.source(firmId, integration.source);
    const sourceFields = { contact: await source.fields('contact'), matter: await source.fields('matter') };
    const set = mappingSetOf({ locked, snapshot, sourceFields, targetFields: kept.fields });
    return set.rows.map((row) => listed(row, set));
  }
}

function unseen({ seen, ...row }: FieldMapping): ListedMapping {
  return {
    ...row,
    sourceLabel: seen?.sourceLabel ?? row.sourceField,
    targetLabel: seen?.targetLabel ?? row.targetField,
    problems: [],
  };
}

/** A row with what is known of its fields. */
function listed(row: FieldMapping, set: MappingSet): ListedMapping {
  const source = set.sourceFields[row.level].get(row.sourceField);
  const target = set.targetFields[row.level].get(row.targetField);
  const crosswalk = target && crosswalkNameOf(row, target.type);
  const conversion = source && target && conversionOf(row, source, target, set);
  const plain = unseen(row);
  return {
    ...plain,
    sourceLabel: source?.label ?? plain.sourceLabel,
    targetLabel: target?.label ?? plain.targetLabel,
    ...(conversion !== undefined && { conversion }),
    ...(crosswalk !== undefined && { crosswalk }),
    problems: checkRow(row, set),
  };
}

function conversionOf(
  row: FieldMapping,
  source: SourceField,
  target: TargetField,
  set: MappingSet,
): string | undefined {
  const shape = shapeAfter(row, source, set.sourceFields[row.level]);
  const fit = 'problem' in shape ? undefined : fitOf(shape.type, target.type);
  return fit?.fits ? conversionRules[fit.rule] : undefined;
}
