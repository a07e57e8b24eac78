import { randomUUID } from 'node:crypto';
import { type EventAsFound, headAfter } from '@app/event-store';
import { type Attack, newSealKeyPem, sealIn, sealKeyOf, SEALS_STREAM } from '@app/evidence';
import { HEADER_FIELDS, type HeaderFieldName } from './header-fields';
import { type LogInHand, rechained, resealed, rewritten, withData } from './log-in-hand';

export interface Tampered {
  /** What was done, in words. */
  detail: string;
  /** A place that has to be named: at it, or within the positions that a fault is about. */
  at?: number;
  /** What is lost, exactly. */
  lost?: { from: number; to: number; events: number };
  /** How many of the deposits there are; all of them where left out. */
  deposited?: number;
}

const other = sealKeyOf(newSealKeyPem());
const added = (data: object): object => ({ ...data, tampered: true });

/** Does each of the attacks once, at a place chosen by chance. */
export const TAMPER: Record<
  Exclude<Attack, 'older_backup'>,
  (log: LogInHand, field: HeaderFieldName) => Promise<Tampered>
> = {
  body_byte: async (log) => {
    const { position, body } = log.at(log.place());
    const at = log.choose.between(0, body.length - 1);
    const instead = log.choose.of([...'abcXYZ0189 ,:'].filter((char) => char !== body[at]));
    await log.sql(
      'update log.events set body = $2 where position = $1',
      position,
      body.slice(0, at) + instead + body.slice(at + 1),
    );
    return { detail: `character ${at} of ${position}`, at: position };
  },
  header_field: async (log, field) => {
    const event = log.at(log.place());
    const { column, other: value, missedAt = (position) => position } = HEADER_FIELDS[field];
    const now = value(event, log);
    await log.sql(`update log.events set ${column} = $2 where position = $1`, event.position, now);
    return { detail: `${field} of ${event.position}`, at: missedAt(event.position, log.last, now) };
  },
  stored_hash: async (log) => {
    const at = log.place();
    await log.sql('update log.events set hash = sha256(hash) where position = $1', at);
    return { detail: `hash of ${at}`, at };
  },
  command_id: async (log) => {
    const at = log.place();
    await log.sql('update log.events set command_id = $2 where position = $1', at, log.choose.uuid());
    return { detail: `command id of ${at}`, at };
  },
  drop: async (log) => {
    const at = log.place();
    await log.sql('delete from log.events where position = $1', at);
    return { detail: `${at} deleted`, at: Math.min(at + 1, log.last) };
  },
  drop_and_rechain: async (log) => {
    const at = log.place(log.sealedTo);
    await log.rewrite(rechained(log.events.toSpliced(at - 1, 1)));
    return { detail: `${at} deleted`, at };
  },
  swap: async (log) => {
    const a = log.place(log.last - 1);
    const b = log.place(log.last, a + 1);
    await log.sql('update log.events set position = -1 where position = $1', a);
    await log.sql('update log.events set position = $1 where position = $2', a, b);
    await log.sql('update log.events set position = $1 where position = -1', b);
    return { detail: `${a} and ${b} exchanged`, at: a };
  },
  insert: async (log) => {
    const at = log.place(log.last, 2);
    await log.sql('update log.events set position = -position where position >= $1', at);
    await log.sql('update log.events set position = 1 - position where position < 0');
    await log.insert([forged(log, at)]);
    return { detail: `one put in at ${at}`, at: at + 1 };
  },
  insert_and_rechain: async (log) => {
    const at = log.place(log.sealedTo, 2);
    await log.rewrite(rechained(log.events.toSpliced(at - 1, 0, forged(log, at))));
    return { detail: `one put in at ${at}`, at };
  },
  append_past_head: async (log) => {
    await log.insert([forged(log, log.last + 1)]);
    return { detail: 'one put after the last', at: log.last + 1 };
  },
  cut_tail: async (log) => {
    const from = log.place(log.last, log.last - 50);
    await log.sql('delete from log.events where position >= $1', from);
    return { detail: `from ${from} on`, lost: { from, to: log.last, events: log.last - from + 1 } };
  },
  cut_tail_and_head: async (log) => {
    const from = log.place(log.sealedTo, log.last - 50);
    await log.sql('delete from log.events where position >= $1', from);
    await log.setHead(log.events.slice(0, from - 1));
    const to = log.sealedTo;
    return { detail: `from ${from} on`, lost: { from, to, events: to - from + 1 } };
  },
  store_id: async (log) => {
    await log.sql('update log.head set store_id = $1', log.choose.uuid());
    return { detail: 'another id', at: log.seals[0]!.position };
  },
  head_row: async (log) => {
    const change = log.choose.of(['hash = sha256(hash)', 'position = position + 3', 'position = position - 3']);
    await log.sql(`update log.head set ${change}`);
    return { detail: change, at: log.last };
  },
  rewrite_stream: async (log) => {
    const stream = log.choose.of([...new Set(log.events.map((event) => event.stream))]);
    const at = log.events.find((event) => event.stream === stream)!.position;
    await log.rewrite(rechained(log.events.map((event) => (event.stream === stream ? withData(event, added) : event))));
    return { detail: stream, at };
  },
  seal_unsigned: async (log) => {
    const { position } = log.choose.of(log.seals);
    const unsigned = log.choose.of([{ signature: '' }, { signature: null }, { signature: `${'A'.repeat(86)}==` }]);
    await log.rewrite(rewritten(log.events, position, (data) => ({ ...data, ...unsigned })));
    return { detail: `seal at ${position}`, at: position };
  },
  seal_other_key: async (log) => {
    const event = log.choose.of(log.seals);
    const signed = { ...other.sign(sealIn(event)!.text), publicKey: other.raw };
    await log.rewrite(rewritten(log.events, event.position, () => signed));
    return { detail: `seal at ${event.position}` };
  },
  seal_text: async (log) => {
    const event = log.choose.of(log.seals);
    const { text } = sealIn(event)!;
    const changed = log.choose.of([
      text.replace(/^root ./m, (line) => `${line.slice(0, -1)}${line.endsWith('0') ? '1' : '0'}`),
      text.replace(/^head ./m, (line) => `${line.slice(0, -1)}${line.endsWith('0') ? '1' : '0'}`),
      text.replace(/^sealed ./m, 'sealed 1'),
    ]);
    await log.rewrite(rewritten(log.events, event.position, (data) => ({ ...data, text: changed })));
    return { detail: `seal at ${event.position}`, at: event.position };
  },
  seal_dropped: async (log) => {
    const { position } = log.choose.of(log.seals.slice(0, -1));
    await log.rewrite(rechained(log.events.toSpliced(position - 1, 1)));
    return { detail: `seal at ${position}`, at: position };
  },
  key_destroyed: async (log) => {
    await log.sql(
      `update log.data_keys set wrapped = null, destroyed_at = now()
        where key_id = (select key_id from log.data_keys where wrapped is not null order by key_id limit 1 offset $1)`,
      log.choose.between(0, 20),
    );
    return { detail: 'one data key' };
  },
  key_deleted: async (log) => {
    await log.sql(
      'delete from log.data_keys where key_id = (select key_id from log.data_keys order by key_id limit 1 offset $1)',
      log.choose.between(0, 20),
    );
    return { detail: 'one data key' };
  },
  key_brought_back: async (log) => {
    await log.sql(
      `update log.data_keys set wrapped = 'from a backup', destroyed_at = null
        where key_id = (select key_id from log.data_keys where wrapped is null order by key_id limit 1 offset $1)`,
      log.choose.between(0, 3),
    );
    return { detail: 'one data key' };
  },
  reseal_all_other_key: async (log) => {
    const at = log.placeOfNoSeal();
    await log.rewrite(await resealed(rewritten(log.events, at, added), log.head.storeId, other));
    return { detail: `${at} rewritten` };
  },
  unseal_and_rewrite: async (log) => {
    const { from } = log.deposits.at(-1)!.seal;
    const at = log.placeOfNoSeal(log.sealedTo, from);
    await log.rewrite(rewritten(log.events.slice(0, -1), at, added));
    return { detail: `${at} rewritten`, at };
  },
  reseal_own_key: async (log) => {
    const at = log.placeOfNoSeal();
    await log.rewrite(await resealed(rewritten(log.events, at, added), log.head.storeId, log.ownKey));
    return { detail: `${at} rewritten`, at };
  },
  rewrite_unsealed: async (log) => {
    const { from } = log.deposits.at(-1)!.seal;
    const at = log.placeOfNoSeal(log.sealedTo, from);
    // As if the last seal had not been made yet.
    await log.rewrite(rewritten(log.events.slice(0, -1), at, added));
    return { detail: `${at} rewritten`, deposited: log.deposits.length - 1 };
  },
  command_digest: async (log) => {
    const at = log.place();
    await log.sql(`update log.events set digest = sha256('other') where position = $1`, at);
    return { detail: `digest of ${at}` };
  },
  wrapped_key: async (log) => {
    await log.sql(
      `update log.data_keys set wrapped = reverse(wrapped)
        where key_id = (select key_id from log.data_keys where wrapped is not null order by key_id limit 1 offset $1)`,
      log.choose.between(0, 20),
    );
    return { detail: 'one data key' };
  },
};

/** Another event like the one that stands there, of a case that never was, chained to the one before. */
function forged(log: LogInHand, position: number): EventAsFound {
  const like = log.events.findLast((event) => event.position < position && event.stream !== SEALS_STREAM)!;
  const event = {
    ...like,
    position,
    stream: `case-${log.choose.uuid()}`,
    revision: 0,
    id: log.choose.uuid(),
    commandId: randomUUID(),
    recordedAt: log.at(position - 1).recordedAt,
    body: JSON.stringify({ data: {}, metadata: {} }),
  };
  return { ...event, hash: headAfter(log.at(position - 1).hash, event) };
}
