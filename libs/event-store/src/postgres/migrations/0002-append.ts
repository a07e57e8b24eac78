/**
 * The one way into the log. A group of commands comes in as parallel arrays and is stored in one autocommit call;
 * every command has its own answer. The lines marked F… are the fixes that `saboteurs.int-spec.ts` takes out.
 */
export const append = `
-- A header field: its length in bytes (4, big endian) and its UTF-8 text (D10).
create function log.field(content text) returns bytea language sql stable parallel safe as
$$ select int4send(octet_length(content)) || convert_to(content, 'UTF8') $$;

create function log.append(
  -- one element for each command; expected -1 = no stream; p_events = how many of the events are its own
  p_command uuid[], p_stream text[], p_expected integer[], p_digest text[], p_events integer[],
  -- one element for each event, in the order of the commands
  p_id uuid[], p_type text[], p_schema_version smallint[], p_effective_on text[],
  p_actor_id text[], p_actor_role text[], p_body_bytes integer[],
  -- all bodies, one after the other
  p_bodies bytea,
  -- one element for each data key used for the first time; p_key_of = its command, from 1
  p_key_of integer[], p_key_subject text[], p_key_id uuid[], p_key_master text[], p_key_wrapped text[]
) returns text language plpgsql security definer
set search_path = pg_catalog
-- A plan made while the log was empty must not scan it when it is long.
set enable_seqscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
declare
  v_head log.head%rowtype;
  v_at timestamptz;
  v_at_text text;
  v_position bigint;
  v_hash bytea;
  v_revision integer;
  v_known record;
  v_body bytea;
  v_body_from integer := 1;
  v_next_event integer := 1;
  v_first_event integer;
  v_first_body_from integer;
  v_answer text := '';
begin
  -- F1: positions come from one locked row, so that commit order is position order.
  select * into strict v_head from log.head for update;
  v_position := v_head.position;
  v_hash := v_head.hash;
  -- F11: the database's clock, never before the previous event.
  v_at := greatest(date_trunc('milliseconds', clock_timestamp()), v_head.recorded_at);
  v_at_text := to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

  for c in 1 .. cardinality(p_command) loop
    v_first_event := v_next_event;
    v_next_event := v_next_event + p_events[c];
    v_first_body_from := v_body_from;
    for e in v_first_event .. v_next_event - 1 loop
      v_body_from := v_body_from + p_body_bytes[e];
    end loop;

    -- F5, F7: a command that is stored is answered, whatever revision is expected now.
    select e.digest, e.revision, e.position into v_known
      from log.events e where e.command_id = p_command[c] order by e.revision desc limit 1;
    if found then
      v_answer := v_answer
        || case when v_known.digest = decode(p_digest[c], 'hex') then 'duplicate ' else 'other_content ' end
        || v_known.revision || ' ' || v_known.position || ',';
      continue;
    end if;

    select e.revision into v_revision
      from log.events e where e.stream = p_stream[c] order by e.revision desc limit 1;
    v_revision := coalesce(v_revision, -1);
    -- F8: nothing is appended to a stream that has moved on.
    if v_revision <> p_expected[c] then
      v_answer := v_answer || 'conflict ' || v_revision || ' 0,';
      continue;
    end if;

    if c = any (p_key_of) then
      if exists (
        select from unnest(p_key_of, p_key_subject, p_key_id) as k(of, subject, key_id)
          join log.data_keys d on d.stream = p_stream[c] and d.subject = k.subject
         where k.of = c and (d.key_id <> k.key_id or d.wrapped is null)
      ) then
        v_answer := v_answer || 'other_key ' || v_revision || ' 0,';
        continue;
      end if;
      insert into log.data_keys (stream, subject, key_id, master_key_id, wrapped)
      select p_stream[c], k.subject, k.key_id, k.master, k.wrapped
        from unnest(p_key_of, p_key_subject, p_key_id, p_key_master, p_key_wrapped)
             as k(of, subject, key_id, master, wrapped)
       where k.of = c
          on conflict do nothing;
    end if;

    for e in v_first_event .. v_next_event - 1 loop
      v_position := v_position + 1;
      v_revision := v_revision + 1;
      v_body := substring(p_bodies from v_first_body_from for p_body_bytes[e]);
      v_first_body_from := v_first_body_from + p_body_bytes[e];
      -- D10: head = SHA-256(0x01 || previous head || leaf), leaf = SHA-256(0x00 || header || SHA-256(body)).
      v_hash := sha256('\\x01'::bytea || v_hash || sha256('\\x00'::bytea
        || log.field(v_position::text) || log.field(p_stream[c]) || log.field(v_revision::text)
        || log.field(p_id[e]::text) || log.field(p_type[e]) || log.field(p_schema_version[e]::text)
        || log.field(p_effective_on[e]) || log.field(v_at_text)
        || log.field(p_actor_id[e]) || log.field(p_actor_role[e])
        || sha256(v_body)));
      insert into log.events (position, stream, revision, id, type, schema_version, effective_on, recorded_at,
                              actor_id, actor_role, body, hash, command_id, digest)
      values (v_position, p_stream[c], v_revision, p_id[e], p_type[e], p_schema_version[e], p_effective_on[e]::date,
              v_at, p_actor_id[e], p_actor_role[e], convert_from(v_body, 'UTF8'), v_hash, p_command[c],
              case when e = v_next_event - 1 then decode(p_digest[c], 'hex') end);
    end loop;
    v_answer := v_answer || 'ok ' || v_revision || ' ' || v_position || ',';
  end loop;

  if v_position > v_head.position then
    update log.head set position = v_position, hash = v_hash, recorded_at = v_at;
    -- Once for a group; it only wakes, readers poll as well (F17).
    perform pg_notify('log_appended', v_position::text);
  end if;
  -- Short, so that it fits the socket's buffer and a client that stopped reading holds nobody up (F4).
  return v_answer;
end $$;
`;
