/**
 * The one way into the log. A group of commands comes in as parallel arrays and is stored in one autocommit call;
 * every command has its own answer. The lines marked F… are the fixes that `saboteurs.int-spec.ts` takes out.
 */
export const append = `
-- Running head of the chain: SHA-256(0x01 || previous head || leaf) (D10).
create function log.chain_step(head bytea, leaf bytea, start bytea) returns bytea language sql immutable parallel safe as
$$ select sha256('\\x01'::bytea || coalesce(head, start) || leaf) $$;
create aggregate log.chain(leaf bytea, start bytea) (sfunc = log.chain_step, stype = bytea);

-- A header field: its length in bytes (4, big endian) and its UTF-8 text.
create function log.field(content text) returns bytea language sql stable parallel safe as
$$ select int4send(octet_length(content)) || convert_to(content, 'UTF8') $$;

create function log.append(
  -- one element for each command; expected -1 = no stream
  p_command uuid[], p_stream text[], p_expected integer[], p_digest text[], p_events integer[],
  -- one element for each event; p_of = its command, p_nth = its place in the command, both from 1
  p_of integer[], p_nth integer[], p_id uuid[], p_type text[], p_schema_version smallint[], p_effective_on text[],
  p_actor_id text[], p_actor_role text[], p_body_from integer[], p_body_bytes integer[],
  -- all bodies, one after the other
  p_bodies bytea,
  -- one element for each data key used for the first time
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
  v_verdict text[];
  v_revision integer[];
  v_position bigint[];
  v_last bigint;
  v_hash bytea;
begin
  -- F1: positions come from one locked row, so that commit order is position order.
  select * into strict v_head from log.head for update;
  -- F11: the database's clock, never before the previous event.
  v_at := greatest(date_trunc('milliseconds', clock_timestamp()), v_head.recorded_at);
  v_at_text := to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

  select array_agg(j.verdict order by j.n),
         array_agg(j.revision order by j.n),
         array_agg(coalesce(j.position, v_head.position + j.running) order by j.n),
         v_head.position + coalesce(max(j.running), 0)
    into v_verdict, v_revision, v_position, v_last
    from (
      select i.*, sum(case when i.verdict = 'ok' then p_events[i.n] end) over (order by i.n) as running
        from (
          select c.n,
                 case
                   -- F5, F7: a command that is stored is answered, whatever revision is expected now.
                   when known.digest = decode(c.digest, 'hex') then 'duplicate'
                   when known.digest is not null then 'other_content'
                   -- F8: nothing is appended to a stream that has moved on.
                   when coalesce(last.revision, -1) <> c.expected then 'conflict'
                   when exists (
                     select from unnest(p_key_of, p_key_subject, p_key_id) as k(of, subject, key_id)
                       join log.data_keys d on d.stream = c.stream and d.subject = k.subject
                      where k.of = c.n and (d.key_id <> k.key_id or d.wrapped is null)
                   ) then 'other_key'
                   else 'ok'
                 end as verdict,
                 coalesce(known.revision, last.revision, -1) as revision,
                 known.position
            from unnest(p_command, p_stream, p_expected, p_digest) with ordinality
                 as c(command, stream, expected, digest, n)
            left join lateral (
              select e.digest, e.revision, e.position from log.events e
               where e.command_id = c.command and e.digest is not null
            ) known on true
            left join lateral (
              select e.revision from log.events e where e.stream = c.stream order by e.revision desc limit 1
            ) last on true
        ) i
    ) j;

  if v_last > v_head.position then
    with accepted as (
      select v_head.position + row_number() over (order by e.n) as position,
             p_stream[e.of] as stream,
             v_revision[e.of] + e.nth as revision,
             substring(p_bodies from e.body_from for e.body_bytes) as body,
             e.*
        from unnest(p_of, p_nth, p_id, p_type, p_schema_version, p_effective_on, p_actor_id, p_actor_role,
                    p_body_from, p_body_bytes) with ordinality
             as e(of, nth, id, type, schema_version, effective_on, actor_id, actor_role, body_from, body_bytes, n)
       where v_verdict[e.of] = 'ok'
    ), stored as (
      insert into log.events (position, stream, revision, id, type, schema_version, effective_on, recorded_at,
                              actor_id, actor_role, body, hash, command_id, digest)
      select a.position, a.stream, a.revision, a.id, a.type, a.schema_version, a.effective_on::date, v_at,
             a.actor_id, a.actor_role, convert_from(a.body, 'UTF8'),
             log.chain(
               sha256('\\x00'::bytea
                 || log.field(a.position::text) || log.field(a.stream) || log.field(a.revision::text)
                 || log.field(a.id::text) || log.field(a.type) || log.field(a.schema_version::text)
                 || log.field(a.effective_on) || log.field(v_at_text)
                 || log.field(a.actor_id) || log.field(a.actor_role)
                 || sha256(a.body)),
               v_head.hash) over (order by a.position),
             p_command[a.of],
             case when a.nth = p_events[a.of] then decode(p_digest[a.of], 'hex') end
        from accepted a
      returning position, hash
    )
    select s.hash into strict v_hash from stored s order by s.position desc limit 1;

    if cardinality(p_key_of) > 0 then
      insert into log.data_keys (stream, subject, key_id, master_key_id, wrapped)
      select p_stream[k.of], k.subject, k.key_id, k.master, k.wrapped
        from unnest(p_key_of, p_key_subject, p_key_id, p_key_master, p_key_wrapped)
             as k(of, subject, key_id, master, wrapped)
       where v_verdict[k.of] = 'ok'
          on conflict do nothing;
    end if;

    update log.head set position = v_last, hash = v_hash, recorded_at = v_at;
    -- Once for a group; it only wakes, readers poll as well (F17).
    perform pg_notify('log_appended', v_last::text);
  end if;

  -- Short, so that it fits the socket's buffer and a client that stopped reading holds nobody up (F4).
  return (
    select string_agg(
             v_verdict[n] || ' '
             || (v_revision[n] + case when v_verdict[n] = 'ok' then p_events[n] else 0 end) || ' '
             || coalesce(v_position[n], 0), ',' order by n)
      from generate_subscripts(v_verdict, 1) as n
  );
end $$;
`;
