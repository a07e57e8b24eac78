/** A master key that was replaced is remembered, and nothing is wrapped by it any more. */
export const rotation = `
alter table log.master_keys
  add column retired_at timestamptz,
  -- What an applicant is recognised by, wrapped by this master key; null where it follows from this master key itself.
  add column match_key text;

create or replace function log.record_master_key(p_id text, p_check text, p_at_hand text[]) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  lock table log.master_keys in exclusive mode;
  if exists (
    select from log.master_keys where retired_at is null and master_key_id <> all (p_at_hand)
       or retired_at is not null and master_key_id = p_id
  ) then
    return false;
  end if;
  insert into log.master_keys (master_key_id, check_value) values (p_id, p_check) on conflict do nothing;
  return true;
end $$;

-- A process that slept through a rotation: what it brought would be lost with the former key.
create function log.refuse_retired() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from log.master_keys where master_key_id = new.master_key_id and retired_at is not null) then
    raise exception 'master key % was replaced', new.master_key_id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger data_keys_by_a_key_in_use before insert on log.data_keys
  for each row when (new.wrapped is not null) execute function log.refuse_retired();
`;
