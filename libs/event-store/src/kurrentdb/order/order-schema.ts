/**
 * The order of a log whose events lie in KurrentDB: position, instant, hash and place of every event, in PostgreSQL.
 * It can be computed anew from KurrentDB at any time; what cannot are the data keys, in `log.data_keys` beside it.
 */
export const orderSchema = `
create table log_order.head (
  one boolean primary key default true check (one),
  store_id uuid not null,
  prefix text collate "C" not null,
  position bigint not null default 0,
  hash bytea not null default decode(repeat('00', 32), 'hex'),
  recorded_at text collate "C" not null default '1970-01-01T00:00:00.000Z',
  -- The last event that is in the order; reading goes on behind it.
  last_id uuid,
  commit_place bigint,
  prepare_place bigint
) with (fillfactor = 20);

create table log_order.events (
  position bigint primary key,
  stream text collate "C" not null,
  revision integer not null,
  id uuid not null unique,
  recorded_at text collate "C" not null,
  hash bytea not null,
  commit_place bigint not null,
  prepare_place bigint not null,
  body_bytes integer not null,
  command_id uuid not null,
  digest bytea,
  attempt uuid not null,
  unique (stream, revision)
);
create index events_command on log_order.events (command_id, revision);
create index events_recorded_at on log_order.events (recorded_at, position);

-- What an append that is under way has taken: its command for one stream, its event ids, its new data keys. KurrentDB
-- knows ids within a stream only; here they are unique in the log (F5, F9).
create table log_order.reserved_commands (command_id uuid primary key, stream text collate "C" not null);
create table log_order.reserved_ids (id uuid primary key, command_id uuid not null);
create index reserved_ids_command on log_order.reserved_ids (command_id);
create table log_order.reserved_keys (
  key_id uuid primary key,
  attempt uuid not null,
  stream text collate "C" not null,
  subject text collate "C" not null,
  master_key_id text not null,
  wrapped text
);
create index reserved_keys_subject on log_order.reserved_keys (stream, subject);

-- Before the append: what the order already knows about it; if nothing stands against it, it is reserved.
create function log_order.reserve(
  p_command uuid, p_attempt uuid, p_stream text, p_expected integer, p_digest text, p_ids uuid[],
  p_key_subject text[], p_key_id uuid[], p_key_master text[], p_key_wrapped text[]
) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_known record;
  v_revision integer;
begin
  select e.stream, e.revision, e.position, e.attempt, encode(e.digest, 'hex') as digest into v_known
    from log_order.events e where e.command_id = p_command order by e.revision desc limit 1;
  if found then
    if v_known.digest is distinct from p_digest then return 'other_content 0 0'; end if;
    return case when v_known.attempt = p_attempt then 'ok ' else 'duplicate ' end
      || v_known.revision || ' ' || v_known.position;
  end if;
  select e.revision into v_revision
    from log_order.events e where e.stream = p_stream order by e.revision desc limit 1;
  v_revision := coalesce(v_revision, -1);
  if v_revision <> p_expected then return 'conflict ' || v_revision || ' 0'; end if;
  if exists (
    select from unnest(p_key_subject, p_key_id) as k(subject, key_id)
      join log.data_keys d on d.stream = p_stream and d.subject = k.subject
     where d.key_id <> k.key_id or d.wrapped is null
  ) then return 'other_key 0 0'; end if;
  if exists (select from log_order.events e where e.id = any (p_ids)) then return 'other_content 0 0'; end if;

  insert into log_order.reserved_commands values (p_command, p_stream) on conflict do nothing;
  if (select c.stream from log_order.reserved_commands c where c.command_id = p_command) <> p_stream then
    return 'other_content 0 0';
  end if;
  insert into log_order.reserved_ids select id, p_command from unnest(p_ids) as i(id) order by id
    on conflict do nothing;
  if exists (select from log_order.reserved_ids r where r.id = any (p_ids) and r.command_id <> p_command) then
    delete from log_order.reserved_ids where command_id = p_command;
    delete from log_order.reserved_commands where command_id = p_command;
    return 'other_content 0 0';
  end if;
  insert into log_order.reserved_keys
  select k.key_id, p_attempt, p_stream, k.subject, k.master, k.wrapped
    from unnest(p_key_subject, p_key_id, p_key_master, p_key_wrapped) as k(subject, key_id, master, wrapped)
      on conflict do nothing;
  -- F11: the instant that the events will carry, from one clock.
  return 'go ' || v_revision || ' 0 '
    || to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
end $$;

-- The data keys of an append that was refused: it can never be stored any more, its stream has moved on.
create function log_order.release(p_attempt uuid) returns void language sql security definer
set search_path = pg_catalog as $$
  delete from log_order.reserved_keys where attempt = p_attempt
$$;

-- The next events of the log take their places. False when another process was first.
create function log_order.seal(
  p_from bigint, p_from_hash text,
  p_stream text[], p_revision integer[], p_id uuid[], p_recorded_at text[], p_hash text[],
  p_commit bigint[], p_prepare bigint[], p_bytes integer[], p_command uuid[], p_digest text[], p_attempt uuid[],
  p_new_keys uuid[]
) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_head log_order.head%rowtype;
  v_last integer := cardinality(p_id);
begin
  select * into strict v_head from log_order.head for update;
  if v_head.position <> p_from or v_head.hash <> decode(p_from_hash, 'hex') then return false; end if;
  insert into log_order.events
  select p_from + n, stream, revision, id, recorded_at, decode(hash, 'hex'), commit_place, prepare_place, bytes,
         command_id, decode(nullif(digest, ''), 'hex'), attempt
    from unnest(p_stream, p_revision, p_id, p_recorded_at, p_hash, p_commit, p_prepare, p_bytes, p_command, p_digest,
                p_attempt) with ordinality
         as e(stream, revision, id, recorded_at, hash, commit_place, prepare_place, bytes, command_id, digest,
              attempt, n);
  -- D9: a key whose subject was erased meanwhile comes in destroyed.
  insert into log.data_keys (stream, subject, key_id, master_key_id, wrapped, destroyed_at)
  select k.stream, k.subject, k.key_id, k.master_key_id, k.wrapped,
         case when k.wrapped is null then clock_timestamp() end
    from log_order.reserved_keys k where k.key_id = any (p_new_keys)
      on conflict do nothing;
  delete from log_order.reserved_keys where key_id = any (p_new_keys);
  delete from log_order.reserved_ids where command_id = any (p_command);
  delete from log_order.reserved_commands where command_id = any (p_command);
  update log_order.head
     set position = p_from + v_last, hash = decode(p_hash[v_last], 'hex'), recorded_at = p_recorded_at[v_last],
         last_id = p_id[v_last], commit_place = p_commit[v_last], prepare_place = p_prepare[v_last];
  return true;
end $$;

-- Waits for a seal under way, so that a key it is just bringing in is destroyed with the others.
create function log_order.destroy_key(p_stream text, p_subject text) returns boolean language plpgsql security definer
set search_path = pg_catalog as $$
declare
  v_destroyed boolean;
begin
  perform from log_order.head for update;
  update log_order.reserved_keys set wrapped = null where stream = p_stream and subject = p_subject;
  select log.destroy_key(p_stream, p_subject) into v_destroyed;
  return v_destroyed;
end $$;

revoke execute on all functions in schema log_order from public;
do $$
declare
  v_role text;
begin
  foreach v_role in array array['ledger_append', 'ledger_read'] loop
    if exists (select from pg_roles where rolname = v_role) then
      execute format('grant usage on schema log_order to %I', v_role);
      execute format('grant select on log_order.head, log_order.events, log_order.migrations to %I', v_role);
    end if;
  end loop;
  if exists (select from pg_roles where rolname = 'ledger_append') then
    grant execute on function log_order.reserve, log_order.release, log_order.seal, log_order.destroy_key
      to ledger_append;
  end if;
end $$;
`;
