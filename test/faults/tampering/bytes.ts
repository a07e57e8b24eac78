import type { EventAsFound } from '@app/event-store';
import type { Fault, FaultKind } from '@app/evidence';
import type { LogInHand } from './log-in-hand';

/** One byte of a stored row, and how it is changed into another one that the column can hold. */
export interface ByteChange {
  column: string;
  /** Number of the byte in the column, from 0. */
  byte: number;
  /** SQL for the new value; `$2` is `value`, if there is one. */
  set: string;
  value?: unknown;
  /** Where it is missed, if not at the row itself. */
  missedAt?: number;
}

/** What a byte of a row breaks: places, the hash over it, or the id's descent from the command. */
const BROKEN: readonly FaultKind[] = ['POSITION_GAP', 'POSITION_ORDER', 'HASH_MISMATCH', 'COMMAND_ID'];

const TEXTS = { stream: 'stream', type: 'type', actor_id: 'actorId', actor_role: 'actorRole', body: 'body' } as const;

/** Every byte of a row, column after column, with its lowest bit turned (or one that keeps the row storable). */
export function bytesOf(event: EventAsFound, log: LogInHand): ByteChange[] {
  const { actor } = event;
  const texts = { ...event, actorId: actor.id, actorRole: actor.role };
  return [
    ...Object.entries(TEXTS).flatMap(([column, name]) => bytesOfText(column, texts[name])),
    ...bytesOfHex('id', event.id, 'uuid'),
    ...bytesOfHex('command_id', event.commandId, 'uuid'),
    ...bytesOfHex('hash', event.hash, 'bytea'),
    ...bytesOfPosition(event, log),
    // Low bits of the revision are taken by others of its stream.
    ...[0, 1, 2].map((byte) => number('revision', byte, `revision # ${64 << (8 * byte)}`)),
    ...[0, 1].map((byte) => number('schema_version', byte, `(schema_version::int # ${1 << (8 * byte)})::smallint`)),
    ...[0, 1, 2].map((byte) => number('effective_on', byte, `effective_on + ${1 << (8 * byte)}`)),
    ...[0, 1, 2, 3, 4, 5, 6].map((byte) =>
      number('recorded_at', byte, `recorded_at + ${2 ** (8 * byte)} * interval '1 microsecond'`),
    ),
  ];
}

const number = (column: string, byte: number, set: string): ByteChange => ({ column, byte, set });

/** A bit of byte k of a character in UTF-8 is a bit of its code point; what comes out is a character again. */
function bytesOfText(column: string, text: string): ByteChange[] {
  let byte = 0;
  const characters = [...text];
  return characters.flatMap((character, at) => {
    const length = Buffer.byteLength(character);
    return Array.from({ length }, (_, k) => {
      const other = String.fromCodePoint(character.codePointAt(0)! ^ (1 << (6 * (length - 1 - k))));
      const value = [...characters.slice(0, at), other, ...characters.slice(at + 1)].join('');
      return { column, byte: byte++, set: '$2', value };
    });
  });
}

function bytesOfHex(column: string, text: string, type: 'uuid' | 'bytea'): ByteChange[] {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  return [...bytes].map((each, byte) => {
    const changed = Buffer.from(bytes);
    changed[byte] = each ^ 1;
    const value = changed.toString('hex');
    return { column, byte, set: type === 'uuid' ? '$2::uuid' : `decode($2, 'hex')`, value };
  });
}

/** A place that is taken by another event is no change of one byte; the row then lies after all others. */
function bytesOfPosition({ position }: EventAsFound, { last }: LogInHand): ByteChange[] {
  const missedAt = Math.min(position + 1, last);
  return [0, 1, 2, 3, 4, 5].flatMap((byte) => {
    const bit = [128, 64, 32].find((each) => byte > 0 || (position ^ each) > last);
    if (bit === undefined) return [];
    return [{ column: 'position', byte, set: `position # ${bit * 256 ** byte}::bigint`, missedAt }];
  });
}

/** Changes that byte in the database. @returns what puts the row back as it was */
export async function changeByte(log: LogInHand, event: EventAsFound, { column, set, value }: ByteChange) {
  const { superuser } = log.copy;
  const { rows } = await superuser.query<{ row: string }>(
    `update log.events set ${column} = ${set} where position = $1 returning ctid::text as row`,
    value === undefined ? [event.position] : [event.position, value],
  );
  if (rows.length !== 1) throw new Error(`no row at ${event.position}`);
  return async (): Promise<void> => {
    await superuser.query('delete from log.events where ctid = $1::tid', [rows[0]!.row]);
    await log.insert([event]);
  };
}

/** Whether the first place at which something is broken is this one. */
export function isMissed(faults: readonly Fault[], position: number): boolean {
  const places = faults.flatMap((fault) => (BROKEN.includes(fault.kind) ? [fault.position!] : []));
  return Math.min(...places) === position;
}
