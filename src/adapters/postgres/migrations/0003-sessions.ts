import { Migration } from '@mikro-orm/migrations';

/** Who is signed in to the pages, and the tickets by which somebody may sign in once. */
const statements = [
  `create table browser_sessions (
    digest text collate "C" not null, firm_id text collate "C" not null, key_id text collate "C" not null,
    created_at timestamptz(3) not null, expires_at timestamptz(3) not null,
    primary key (digest)
  )`,
  'create index browser_sessions_of_key on browser_sessions (firm_id, key_id)',
  `create table sign_in_tickets (
    digest text collate "C" not null, firm_id text collate "C" not null, key_id text collate "C" not null,
    expires_at timestamptz(3) not null,
    primary key (digest)
  )`,
  'create index sign_in_tickets_of_key on sign_in_tickets (firm_id, key_id)',
];

export class Sessions extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}
