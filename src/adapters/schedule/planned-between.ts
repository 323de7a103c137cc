import { CronTime } from 'cron';
import type { PlannedBetween } from '../../sync/reconcile-due.ts';

/** Slots by the cron package, which knows zones and the days on which clocks change. */
export const plannedBetween: PlannedBetween = ({ cron, zone }, from, to) => {
  const time = new CronTime(cron, zone);
  const planned: number[] = [];
  for (
    let next = time.getNextDateFrom(new Date(from), zone).toMillis();
    next <= to;
    next = time.getNextDateFrom(new Date(next), zone).toMillis()
  ) {
    planned.push(next);
  }
  return planned;
};
