import { createHash, sign, type KeyObject } from 'node:crypto';

/** A bundle's lines as they are read and written, without the product's code: whoever tampers has none of it. */
export type Line = Record<string, unknown>;

export interface Tampering {
  /** The file as it is after somebody was there; `null` where this bundle has nothing of the kind. */
  (lines: readonly string[], random: () => number): string | Buffer | null;
}

export const sha256 = (...parts: (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const parsed = (line: string): Line => JSON.parse(line) as Line;
export const written = (line: Line): string => `${JSON.stringify(line)}\n`;
export const below = (random: () => number, n: number): number => Math.floor(random() * n);
export const isKind =
  (...kinds: string[]) =>
  (line: string): boolean =>
    kinds.some((kind) => line.startsWith(`{"kind":"${kind}"`));
export const isEvent = isKind('event', 'header');

/** One of the lines that fit, by its index. */
export function oneOf(lines: readonly string[], random: () => number, fits: (line: string) => boolean): number | null {
  const found = lines.flatMap((line, index) => (fits(line) ? [index] : []));
  return found.length === 0 ? null : found[below(random, found.length)]!;
}

/** The last line says again how many there are, as a careful forger would see to. */
export const counted = (lines: string[]): string[] =>
  lines.map((line, index) => (isKind('end')(line) ? written({ kind: 'end', records: index }) : line));

export const edited = (lines: readonly string[], index: number, edit: (line: Line) => Line): string[] =>
  lines.map((line, at) => (at === index ? written(edit(parsed(line))) : line));

/** Changes one line that fits. */
export const editing =
  (fits: (line: string) => boolean, edit: (line: Line, random: () => number) => Line): Tampering =>
  (lines, random) => {
    const index = oneOf(lines, random, fits);
    return index === null ? null : edited(lines, index, (line) => edit(line, random)).join('');
  };

export const otherText = (text: unknown, random: () => number): string => {
  const characters = [...String(text)];
  const at = below(random, characters.length);
  const other = characters[at] === '0' ? '1' : '0';
  return [...characters.slice(0, at), other, ...characters.slice(at + 1)].join('');
};
export const otherHash = (hash: unknown): string => (String(hash).startsWith('0') ? 'f' : '0') + String(hash).slice(1);

export function leafOf(line: Line): Buffer {
  const actor = line['actor'] as { id: string; role: string };
  const names = ['position', 'stream', 'revision', 'id', 'type', 'schemaVersion', 'effectiveOn', 'recordedAt'];
  const fields = [...names.map((name) => String(line[name])), actor.id, actor.role].flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(field));
    return [length, Buffer.from(field)];
  });
  const body =
    line['kind'] === 'event' ? sha256(line['body'] as string) : Buffer.from(line['bodyHash'] as string, 'hex');
  return sha256(Buffer.from([0]), ...fields, body);
}

export function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length < 2) return leaves[0] ?? sha256();
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.from([1]), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/** The chain computed anew, as whoever has the log can. */
export function rehashed(lines: readonly string[]): string[] {
  let head: Buffer = Buffer.alloc(32);
  return lines.map((line) => {
    if (!isEvent(line)) return line;
    const record = parsed(line);
    head = sha256(Buffer.from([1]), head, leafOf(record));
    return written({ ...record, hash: head.toString('hex') });
  });
}

/** All seals made anew over what the lines are now, signed where a key is at hand. */
export function resealed(lines: readonly string[], key?: { privateKey: KeyObject; keyId: string }): string[] {
  const events = lines.filter(isEvent).map(parsed);
  let previous = '0'.repeat(64);
  return lines.map((line) => {
    if (!isKind('seal')(line)) return line;
    const record = parsed(line);
    const [, from, to] = /positions (\d+)-(\d+)/.exec(record['text'] as string)!.map(Number) as [
      number,
      number,
      number,
    ];
    const range = events.filter(({ position }) => Number(position) >= from && Number(position) <= to);
    const text = (record['text'] as string)
      .replace(/root .*/, `root ${rootOf(range.map(leafOf)).toString('hex')}`)
      .replace(/head .*/, `head ${String(range.at(-1)?.['hash'])}`)
      .replace(/previous .*/, `previous ${previous}`);
    previous = sha256(text).toString('hex');
    const signature = key ? sign(null, Buffer.from(text), key.privateKey).toString('base64') : record['signature'];
    return written({ ...record, text, keyId: key?.keyId ?? record['keyId'], signature });
  });
}

/** An event's body with another content: a day, a code or a number, whatever comes first. */
export function otherBody(body: string): string {
  return body
    .replace(/"20(\d\d)-(\d\d)-(\d\d)"/, (_, year: string) => `"20${year === '23' ? '24' : '23'}-03-03"`)
    .replace(/"granted"/, '"denied_other_law"')
    .replace(/"unit":"([^"]*)"/, '"unit":"$1x"');
}

export const headerOf = ({ body, hash, ...rest }: Line): Line => ({
  ...rest,
  kind: 'header',
  bodyHash: sha256(body as string).toString('hex'),
  hash,
});

export const ownCase = (lines: readonly string[]) => {
  const full = new Map<string, number>();
  for (const line of lines.filter(isKind('event'))) {
    const stream = String(parsed(line)['stream']);
    if (stream.startsWith('case-')) full.set(stream, (full.get(stream) ?? 0) + 1);
  }
  return (line: string, atLeast = 1): boolean => {
    if (!isKind('event')(line)) return false;
    const { stream, revision } = parsed(line);
    // Cases of others have their registration alone.
    return (full.get(String(stream)) ?? 0) > atLeast || (atLeast === 0 && revision === 0);
  };
};
