import { defineEntity, UniqueConstraintViolationException, type InferEntity } from '@mikro-orm/core';
import type { FieldLevel } from '../../../contracts/objects/values.ts';
import { TargetFieldTaken, type CustomMapping, type MappingBook } from '../../ports/mapping-book.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

const onePerTargetField = 'mappings_one_per_target_field';

export const mappingTable = defineEntity({
  name: 'Mapping',
  tableName: 'mappings',
  uniques: [{ name: onePerTargetField, properties: ['integrationId', 'level', 'targetField'] }],
  properties: {
    id: column.id().primary(),
    integrationId: column.id(),
    firmId: column.id(),
    level: column.id().$type<FieldLevel>(),
    sourceField: column.id(),
    targetField: column.id(),
    transforms: column.json(),
    eraseBlank: column.flag(),
    seen: column.json(),
    createdAt: column.instant(),
    place: column.place(),
  } satisfies ColumnsOf<CustomMapping>,
});

const mappings = new Rows<CustomMapping, InferEntity<typeof mappingTable>>(mappingTable);

export class PostgresMappingBook implements MappingBook {
  constructor(private readonly session: Session) {}

  async ofIntegration(integrationId: string): Promise<CustomMapping[]> {
    return mappings.list(this.session.em(), { integrationId }, { orderBy: [{ place: 'asc' }] });
  }

  /**
   * Inside a transaction a savepoint, so that it can go on after `TargetFieldTaken`. Skipping an existing row, as
   * intents do, would skip the mapping's own row, too.
   */
  async save(mapping: CustomMapping): Promise<void> {
    try {
      await this.session.em().transactional((em) => mappings.save(em, mapping));
    } catch (error) {
      throw isTaken(error) ? new TargetFieldTaken() : error;
    }
  }

  async remove(integrationId: string, id: string): Promise<boolean> {
    return (await mappings.remove(this.session.em(), { integrationId, id })) > 0;
  }

  async removeAll(integrationId: string): Promise<void> {
    await mappings.remove(this.session.em(), { integrationId });
  }
}

function isTaken(error: unknown): boolean {
  return (
    error instanceof UniqueConstraintViolationException &&
    'constraint' in error &&
    error.constraint === onePerTargetField
  );
}
