import { Migration } from '@mikro-orm/migrations';

/** Matters are listed by what their newest run came to; of the runs of a firm most have succeeded. */
export class RunsToLookAt extends Migration {
  override up(): void {
    this.addSql(`create index runs_to_look_at on runs (integration_id, status, matter_id) where status <> 'succeeded'`);
  }
}
