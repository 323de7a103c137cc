import { Migration } from '@mikro-orm/migrations';

/**
 * Every table of the first version. Ids are compared by code point (`collate "C"`), so that lists page alike on every
 * database. A row belongs to a firm; only the slots of schedules and the secret of the installation belong to none.
 */
const statements = `
  create table api_keys (
    id text collate "C" not null, firm_id text collate "C" not null, role text not null, digest text not null,
    created_at timestamptz(3) not null, place bigserial,
    primary key (id)
  );

  create index api_keys_of_firm on api_keys (firm_id, place);

  alter table api_keys add constraint api_keys_by_digest unique (digest);

  create table batches (
    id text collate "C" not null, firm_id text collate "C" not null, integration_id text collate "C" not null,
    kind text not null, created_at timestamptz(3) not null, listed boolean not null, run_ids jsonb not null,
    primary key (id)
  );

  create table catalogues (
    connection_id text collate "C" not null, firm_id text collate "C" not null, read_at timestamptz(3) not null,
    fields jsonb not null,
    primary key (connection_id)
  );

  create table connections (
    id text collate "C" not null, firm_id text collate "C" not null, system text not null, region text, label text,
    key_fields boolean not null, status text not null, account jsonb, set_up jsonb,
    created_at timestamptz(3) not null, connected_at timestamptz(3), place bigserial,
    primary key (id)
  );

  create index connections_of_firm on connections (firm_id, place);

  create table firms (
    id text collate "C" not null, name text not null, created_at timestamptz(3) not null, place bigserial,
    primary key (id)
  );

  create table firm_counters (
    firm_id text collate "C" not null, counter text collate "C" not null, value bigint not null,
    primary key (firm_id, counter)
  );

  create table installation_secrets (
    name text collate "C" not null, sealed text not null,
    primary key (name)
  );

  create table intake_fields (
    firm_id text collate "C" not null, level text collate "C" not null, key text collate "C" not null,
    label text not null, type text not null, options jsonb,
    primary key (firm_id, level, key)
  );

  create table intake_records (
    firm_id text collate "C" not null, kind text collate "C" not null, matter_id text collate "C" not null,
    id text collate "C" not null, body jsonb not null, version int not null, updated_at timestamptz(3) not null,
    deleted boolean not null, person text collate "C", status text, search text,
    primary key (firm_id, kind, matter_id, id)
  );

  create index intake_records_by_person on intake_records (firm_id, person, kind) where person is not null;

  create table intake_touches (
    firm_id text collate "C" not null, matter_id text collate "C" not null, position bigint not null,
    primary key (firm_id, matter_id)
  );

  alter table intake_touches add constraint intake_touches_in_order unique (firm_id, position);

  create table integrations (
    id text collate "C" not null, firm_id text collate "C" not null, source text collate "C" not null,
    target text collate "C" not null, settings jsonb not null, settings_revision int not null,
    mapping_revision int not null, schedule jsonb, cursor text, created_at timestamptz(3) not null, place bigserial,
    primary key (id)
  );

  create index integrations_of_firm on integrations (firm_id, place);

  create table intents (
    id text collate "C" not null, firm_id text collate "C" not null, target_connection_id text collate "C" not null,
    source_connection_id text collate "C" not null, kind text collate "C" not null,
    source_id text collate "C" not null, run_id text collate "C" not null, matter_id text collate "C",
    action text not null, witness text not null, source_hash text not null, draft jsonb not null, document jsonb, target_ref text collate "C",
    version_before text, opened_at timestamptz(3) not null, deadline_at timestamptz(3) not null,
    lost_at timestamptz(3), attempts int not null, look_ups int not null, contested boolean not null,
    primary key (id)
  );

  alter table intents add constraint intents_one_per_object unique (target_connection_id, kind, source_id);

  create table lanes (
    target_connection_id text collate "C" not null, firm_id text collate "C" not null, fence bigint not null,
    primary key (target_connection_id)
  );

  create table links (
    firm_id text collate "C" not null, target_connection_id text collate "C" not null,
    source_connection_id text collate "C" not null, kind text collate "C" not null,
    source_id text collate "C" not null, matter_id text collate "C", target_ref text collate "C" not null, url text,
    origin text not null, fingerprint text not null, source_hash text not null, fields jsonb not null, rows jsonb not null, document jsonb,
    source_deleted boolean not null, target_deleted boolean not null, mapping_revision int not null,
    synced_at timestamptz(3) not null,
    primary key (firm_id, target_connection_id, source_connection_id, kind, source_id)
  );

  create index links_of_matter on links (firm_id, target_connection_id, source_connection_id,
  matter_id) where matter_id is not null;

  create index links_by_target_ref on links (firm_id, target_connection_id, kind, target_ref);

  create table pending_authorizations (
    state_digest text collate "C" not null, firm_id text collate "C" not null,
    connection_id text collate "C" not null, browser_session text, expires_at timestamptz(3) not null,
    primary key (state_digest)
  );

  create index pending_authorizations_of_connection on pending_authorizations (connection_id);

  create table questions (
    id text collate "C" not null, firm_id text collate "C" not null, integration_id text collate "C" not null,
    matter_id text collate "C" not null, kind text not null, source_id text collate "C" not null, code text not null,
    question text not null, evidence jsonb not null, candidates jsonb not null, choices jsonb not null,
    since timestamptz(3) not null, decision jsonb, closed_at timestamptz(3),
    primary key (id)
  );

  create index questions_of_matter on questions (integration_id, matter_id) where closed_at is null;

  create index questions_undecided on questions (integration_id, since,
  id) where closed_at is null and decision is null;

  create table remembered_answers (
    firm_id text collate "C" not null, route text collate "C" not null, key text collate "C" not null,
    body_digest text not null, status int, body text, expires_at timestamptz(3) not null,
    primary key (firm_id, route, key)
  );

  create index remembered_answers_by_expiry on remembered_answers (firm_id, expires_at);

  create table runs (
    id text collate "C" not null, firm_id text collate "C" not null, integration_id text collate "C" not null,
    target_connection_id text collate "C" not null, matter_id text collate "C" not null, batch_id text collate "C",
    trigger jsonb not null, wish jsonb not null, requested int not null, status text not null,
    created_at timestamptz(3) not null, started_at timestamptz(3), finished_at timestamptz(3),
    waiting_until timestamptz(3), waiting_for text, failures int not null, plan_hash text, in_lane boolean,
    settings jsonb, settings_revision int, mapping_revision int, requests jsonb not null, failure jsonb,
    place bigserial,
    primary key (id)
  );

  create index runs_of_firm on runs (firm_id, created_at, place);

  create index runs_of_matter on runs (integration_id, matter_id, created_at, place);

  create index runs_of_batch on runs (batch_id) where batch_id is not null;

  create unique index runs_one_open_per_matter on runs (integration_id, matter_id) where status in ('queued',
  'running');

  create table run_changes (
    run_id text collate "C" not null, id text collate "C" not null, firm_id text collate "C" not null,
    kind text not null, source_id text collate "C" not null, target_ref text collate "C", target_url text,
    action text not null, outcome text not null, fields jsonb not null, reason text not null, code text,
    place bigserial not null,
    primary key (run_id, id)
  );

  create table run_events (
    firm_id text collate "C" not null, sequence bigint not null, run_id text collate "C" not null,
    type text not null, data jsonb not null, at timestamptz(3) not null,
    primary key (firm_id, sequence)
  );

  create table credentials (
    connection_id text collate "C" not null, firm_id text collate "C" not null, sealed text not null,
    primary key (connection_id)
  );

  create table slots (
    schedule text collate "C" not null, slot text collate "C" not null,
    primary key (schedule, slot)
  );

  create index slots_by_instant on slots (slot);

  create table transfers (
    firm_id text collate "C" not null, target_connection_id text collate "C" not null,
    source_connection_id text collate "C" not null, kind text collate "C" not null,
    source_id text collate "C" not null, id text collate "C" not null, run_id text collate "C" not null,
    integration_id text collate "C" not null, matter_id text collate "C" not null,
    target_ref text collate "C" not null, version text not null, ticket jsonb, draft jsonb not null,
    size bigint not null, content_type text not null, sha256 text, attempts int not null, moved bigint not null,
    heartbeat_at timestamptz(3),
    primary key (firm_id, target_connection_id, source_connection_id, kind, source_id)
  );

  create index transfers_of_run on transfers (run_id);

  create index transfers_of_matter on transfers (integration_id, matter_id);

  alter table transfers add constraint transfers_by_id unique (id)
`;

export class FirstTables extends Migration {
  /** One by one: the embedded database takes one statement at a time. */
  override up(): void {
    for (const statement of statements.split(';\n\n')) this.addSql(statement.trim());
  }
}
