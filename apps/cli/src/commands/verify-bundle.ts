import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  BUNDLE_FAULT_KINDS,
  verifyBundle,
  type BundleFault,
  type BundleReport,
  type DepositedSeal,
} from '@app/evidence';
import type { SealPublicKey } from '@app/evidence';
import { RefusedByLedger, type Answer, type CommandContext } from '../command';

/** Lines between two lines of progress. */
const STEP = 5_000;
/** Faults that are told to a person; a machine gets all. */
const MOST_LINES = 1_000;

/** Checks a bundle with nothing but its bytes: no database, no server, no network. */
export async function verifyBundleFile(
  path: string,
  { trusted, deposited }: { trusted: SealPublicKey[]; deposited: DepositedSeal[] },
  context: CommandContext,
): Promise<Answer> {
  await requireFile(path);
  const report = await verifyBundle(() => createReadStream(path), {
    ...(trusted.length > 0 && { trusted }),
    deposited,
    onLine: (line) => {
      if (line % STEP === 0) context.progress(`line ${line}`);
    },
  });
  const { ok, manifest, events, streams, seals, keys, reports, cells, opened, faults } = report;
  return {
    json: {
      ok,
      events,
      streams,
      faults: faults.map(told),
      unit: manifest?.unit ?? null,
      year: manifest?.year ?? null,
      positions: manifest?.positions ?? null,
      seals,
      keys,
      depositsChecked: deposited.length,
      reports,
      ...(cells && { cells }),
      ...(opened && { opened }),
    },
    text: [
      ...faults.slice(0, MOST_LINES).map(lineOf),
      ...(faults.length > MOST_LINES ? [`… ${faults.length - MOST_LINES} more`] : []),
      ...remarksOn(report),
    ].join('\n'),
    refused: !ok,
  };
}

const told = (fault: BundleFault) => ({
  stream: fault.stream ?? null,
  revision: fault.revision ?? null,
  ...fault,
  zh: BUNDLE_FAULT_KINDS[fault.kind].zh,
  en: BUNDLE_FAULT_KINDS[fault.kind].en,
});

function lineOf({ kind, stream, revision, line, cell, published, counted }: BundleFault): string {
  const places = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(stream === undefined ? [] : [`${stream} ${revision}`]),
    ...(cell === undefined ? [] : [`${cell}: published ${published}, counted ${counted}`]),
  ];
  const { zh, en } = BUNDLE_FAULT_KINDS[kind];
  return `${kind}${places.length > 0 ? ` (${places.join(', ')})` : ''}: ${zh} / ${en}`;
}

function remarksOn({ ok, events, streams, seals, keys, reports, opened, faults }: BundleReport): string[] {
  return [
    ...reports.map(
      ({ unit, year, revision, cells, differing }) =>
        `${unit} ${year} revision ${revision}: ${cells} cells counted again, ${differing} differ`,
    ),
    ...(opened ? [`个人信息由 ${opened.by}（${opened.role}）解密 personal data opened: ${opened.note}`] : []),
    ...keys.map(({ keyId, trusted }) =>
      trusted
        ? `key ${keyId}`
        : `key ${keyId}：公钥随包而来，请与另行取得的核对 the key came with the bundle: compare it with one you trust`,
    ),
    `${ok ? '相符 verified' : '不符 NOT verified'}: ${events} events, ${streams} streams, ${seals} seals, ${faults.length} faults`,
  ];
}

async function requireFile(path: string): Promise<void> {
  try {
    if ((await stat(path)).isFile()) return;
  } catch {
    // Not there, or not ours to see: the answer is the same.
  }
  throw new RefusedByLedger('E_BUNDLE_FILE', { field: 'bundle', reason: { zh: basename(path), en: basename(path) } });
}
