import { defineEntity, LockMode } from '@mikro-orm/core';
import { LaneLost, type LaneBook } from '../../ports/lane-book.ts';
import { column } from './columns.ts';
import { firmOfConnection } from './connection-vault.ts';
import type { Session } from './session.ts';

export const laneTable = defineEntity({
  name: 'Lane',
  tableName: 'lanes',
  properties: { targetConnectionId: column.id().primary(), firmId: column.id(), fence: column.size() },
});

export class PostgresLaneBook implements LaneBook {
  constructor(private readonly session: Session) {}

  async claim(targetConnectionId: string): Promise<number> {
    return this.session.together(async (em) => {
      const firmId = await firmOfConnection(em, targetConnectionId);
      const [lane] = await em.execute<{ fence: string | number }[]>(
        `insert into lanes (target_connection_id, firm_id, fence) values (?, ?, 1)
         on conflict (target_connection_id) do update set fence = lanes.fence + 1 returning fence`,
        [targetConnectionId, firmId],
      );
      if (!lane) throw new Error('The lane could not be claimed.');
      // The server's driver hands a bigint over as text.
      return Number(lane.fence);
    });
  }

  async hold(targetConnectionId: string, fence: number): Promise<void> {
    const em = this.session.em();
    const lane = await em.findOne(
      laneTable,
      { targetConnectionId },
      {
        disableIdentityMap: true,
        ...(em.isInTransaction() ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {}),
      },
    );
    if (lane?.fence !== fence) throw new LaneLost();
  }
}
