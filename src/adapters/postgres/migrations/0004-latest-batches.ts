import { Migration } from '@mikro-orm/migrations';

/** The newest batch of an integration is asked for with each visit to the overview. */
export class LatestBatches extends Migration {
  override up(): void {
    this.addSql('create index batches_of_integration on batches (firm_id, integration_id, created_at)');
  }
}
