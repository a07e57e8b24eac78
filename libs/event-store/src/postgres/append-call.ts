import type { QueryConfig } from 'pg';
import type { AppendRequest, Position } from '../port';

/** One command of a group, checked, with the bytes of its bodies. */
export interface Slice {
  request: AppendRequest;
  digest: string;
  bodies: Buffer[];
  bytes: number;
}

export interface Verdict {
  kind: 'ok' | 'duplicate' | 'conflict' | 'other_content' | 'other_key';
  /** Revision of the command's last event; on a conflict the stream's last revision, −1 for none. */
  revision: number;
  position: Position;
}

const TYPES =
  'uuid[],text[],int[],text[],int[],uuid[],text[],smallint[],text[],text[],text[],int[],bytea,' +
  'int[],text[],uuid[],text[],text[]';
const TEXT = `select log.append(${TYPES.split(',')
  .map((type, index) => `$${index + 1}::${type}`)
  .join(',')})`;

/** The call of `log.append` for a group of commands: parallel arrays, and all bodies in one piece of bytes. */
export function appendQuery(group: readonly Slice[]): QueryConfig {
  const commands = group.map(({ request }) => request);
  const events = group.flatMap(({ request }) => request.events);
  const bodies = group.flatMap((slice) => slice.bodies);
  const keys = commands.flatMap(({ newKeys }, command) => (newKeys ?? []).map((key) => ({ key, of: command + 1 })));
  const values = [
    plain(commands.map(({ commandId }) => commandId)),
    quoted(commands.map(({ stream }) => stream)),
    plain(commands.map(({ expectedRevision }) => (expectedRevision === 'no_stream' ? -1 : expectedRevision))),
    plain(group.map(({ digest }) => digest)),
    plain(commands.map((request) => request.events.length)),
    plain(events.map(({ id }) => id)),
    quoted(events.map(({ type }) => type)),
    plain(events.map(({ schemaVersion }) => schemaVersion)),
    plain(events.map(({ effectiveOn }) => effectiveOn)),
    quoted(events.map(({ actor }) => actor.id)),
    quoted(events.map(({ actor }) => actor.role)),
    plain(bodies.map((body) => body.length)),
    Buffer.concat(bodies),
    plain(keys.map(({ of }) => of)),
    quoted(keys.map(({ key }) => key.subject)),
    plain(keys.map(({ key }) => key.keyId)),
    quoted(keys.map(({ key }) => key.wrapped.masterKeyId)),
    quoted(keys.map(({ key }) => key.wrapped.text)),
  ];
  return { name: 'append', text: TEXT, values };
}

/** The function's answer: `kind revision position,` for each command. */
export function verdictsOf(answer: string): Verdict[] {
  return answer
    .slice(0, -1)
    .split(',')
    .map((text) => {
      const [kind, revision, position] = text.split(' ');
      return { kind: kind as Verdict['kind'], revision: Number(revision), position: Number(position) };
    });
}

/** Array literal of what cannot contain a quote, a comma or a brace. */
function plain(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}

function quoted(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
