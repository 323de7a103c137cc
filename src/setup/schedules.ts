import { validateCronExpression } from 'cron';
import { Refused } from '../domain/refusals.ts';
import type { ReconcileSchedule } from '../ports/setup-book.ts';
import type { Storage } from '../ports/storage.ts';
import { findIntegration } from './integrations.ts';
import { isTimeZone } from './time-zones.ts';

/** When an integration reconciles by itself. */
export class Schedules {
  constructor(private readonly needs: { readonly storage: Storage }) {}

  async of(firmId: string, integrationId: string): Promise<ReconcileSchedule | undefined> {
    return (await findIntegration(this.needs.storage.books, firmId, integrationId)).schedule;
  }

  /** `undefined` ends it. */
  set(firmId: string, integrationId: string, schedule: ReconcileSchedule | undefined): Promise<void> {
    if (schedule) refuseImpossible(schedule);
    return this.needs.storage.inTransaction(async (books) => {
      const { schedule: _, ...integration } = await findIntegration(books, firmId, integrationId, true);
      await books.setups.update(schedule ? { ...integration, schedule } : integration);
    });
  }
}

function refuseImpossible({ cron, zone }: ReconcileSchedule): void {
  const errors = [
    // The library also takes a sixth field of seconds and words such as @daily; a schedule is five fields.
    ...(cron.trim().split(/\s+/).length === 5 && validateCronExpression(cron).valid
      ? []
      : [{ path: 'cron', message: 'This is no cron line of five fields, such as 0 6 * * 1-5.' }]),
    ...(isTimeZone(zone) ? [] : [{ path: 'zone', message: 'This is no IANA time zone, such as America/New_York.' }]),
  ];
  if (errors.length > 0) throw new Refused('invalid-value', 'The schedule cannot be kept.', errors);
}
