/** The log, its head, the data keys, and the triggers that refuse to rewrite them. */
export const log = `
do $$ begin
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'the log needs a database in UTF8, this one is in %', current_setting('server_encoding');
  end if;
end $$;

-- The log's only order: whoever appends locks this row (F1).
create table log.head (
  one boolean primary key default true check (one),
  store_id uuid not null default gen_random_uuid(),
  position bigint not null default 0,
  hash bytea not null default decode(repeat('00', 32), 'hex'),
  recorded_at timestamptz not null default '1970-01-01T00:00:00Z'
) with (fillfactor = 20);
insert into log.head default values;

create table log.events (
  position bigint primary key,
  stream text collate "C" not null,
  revision integer not null,
  id uuid not null,
  type text collate "C" not null,
  schema_version smallint not null,
  effective_on date not null,
  recorded_at timestamptz not null,
  actor_id text not null,
  actor_role text not null,
  -- Exactly the text that is hashed; never jsonb (D10).
  body text not null,
  hash bytea not null,
  command_id uuid not null,
  -- What the command is recognised by; on the last event of a command only (F5).
  digest bytea,
  constraint events_stream_revision unique (stream, revision),
  constraint events_id unique (id)
);
create unique index events_command on log.events (command_id, revision);

-- One data key for each stream and subject, wrapped by a master key; null once destroyed (D9).
create table log.data_keys (
  stream text collate "C" not null,
  subject text collate "C" not null,
  key_id uuid not null,
  master_key_id text not null,
  wrapped text,
  destroyed_at timestamptz,
  primary key (stream, subject),
  check ((wrapped is null) = (destroyed_at is not null))
);

-- By what a master key is recognised at start; not the key.
create table log.master_keys (
  master_key_id text primary key,
  check_value text not null,
  recorded_at timestamptz not null default clock_timestamp()
);

-- A speed bump that leaves a line in the server's log; the defence is the chain (D10).
create function log.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'log.% is never changed: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger events_never_change before update or delete or truncate on log.events
  for each statement execute function log.refuse();
create trigger head_stays before delete or truncate on log.head for each statement execute function log.refuse();
create trigger data_keys_stay before delete or truncate on log.data_keys for each statement execute function log.refuse();
`;
