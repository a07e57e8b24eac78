import {
  type Members,
  text,
  flag,
  whole,
  counted,
  hash,
  day,
  instant,
  key32,
  orNull,
  listOf,
  exactly,
  cellNumbers,
} from './forms';
import { BUNDLE_FORMAT, BUNDLE_VERSION, type BundleRecord, type Manifest, type RecordKind } from './records';

const MANIFEST: Members = {
  format: (value) => value === BUNDLE_FORMAT,
  version: (value) => value === BUNDLE_VERSION,
  store: text,
  unit: orNull(text),
  year: orNull(whole),
  everything: flag,
  positions: counted,
  counting: whole,
};

const HEAD: Members = {
  position: counted,
  stream: text,
  revision: whole,
  id: text,
  type: text,
  schemaVersion: counted,
  effectiveOn: day,
  recordedAt: instant,
  actor: exactly({ id: text, role: text }),
};

const schedule = exactly({ year: whole, daysOff: listOf(text), makeUpDays: listOf(text), source: text });

/** The kinds in the order they come in, with their members. */
const KINDS: Record<RecordKind, { rank: number; members: Members }> = {
  'public-key': { rank: 1, members: { keyId: text, key: key32 } },
  declaration: {
    rank: 2,
    members: {
      counting: whole,
      cells: listOf((cell) => Array.isArray(cell) && cell.length === 3 && cell.every(text)),
      calendar: exactly({ version: text, digest: hash, years: listOf(schedule) }),
    },
  },
  report: {
    rank: 3,
    members: { unit: text, year: whole, revision: whole, position: counted, counted: whole, cells: cellNumbers },
  },
  opened: { rank: 4, members: { by: text, role: text, at: text, note: text } },
  seal: { rank: 5, members: { number: counted, text, keyId: text, signature: text } },
  event: { rank: 6, members: { ...HEAD, body: text, hash } },
  header: { rank: 6, members: { ...HEAD, bodyHash: hash, hash } },
  key: { rank: 7, members: { stream: text, subject: text, keyId: text, key: key32 } },
  end: { rank: 8, members: { records: whole } },
};

const isKind = (kind: unknown): kind is RecordKind => typeof kind === 'string' && Object.hasOwn(KINDS, kind);

/** The place of a kind in the file. */
export const rankOf = (kind: RecordKind): number => KINDS[kind].rank;

/** The value of a canonical line; nothing where another text would be written for it. */
function valueOf(line: string): unknown {
  // A half of a surrogate pair is no text, and is escaped differently from language to language.
  if (/\\u[dD][89a-fA-F]/.test(line)) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return JSON.stringify(value) === line ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first line; nothing where it is not that of a bundle of this version. */
export function readManifest(line: string): Manifest | undefined {
  const value = valueOf(line);
  return exactly(MANIFEST)(value) ? (value as Manifest) : undefined;
}

/** Any other line; nothing where it is not exactly one of the format. */
export function readRecord(line: string): BundleRecord | undefined {
  const value = valueOf(line);
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  if (!isKind(kind)) return undefined;
  return exactly({ kind: text, ...KINDS[kind].members })(value) ? (value as BundleRecord) : undefined;
}
