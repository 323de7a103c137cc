import type { SourceContact, SourceMatter, SourceValue } from '../../contracts/objects/source.ts';
import type { FieldLevel, FieldValue } from '../../contracts/objects/values.ts';
import type { FieldMapping, MappingSet } from '../domain/mapping/field-mapping.ts';
import { projectRecord } from '../domain/mapping/project-record.ts';
import { Refused } from '../domain/refusals.ts';
import type { FieldNote } from '../domain/runs/run.ts';
import type { MappingSets } from './mapping-sets.ts';
import { judgeRow, type NewMapping } from './mappings.ts';

/** What a row would make of one record. */
export interface TriedValue {
  readonly kind: FieldLevel;
  readonly sourceId: string;
  /** The source field as it is. */
  readonly source: SourceValue;
  /** What the target would get; `null` for nothing. */
  readonly after: FieldValue;
  /** The label of the choice, where `after` is the id of one. */
  readonly afterText?: string;
  readonly notes: readonly FieldNote[];
}

/** Shows what a mapping would make of a real matter before it is saved. Reads only, and only the source. */
export class TryMapping {
  constructor(private readonly needs: { readonly mappingSets: MappingSets }) {}

  async of(firmId: string, integrationId: string, matterId: string, wanted: NewMapping): Promise<TriedValue[]> {
    const { integration, source, set } = await this.needs.mappingSets.openFor(firmId, integrationId, wanted);
    const row: FieldMapping = { ...wanted, id: 'tried', locked: false };
    judgeRow(row, set);
    const nothingMore = { documents: false, notes: false, relationships: false };
    const family = await source.readFamily(matterId, nothingMore);
    if (!family) throw new Refused('not-found', 'There is no such matter in the source.');
    const records: readonly (SourceContact | SourceMatter)[] =
      row.level === 'contact' ? family.contacts : [family.matter];
    const alone = { ...set, rows: [row] };
    return records.map((record) => tryOn(record, row, alone, integration.settings.timeZone));
  }
}

function tryOn(
  record: SourceContact | SourceMatter,
  { level, sourceField, targetField }: FieldMapping,
  set: MappingSet,
  timeZone: string,
): TriedValue {
  const rows = 'rows' in record ? record.rows : {};
  const { draft, references, notes } = projectRecord(level, { fields: record.fields, rows }, set, timeZone);
  const after = draft.fields[targetField] ?? references[targetField]?.sourceId ?? null;
  const option = set.targetFields[level].get(targetField)?.options?.find(({ id }) => id === after);
  return {
    kind: level,
    sourceId: record.id,
    source: record.fields[sourceField] ?? null,
    after,
    ...(option && { afterText: option.label }),
    notes,
  };
}
