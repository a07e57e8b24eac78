import { hash } from 'node:crypto';

/**
 * What a seal states about a range of the log. Its text is what is signed and what counts; `docs/evidence.md` has the
 * format. Hashes are 64 hex digits in lower case.
 */
export interface Seal {
  /** Identity of the log, a UUID. */
  storeId: string;
  /** From 1, without gaps. */
  number: number;
  /** First and last position of the range; it begins after the previous seal's. */
  from: number;
  to: number;
  /** Merkle root over the leaves of the range. */
  root: string;
  /** Head of the chain after position `to`. */
  head: string;
  /** SHA-256 of the previous seal's text, or `NO_PREVIOUS_SEAL`. */
  previous: string;
  /** UTC with milliseconds. */
  sealedAt: string;
}

/** A seal's text with who signed it. */
export interface SignedSeal {
  text: string;
  /** First 16 hex digits of the SHA-256 of the raw public key. */
  keyId: string;
  /** Ed25519 over the bytes of `text`, base64. */
  signature: string;
}

/** Stands in seal 1 where the others name the seal before. */
export const NO_PREVIOUS_SEAL = '00'.repeat(32);

/** A text that is no seal. `line` is the first one that is wrong, from 1. */
export class SealUnreadable extends Error {
  constructor(
    readonly line: number,
    readonly expected: string,
  ) {
    super(`line ${line} of the seal is not "${expected}"`);
    this.name = 'SealUnreadable';
  }
}

const HASH = '([0-9a-f]{64})';
const COUNT = '([1-9][0-9]{0,15})';
const UUID = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';
const INSTANT = '([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z)';

/** The lines of a seal in order: what a person is told is missing, and what is read from it. */
const LINES: readonly (readonly [expected: string, pattern: RegExp])[] = [
  ['disclosure-ledger seal v1', /^disclosure-ledger seal v1$/],
  ['store <uuid>', new RegExp(`^store ${UUID}$`)],
  ['number <n>', new RegExp(`^number ${COUNT}$`)],
  ['positions <from>-<to>', new RegExp(`^positions ${COUNT}-${COUNT}$`)],
  ['root <64 hex digits>', new RegExp(`^root ${HASH}$`)],
  ['head <64 hex digits>', new RegExp(`^head ${HASH}$`)],
  ['previous <64 hex digits>', new RegExp(`^previous ${HASH}$`)],
  ['sealed <UTC instant>', new RegExp(`^sealed ${INSTANT}$`)],
];
const SIGNATURE_LINES: readonly (readonly [expected: string, pattern: RegExp])[] = [
  ['', /^$/],
  ['key <16 hex digits>', /^key ([0-9a-f]{16})$/],
  ['signature <base64>', /^signature ([A-Za-z0-9+/]{86}==)$/],
];

/** The text that is signed: UTF-8, `\n`, with a line end at the end. */
export function sealText(seal: Seal): string {
  return [
    'disclosure-ledger seal v1',
    `store ${seal.storeId}`,
    `number ${seal.number}`,
    `positions ${seal.from}-${seal.to}`,
    `root ${seal.root}`,
    `head ${seal.head}`,
    `previous ${seal.previous}`,
    `sealed ${seal.sealedAt}`,
    '',
  ].join('\n');
}

/** What the lines say. A line too many, or none at the end, is as wrong as one that does not match. */
function read(text: string, lines: readonly (readonly [string, RegExp])[]): string[] {
  const given = text.split('\n');
  const values = lines.flatMap(([expected, pattern], index) => {
    const match = pattern.exec(given[index] ?? '\n');
    if (!match) throw new SealUnreadable(index + 1, expected);
    return match.slice(1);
  });
  if (given.length !== lines.length + 1 || given.at(-1) !== '') throw new SealUnreadable(lines.length + 1, '');
  return values;
}

function sealOf(values: readonly string[]): Seal {
  const [storeId, number, from, to, root, head, previous, sealedAt] = values as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const seal = { storeId, number: Number(number), from: Number(from), to: Number(to), root, head, previous, sealedAt };
  const { 2: numberLine, 3: positionsLine, 7: sealedLine } = LINES;
  if (!Number.isSafeInteger(seal.number)) throw new SealUnreadable(3, numberLine![0]);
  if (!Number.isSafeInteger(seal.to) || seal.from > seal.to) throw new SealUnreadable(4, positionsLine![0]);
  if (!isInstant(sealedAt)) throw new SealUnreadable(8, sealedLine![0]);
  return seal;
}

const isInstant = (text: string): boolean => {
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
};

/**
 * Reads exactly what `sealText` writes, byte for byte.
 * @throws SealUnreadable
 */
export function parseSealText(text: string): Seal {
  return sealOf(read(text, LINES));
}

/** The form that is printed, kept or deposited: text, empty line, key, signature. */
export function exportedSeal({ text, keyId, signature }: SignedSeal): string {
  return `${text}\nkey ${keyId}\nsignature ${signature}\n`;
}

/**
 * Reads exactly what `exportedSeal` writes. A copy that went through an editor may end its lines with `\r\n` or begin
 * with a byte order mark; both are taken away, since neither can stand in a seal.
 * @throws SealUnreadable
 */
export function parseExportedSeal(exported: string): SignedSeal & { seal: Seal } {
  const clean = exported.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const values = read(clean, [...LINES, ...SIGNATURE_LINES]);
  const seal = sealOf(values);
  const [keyId, signature] = values.slice(-2) as [string, string];
  return { text: sealText(seal), keyId, signature, seal };
}

/** What the next seal calls `previous`: SHA-256 of the signed text, hex. */
export function sealDigest(text: string): string {
  return hash('sha256', text, 'hex');
}
