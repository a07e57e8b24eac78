/** The other functions, and who may call what. */
export const doors = `
-- Position of the last event recorded at or before an instant; recorded_at never falls, so it is a bisection.
create function log.position_at(p_instant timestamptz) returns bigint language plpgsql stable as $$
declare
  v_low bigint := 0;
  v_high bigint := (select h.position from log.head h);
  v_middle bigint;
begin
  while v_low < v_high loop
    v_middle := (v_low + v_high + 1) / 2;
    if (select e.recorded_at from log.events e where e.position = v_middle) <= p_instant then
      v_low := v_middle;
    else
      v_high := v_middle - 1;
    end if;
  end loop;
  return v_low;
end $$;

create function log.destroy_key(p_stream text, p_subject text) returns boolean language sql security definer
set search_path = pg_catalog as $$
  with destroyed as (
    update log.data_keys set wrapped = null, destroyed_at = clock_timestamp()
     where stream = p_stream and subject = p_subject and wrapped is not null
    returning 1
  )
  select exists (select from destroyed)
$$;

-- Two processes that start an empty log with different master keys: the second is told.
create function log.record_master_key(p_id text, p_check text, p_at_hand text[]) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  lock table log.master_keys in exclusive mode;
  if exists (select from log.master_keys where master_key_id <> all (p_at_hand)) then
    return false;
  end if;
  insert into log.master_keys (master_key_id, check_value) values (p_id, p_check) on conflict do nothing;
  return true;
end $$;

revoke execute on all functions in schema log from public;

-- ledger_append: the service. ledger_read: auditors and projectors. Where the owner may not create roles, a
-- database administrator creates them before the first start (docs/log-format.md).
do $$
declare
  v_role text;
begin
  foreach v_role in array array['ledger_append', 'ledger_read'] loop
    begin
      if not exists (select from pg_roles where rolname = v_role) then
        execute format('create role %I nologin', v_role);
      end if;
    exception when insufficient_privilege or duplicate_object or unique_violation then
      null;
    end;
    if exists (select from pg_roles where rolname = v_role) then
      execute format('grant usage on schema log to %I', v_role);
      execute format('grant select on log.head, log.events, log.migrations to %I', v_role);
      execute format('grant execute on function log.position_at to %I', v_role);
    end if;
  end loop;
  if exists (select from pg_roles where rolname = 'ledger_append') then
    grant select on log.data_keys, log.master_keys to ledger_append;
    grant execute on function log.append, log.destroy_key, log.record_master_key to ledger_append;
  end if;
end $$;
`;
