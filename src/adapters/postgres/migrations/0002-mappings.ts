import { Migration } from '@mikro-orm/migrations';

/** What a firm maps itself, and what runs and questions know of it. */
const statements = `
  create table mappings (
    id text collate "C" not null, integration_id text collate "C" not null, firm_id text collate "C" not null,
    level text collate "C" not null, source_field text collate "C" not null, target_field text collate "C" not null,
    transforms jsonb not null, erase_blank boolean not null, seen jsonb not null,
    created_at timestamptz(3) not null, place bigserial,
    primary key (id)
  );

  alter table mappings add constraint mappings_one_per_target_field unique (integration_id, level, target_field);

  create table crosswalks (
    integration_id text collate "C" not null, name text collate "C" not null, firm_id text collate "C" not null,
    policy text not null, fallback text, "table" jsonb not null,
    primary key (integration_id, name)
  );

  alter table runs add column mappings jsonb, add column mapping_problems jsonb;

  alter table questions
    add column field text collate "C", add column crosswalk text collate "C", add column value text;

  create index questions_about_crosswalk on questions (integration_id, crosswalk)
    where crosswalk is not null and closed_at is null and decision is null
`;

export class Mappings extends Migration {
  /** One by one: the embedded database takes one statement at a time. */
  override up(): void {
    for (const statement of statements.split(';\n\n')) this.addSql(statement.trim());
  }
}
