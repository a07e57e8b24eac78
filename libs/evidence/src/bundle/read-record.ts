import { BUNDLE_FORMAT, BUNDLE_VERSION, type BundleRecord, type Manifest, type RecordKind } from './records';

/** Whether a member's value is of its form. */
type Form = (value: unknown) => boolean;
type Members = Record<string, Form>;

const text: Form = (value) => typeof value === 'string';
const flag: Form = (value) => typeof value === 'boolean';
const whole: Form = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const counted: Form = (value) => whole(value) && value !== 0;
const matching =
  (pattern: RegExp): Form =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const hash = matching(/^[0-9a-f]{64}$/);
const day = matching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);
const instant = matching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$/);
const key32 = matching(/^[A-Za-z0-9+/]{43}=$/);
const orNull =
  (form: Form): Form =>
  (value) =>
    value === null || form(value);
const listOf =
  (form: Form): Form =>
  (value) =>
    Array.isArray(value) && value.every(form);
/** Exactly these members, in this order. */
const exactly =
  (members: Members): Form =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).join() === Object.keys(members).join() &&
    Object.entries(members).every(([name, form]) => form((value as Record<string, unknown>)[name]));
/** Up to four decimals and fifteen digits: what every language writes the same way. */
const cellNumber: Form = (value) => typeof value === 'number' && /^[0-9]{1,15}([.][0-9]{1,4})?$/.test(String(value));
const cellNumbers: Form = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(cellNumber);

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
