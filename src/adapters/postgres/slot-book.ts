import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { SlotBook } from '../../ports/slot-book.ts';
import { column } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

interface Slot {
  readonly schedule: string;
  readonly slot: string;
}

/** Of the installation: the nodes share the recovery tick, which serves all firms. */
export const slotTable = defineEntity({
  name: 'Slot',
  tableName: 'slots',
  indexes: [{ name: 'slots_by_instant', properties: ['slot'] }],
  properties: { schedule: column.id().primary(), slot: column.id().primary() },
});

const slots = new Rows<Slot, InferEntity<typeof slotTable>>(slotTable);

export class PostgresSlotBook implements SlotBook {
  constructor(private readonly session: Session) {}

  async take(schedule: string, slot: string): Promise<boolean> {
    return slots.insertIfNew(this.session.em(), { schedule, slot });
  }

  async forgetBefore(slot: string): Promise<void> {
    await slots.remove(this.session.em(), { slot: { $lt: slot } });
  }
}
