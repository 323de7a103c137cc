import { LockMode, type EntityName, type EntityProperty, type FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { JsonType } from './columns.ts';

/* oxlint-disable typescript/no-unsafe-type-assertion -- Here records with types become rows without, and back: what a
   column holds is known to the table alone. `ColumnsOf` checks that the two have the same keys. */

export interface Reading {
  readonly lock?: boolean;
  readonly orderBy?: readonly Readonly<Record<string, 'asc' | 'desc'>>[];
  readonly limit?: number;
}

type Row = Record<string, unknown>;

/**
 * The records of a port as the rows of a table. Keys that a record lacks are null in its row and absent again when it
 * is read; hidden columns are the table's own and given beside the record.
 */
export class Rows<Value extends object, Entity extends object> {
  constructor(private readonly table: EntityName<Entity>) {}

  async insert(em: SqlEntityManager, value: Value, hidden: Row = {}): Promise<void> {
    await em.insert(this.table, this.rowOf(em, value, hidden) as never);
  }

  /** Whether it was inserted. An existing row is left as it is, and a transaction can go on. */
  async insertIfNew(em: SqlEntityManager, value: Value, hidden: Row = {}): Promise<boolean> {
    const insert = em.createQueryBuilder(this.table).insert(this.rowOf(em, value, hidden) as never);
    const { affectedRows } = await insert.onConflict().ignore().execute<{ affectedRows: number }>('run');
    return affectedRows > 0;
  }

  /** Inserts, or replaces the row with the same primary key. */
  async save(em: SqlEntityManager, value: Value, hidden: Row = {}): Promise<void> {
    const onConflictFields = this.properties(em).filter(({ primary }) => primary);
    await em.upsert(this.table, this.rowOf(em, value, hidden) as never, {
      onConflictFields: onConflictFields.map(({ name }) => name),
      disableIdentityMap: true,
    });
  }

  /** Replaces the rows found and says how many there were. */
  async replace(em: SqlEntityManager, where: FilterQuery<Entity>, value: Value): Promise<number> {
    return em.nativeUpdate(this.table, where as never, this.rowOf(em, value, {}) as never);
  }

  async remove(em: SqlEntityManager, where: FilterQuery<Entity>): Promise<number> {
    return em.nativeDelete(this.table, where as never);
  }

  async find(em: SqlEntityManager, where: FilterQuery<Entity>, reading: Reading = {}): Promise<Value | undefined> {
    const [first] = await this.list(em, where, { ...reading, limit: 1 });
    return first;
  }

  async list(em: SqlEntityManager, where: FilterQuery<Entity>, reading: Reading = {}): Promise<Value[]> {
    const rows = await this.read(em, where, reading);
    return rows.map((row) => this.valueOf(em, row));
  }

  /** The rows as they are stored, with the hidden columns. */
  async read(em: SqlEntityManager, where: FilterQuery<Entity>, reading: Reading): Promise<Row[]> {
    const rows = await em.find(this.table, where as never, {
      disableIdentityMap: true,
      // Outside a transaction a lock would end with the statement that took it.
      ...(reading.lock && em.isInTransaction() ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {}),
      ...(reading.orderBy ? { orderBy: [...reading.orderBy] as never } : {}),
      ...(reading.limit === undefined ? {} : { limit: reading.limit }),
    });
    return rows;
  }

  valueOf(em: SqlEntityManager, row: Row): Value {
    const value: Row = {};
    for (const property of this.properties(em)) {
      const stored = row[property.name];
      if (property.hidden || stored === null || stored === undefined) continue;
      value[property.name] = isJson(property) ? JSON.parse(stored as string) : stored;
    }
    return value as Value;
  }

  private rowOf(em: SqlEntityManager, value: Value, hidden: Row): Row {
    const row: Row = { ...hidden };
    for (const property of this.properties(em)) {
      if (property.hidden) continue;
      const given = (value as Row)[property.name];
      row[property.name] = given === undefined ? null : isJson(property) ? JSON.stringify(given) : given;
    }
    return row;
  }

  private properties(em: SqlEntityManager): EntityProperty<Entity>[] {
    return em.getMetadata().get(this.table).props;
  }
}

function isJson({ customType }: { readonly customType?: unknown }): boolean {
  return customType instanceof JsonType;
}
