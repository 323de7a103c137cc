import { Migration } from '@mikro-orm/migrations';

/** A run tells which fields it wrote. */
export class WrittenFields extends Migration {
  override up(): void {
    this.addSql('alter table run_changes add column written jsonb');
  }
}
