import { generateKeyPairSync } from 'node:crypto';
import {
  sha256,
  parsed,
  written,
  below,
  isKind,
  isEvent,
  oneOf,
  counted,
  edited,
  editing,
  otherText,
  otherHash,
  rehashed,
  resealed,
  otherBody,
  headerOf,
  ownCase,
  type Line,
  type Tampering,
} from './forging';

/** What somebody can do to a bundle without the key it was sealed with. */
export const TAMPERINGS: Record<string, Tampering> = {
  'a byte changed': (lines, random) => {
    const bytes = Buffer.from(lines.join(''));
    const at = below(random, bytes.length);
    const other = 0x21 + below(random, 0x5d);
    bytes[at] = bytes[at] === other ? other + 1 : other;
    return bytes;
  },
  'a line dropped': (lines, random) => {
    const at = below(random, lines.length);
    return counted(lines.filter((_, index) => index !== at)).join('');
  },
  'an event dropped and the chain computed anew': (lines, random) => {
    const at = oneOf(lines, random, isEvent);
    return at === null ? null : rehashed(counted(lines.filter((_, index) => index !== at))).join('');
  },
  'two events swapped': (lines, random) => {
    const a = oneOf(lines, random, isEvent)!;
    const b = oneOf(lines, random, (line) => isEvent(line) && line !== lines[a]);
    if (b === null) return null;
    return lines.map((line, index) => (index === a ? lines[b]! : index === b ? lines[a]! : line)).join('');
  },
  'an event put in twice': (lines, random) => {
    const from = oneOf(lines, random, isEvent)!;
    const to = oneOf(lines, random, isEvent)!;
    return counted([...lines.slice(0, to), lines[from]!, ...lines.slice(to)]).join('');
  },
  'cut off anywhere': (lines, random) => {
    const bytes = Buffer.from(lines.join(''));
    return bytes.subarray(0, below(random, bytes.length - 1));
  },
  'the last events left out, first and last line made to fit': (lines, random) => {
    const events = lines.filter(isEvent);
    const left = events.length - 1 - below(random, 5);
    const kept = lines.filter((line) => !isEvent(line) || Number(parsed(line)['position']) <= left);
    return counted(edited(kept, 0, (manifest) => ({ ...manifest, positions: left }))).join('');
  },
  'brought back to an older seal': (lines, random) => {
    const seals = lines.filter(isKind('seal'));
    if (seals.length < 2) return null;
    const keep = 1 + below(random, seals.length - 1);
    const end = Number(/positions \d+-(\d+)/.exec(parsed(seals[keep - 1]!)['text'] as string)![1]);
    const kept = lines.filter((line) => {
      if (isKind('seal')(line)) return Number(parsed(line)['number']) <= keep;
      if (isKind('report')(line)) return Number(parsed(line)['position']) <= end;
      return !isEvent(line) || Number(parsed(line)['position']) <= end;
    });
    return counted(edited(kept, 0, (manifest) => ({ ...manifest, positions: end }))).join('');
  },
  'the hash of a line changed': editing(isEvent, (line) => ({ ...line, hash: otherHash(line['hash']) })),
  'the body hash of another’s event changed': editing(isKind('header'), (line) => ({
    ...line,
    bodyHash: otherHash(line['bodyHash']),
  })),
  'a body changed': editing(isKind('event'), (line) => ({ ...line, body: otherBody(`${String(line['body'])} `) })),
  'a body changed and the chain computed anew': (lines, random) => {
    const at = oneOf(lines, random, isKind('event'))!;
    return rehashed(edited(lines, at, (line) => ({ ...line, body: otherBody(`${String(line['body'])} `) }))).join('');
  },
  'a body changed, chain and roots computed anew, no key': (lines, random) => {
    const at = oneOf(lines, random, isKind('event'))!;
    const changed = edited(lines, at, (line) => ({ ...line, body: otherBody(`${String(line['body'])} `) }));
    return resealed(rehashed(changed)).join('');
  },
  'a header changed': editing(isEvent, (line, random) => {
    const { position, revision, schemaVersion, stream, type, id, actor } = line;
    const named = actor as { id: string; role: string };
    const others: Line[] = [
      { position: Number(position) + 1 },
      { revision: Number(revision) + 1 },
      { schemaVersion: Number(schemaVersion) + 1 },
      { stream: otherText(stream, random) },
      { type: otherText(type, random) },
      { id: otherText(id, random) },
      { effectiveOn: '2021-02-03' },
      { recordedAt: '2020-02-03T04:05:06.789Z' },
      { actor: { ...named, id: `${named.id}x` } },
    ];
    return { ...line, ...others[below(random, others.length)] };
  }),
  'a seal changed': editing(isKind('seal'), (line, random) => {
    const text = String(line['text']);
    const others: Line[] = [
      { text: text.replace(/root ./, (root) => `root ${root.endsWith('0') ? '1' : '0'}`) },
      { text: text.replace(/head ./, (head) => `head ${head.endsWith('0') ? '1' : '0'}`) },
      { text: text.replace(/positions (\d+)-(\d+)/, (_, from, to) => `positions ${from}-${Number(to) + 1}`) },
      { text: text.replace('sealed 2026', 'sealed 2025') },
      { text: otherText(text, random) },
      { signature: otherText(line['signature'], random) },
      { keyId: otherHash(line['keyId']) },
      { number: Number(line['number']) + 1 },
    ];
    return { ...line, ...others[below(random, others.length)] };
  }),
  'a seal in the place of another': (lines, random) => {
    const from = oneOf(lines, random, isKind('seal'))!;
    const to = oneOf(lines, random, (line) => isKind('seal')(line) && line !== lines[from]);
    return to === null ? null : lines.map((line, index) => (index === to ? lines[from]! : line)).join('');
  },
  'everything sealed with another key': (lines) => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    const keyId = sha256(raw).toString('hex').slice(0, 16);
    const exchanged = lines.map((line) =>
      isKind('public-key')(line) ? written({ kind: 'public-key', keyId, key: raw.toString('base64') }) : line,
    );
    return resealed(exchanged, { privateKey, keyId }).join('');
  },
  'the public key changed': editing(isKind('public-key'), (line, random) => ({
    ...line,
    key: otherText(String(line['key']).slice(0, 42), random) + String(line['key']).slice(42),
  })),
  'a cell of the report changed': editing(isKind('report'), (line, random) => {
    const cells = { ...(line['cells'] as Record<string, number>) };
    const cell = Object.keys(cells)[below(random, Object.keys(cells).length)]!;
    return { ...line, cells: { ...cells, [cell]: cells[cell]! + 1 } };
  }),
  'the report said to be another': editing(isKind('report'), (line, random) => {
    const name = ['year', 'revision', 'position', 'counted'][below(random, 4)]!;
    return { ...line, [name]: Number(line[name]) + 1 };
  }),
  'a published cell changed in report and event, chain computed anew': (lines, random) => {
    const at = oneOf(lines, random, isKind('report'));
    if (at === null) return null;
    const { position, cells } = parsed(lines[at]!) as { position: number; cells: Record<string, number> };
    const cell = Object.keys(cells)[below(random, Object.keys(cells).length)]!;
    const other = `"${cell}":${cells[cell]! + 1}`;
    const edit = (line: string): string => {
      if (!isKind('event')(line) || parsed(line)['position'] !== position) return line;
      const record = parsed(line);
      return written({ ...record, body: String(record['body']).replace(`"${cell}":${cells[cell]!}`, other) });
    };
    const told = lines.map((line, index) =>
      index === at ? line.replace(`"${cell}":${cells[cell]!}`, other) : edit(line),
    );
    return rehashed(told).join('');
  },
  'the declaration changed': editing(isKind('declaration'), (line, random) => {
    const cells = line['cells'] as string[][];
    const calendar = line['calendar'] as { years: { daysOff: string[] }[] };
    const at = below(random, cells.length);
    const others: Line[] = [
      { counting: 2 },
      { cells: cells.filter((_, index) => index !== at) },
      { cells: cells.map((cell, index) => (index === at ? [cell[0], `${cell[1]}！`, cell[2]] : cell)) },
      { cells: cells.map((cell, index) => (index === at ? [cell[0], cell[1], 'A-99'] : cell)) },
      { calendar: { ...calendar, years: calendar.years.slice(1) } },
      { calendar: { ...calendar, version: 'cn-2019-2026-00000000' } },
      {
        calendar: {
          ...calendar,
          years: calendar.years.map((year, index) => (index > 0 ? year : { ...year, daysOff: year.daysOff.slice(1) })),
        },
      },
    ];
    return { ...line, ...others[below(random, others.length)] };
  }),
  'an event of the unit kept back': (lines, random) => {
    const own = ownCase(lines);
    const at = oneOf(lines, random, (line) => own(line));
    return at === null ? null : edited(lines, at, headerOf).join('');
  },
  'a whole case of the unit kept back': (lines, random) => {
    const own = ownCase(lines);
    const at = oneOf(lines, random, (line) => own(line));
    if (at === null) return null;
    const { stream } = parsed(lines[at]!);
    const isIts = (line: string) => isKind('event')(line) && parsed(line)['stream'] === stream;
    return lines.map((line) => (isIts(line) ? written(headerOf(parsed(line))) : line)).join('');
  },
  'a unit, a report or the registration of another kept back': (lines, random) => {
    const at = oneOf(lines, random, (line) => {
      if (!isKind('event')(line)) return false;
      const { stream, revision } = parsed(line);
      return String(stream).startsWith('case-') ? revision === 0 : !String(stream).startsWith('report-G');
    });
    return at === null ? null : edited(lines, at, headerOf).join('');
  },
  'the first line changed': editing(
    (line) => line.startsWith('{"format"'),
    (line, random) => {
      const others: Line[] = [
        { format: 'bundle' },
        { version: 2 },
        { store: otherText(line['store'], random) },
        { positions: Number(line['positions']) + 1 },
        { positions: Number(line['positions']) - 1 },
        { counting: 2 },
        ...(line['unit'] === null ? [] : [{ unit: 'Nobody' }, { year: Number(line['year']) + 1 }]),
      ];
      return { ...line, ...others[below(random, others.length)] };
    },
  ),
  'the last line changed': editing(isKind('end'), (line) => ({ ...line, records: Number(line['records']) + 1 })),
  'a line of another kind put in': (lines, random) => {
    // After the keys and the declaration: a second key would be as good as the first.
    const at = 3 + below(random, lines.length - 2);
    const line = ['{"kind":"note","text":"x"}\n', '\n', '{}\n', '[1]\n', 'null\n', lines[1]!][below(random, 6)]!;
    return counted([...lines.slice(0, at), line, ...lines.slice(at)]).join('');
  },
};
