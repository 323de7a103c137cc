import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { FieldLevel, ObjectKind } from '../../../contracts/objects/values.ts';
import type { IntakeBook, IntakeField, IntakeRecord, MatterQuery, TalliedValue } from '../../ports/intake-book.ts';
import type { Page, Paged } from '../../ports/run-log.ts';
import { column, type ColumnsOf } from './columns.ts';
import { appendTouch, touchedAfter } from './intake-changes.ts';
import { searchColumnsOf, searchMatters } from './intake-search.ts';
import { tally } from './intake-tally.ts';
import { readPage, type Order } from './paging.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const intakeRecordTable = defineEntity({
  name: 'IntakeRecord',
  tableName: 'intake_records',
  indexes: [
    { name: 'intake_records_by_person', properties: ['firmId', 'person', 'kind'], where: 'person is not null' },
  ],
  properties: {
    firmId: column.id().primary(),
    kind: column.id().$type<ObjectKind>().primary(),
    matterId: column.id().primary(),
    id: column.id().primary(),
    body: column.json(),
    version: column.count(),
    updatedAt: column.instant(),
    deleted: column.flag(),
    person: column.id().nullable().hidden(),
    status: column.text().nullable().hidden(),
    search: column.text().nullable().hidden(),
  } satisfies ColumnsOf<IntakeRecord>,
});

export const intakeFieldTable = defineEntity({
  name: 'IntakeField',
  tableName: 'intake_fields',
  properties: {
    firmId: column.id().primary(),
    level: column.id().$type<FieldLevel>().primary(),
    key: column.id().primary(),
    label: column.text(),
    type: column.text().$type<IntakeField['type']>(),
    options: column.json().nullable(),
  } satisfies ColumnsOf<IntakeField>,
});

const records = new Rows<IntakeRecord, InferEntity<typeof intakeRecordTable>>(intakeRecordTable);
const fields = new Rows<IntakeField, InferEntity<typeof intakeFieldTable>>(intakeFieldTable);

const byId: Order = { by: [{ name: 'id', holds: 'id' }] };

/** One table holds every kind; rows found under a kind's key are of that kind. */
function of<Kind extends ObjectKind>(kind: Kind, found: readonly IntakeRecord[]): IntakeRecord<Kind>[] {
  return found.filter((record): record is IntakeRecord<Kind> => record.kind === kind);
}

export class PostgresIntakeBook implements IntakeBook {
  constructor(private readonly session: Session) {}

  async find<Kind extends ObjectKind>(
    firmId: string,
    kind: Kind,
    matterId: string,
    id: string,
    lock = false,
  ): Promise<IntakeRecord<Kind> | undefined> {
    const found = await records.list(this.session.em(), { firmId, kind, matterId, id }, { lock });
    return of(kind, found)[0];
  }

  async findMany<Kind extends ObjectKind>(
    firmId: string,
    kind: Kind,
    matterId: string,
    ids: readonly string[],
  ): Promise<IntakeRecord<Kind>[]> {
    if (ids.length === 0) return [];
    return of(kind, await records.list(this.session.em(), { firmId, kind, matterId, id: { $in: [...ids] } }));
  }

  async list<Kind extends ObjectKind>(
    firmId: string,
    kind: Kind,
    matterId: string,
    page: Page,
  ): Promise<Paged<IntakeRecord<Kind>>> {
    const where = { firmId, kind, matterId, deleted: false };
    const paged = await readPage(this.session.em(), records, where, byId, page);
    return { ...paged, items: of(kind, paged.items) };
  }

  async searchMatters(firmId: string, query: MatterQuery, page: Page): Promise<Paged<IntakeRecord<'matter'>>> {
    const em = this.session.em();
    const { ids, ...rest } = await searchMatters(em, firmId, query, page, byId);
    if (ids.length === 0) return { items: [] };
    const where = { firmId, kind: 'matter' as const, matterId: '', id: { $in: ids } };
    return { items: of('matter', await records.list(em, where, { orderBy: [{ id: 'asc' }] })), ...rest };
  }

  async save<Kind extends ObjectKind>(record: IntakeRecord<Kind>): Promise<void> {
    await this.session.together(async (em, end) => {
      await records.save(em, record, searchColumnsOf(record));
      appendTouch(end, record);
    });
  }

  async changedAfter(
    firmId: string,
    position: number,
    limit: number,
  ): Promise<{ matterIds: string[]; position: number; more: boolean }> {
    return touchedAfter(await this.session.numbered(), firmId, position, limit);
  }

  async tally(firmId: string, kind: ObjectKind, place: readonly string[], limit: number): Promise<TalliedValue[]> {
    return tally(this.session.em(), firmId, kind, place, limit);
  }

  async fields(firmId: string, level: FieldLevel): Promise<IntakeField[]> {
    return fields.list(this.session.em(), { firmId, level }, { orderBy: [{ key: 'asc' }] });
  }

  async saveField(field: IntakeField): Promise<void> {
    await fields.save(this.session.em(), field);
  }

  async removeField(firmId: string, level: FieldLevel, key: string): Promise<boolean> {
    return (await fields.remove(this.session.em(), { firmId, level, key })) > 0;
  }
}
