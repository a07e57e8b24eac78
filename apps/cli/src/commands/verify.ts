import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { openDatabase } from '@app/database';
import {
  type DepositedSeal,
  FAULT_KINDS,
  type Fault,
  parseExportedSeal,
  type SealPublicKey,
  sealPublicKeyOf,
  SealUnreadable,
} from '@app/evidence';
import { logChoice, sealKey, verifyLedger } from '@app/runtime';
import { RefusedByLedger, WrongUsage, type CliCommand, type CommandContext } from '../command';
import { databaseChoice } from '../database-choice';
import { uncheckedIn } from './unchecked';
import { verifyBundleFile } from './verify-bundle';
import { verifyProofFile } from './verify-proof';

/** More are counted, not listed. */
const MOST_FAULTS = 100_000;
/** A seal has about 500 bytes, a key 200. */
const MOST_BYTES = 10_000;

export const verifyCommand: CliCommand = {
  usage: '[--bundle FILE | --proof FILE] [--deposit FILE]… [--public-key FILE]…',
  summary: 'checks every event, the chain and the seals, also against seals that were deposited elsewhere',
  options: {
    deposit: { type: 'string', multiple: true },
    'public-key': { type: 'string', multiple: true },
    bundle: { type: 'string' },
    proof: { type: 'string' },
  },
  // It opens the database by itself: neither master key nor migration may be needed, and nothing is written.
  needsLedger: false,
  async run(context) {
    const [bundle, proof] = [context.args.text('bundle'), context.args.text('proof')];
    if (proof !== undefined && bundle !== undefined)
      throw new WrongUsage('--bundle or --proof, not both', { field: 'proof' });
    // A proof carries the seals it needs and no others; a deposit that is passed over would look as if it had been held against it.
    if (proof !== undefined && context.args.texts('deposit').length > 0) {
      throw new WrongUsage('--deposit is held against a log or a bundle, not against a proof', { field: 'deposit' });
    }
    if (proof !== undefined) return verifyProofFile(proof, (await known(context)).trusted);
    return bundle === undefined ? verifyDatabase(context) : verifyBundleFile(bundle, await known(context), context);
  },
};

/** What the caller got from elsewhere: public keys and deposited seals. */
const known = async ({ args }: CommandContext) => ({
  trusted: await Promise.all(args.texts('public-key').map(publicKeyIn)),
  deposited: await Promise.all(args.texts('deposit').map(depositIn)),
});

async function verifyDatabase(context: CommandContext) {
  const { args } = context;
  // It reads the tables of PostgreSQL as they lie there, and those are empty beside a KurrentDB.
  if (logChoice(process.env, '').kind === 'kurrentdb') {
    throw new WrongUsage('verify reads a log in PostgreSQL; copy this one first (ledger copy), then verify the copy', {
      field: 'KURRENTDB_URL',
    });
  }
  const { trusted: given, deposited } = await known(context);
  const database = await openDatabase(databaseChoice(args.text('data')), (line) => context.note(line));
  try {
    const own = await sealKey({ env: process.env, dataDir: database.dataDir, make: false });
    const report = await verifyLedger({
      connectionString: database.connectionString,
      // A key from outside is worth more than the one that lies beside the log.
      trusted: given.length > 0 ? given : own ? [own] : [],
      deposited,
      mostFaults: MOST_FAULTS,
      progress: (position, head) => context.progress(`${position} / ${head}`),
    });
    const { ok, events, streams, faults, seals, sealedTo, keys, keysChecked, depositsChecked, faultCount } = report;
    const believed = given.length > 0 ? 'given' : own ? 'beside_the_log' : 'first_seal';
    const unchecked = uncheckedIn(report, believed);
    for (const { zh, en } of unchecked) context.note(`${zh} ${en}`);
    return {
      json: {
        ok,
        events,
        streams,
        faults: faults.map(told),
        faultCount,
        seals,
        sealedTo,
        keys,
        keysBelieved: seals === 0 ? null : believed,
        keysChecked,
        depositsChecked,
        unchecked,
      },
      text: [
        ...faults.map(lineOf),
        ...(report.faultCount > faults.length ? [`… ${report.faultCount - faults.length} more`] : []),
        `${ok ? '相符 verified' : '不符 NOT verified'}: ${events} events, ${streams} streams, ${report.seals} seals` +
          ` (to position ${report.sealedTo}), ${deposited.length} deposits, ${report.faultCount} faults`,
      ].join('\n'),
      refused: !ok,
    };
  } finally {
    await database.close();
  }
}

const told = (fault: Fault) => ({
  stream: fault.stream ?? null,
  revision: fault.revision ?? null,
  ...fault,
  zh: FAULT_KINDS[fault.kind].zh,
  en: FAULT_KINDS[fault.kind].en,
});

function lineOf({ kind, stream, revision, position, seal, from, to, events, deposit }: Fault): string {
  const places = [
    ...(position === undefined ? [] : [`position ${position}`]),
    ...(stream === undefined ? [] : [`${stream} ${revision}`]),
    ...(seal === undefined ? [] : [`seal ${seal}`]),
    ...(from === undefined ? [] : [`${from}-${to}`]),
    ...(events === undefined ? [] : [`${events} events`]),
    ...(deposit === undefined ? [] : [deposit]),
  ];
  return `${kind} (${places.join(', ')}): ${FAULT_KINDS[kind].zh} / ${FAULT_KINDS[kind].en}`;
}

async function depositIn(file: string): Promise<DepositedSeal> {
  const text = await textOf(file, 'deposit', 'E_SEAL_UNREADABLE');
  try {
    return { ...parseExportedSeal(text), name: basename(file) };
  } catch (error) {
    if (!(error instanceof SealUnreadable)) throw error;
    const { line, expected } = error;
    throw new RefusedByLedger('E_SEAL_UNREADABLE', {
      field: 'deposit',
      reason: {
        zh: `${basename(file)} 第${line}行应为“${expected}”`,
        en: `${basename(file)}, line ${line} should be "${expected}"`,
      },
    });
  }
}

async function publicKeyIn(file: string): Promise<SealPublicKey> {
  const text = await textOf(file, 'public-key', 'E_PUBLIC_KEY');
  try {
    return sealPublicKeyOf(text);
  } catch {
    throw new RefusedByLedger('E_PUBLIC_KEY', { field: 'public-key', reason: named(file) });
  }
}

async function textOf(file: string, field: string, code: 'E_SEAL_UNREADABLE' | 'E_PUBLIC_KEY'): Promise<string> {
  try {
    const bytes = await readFile(file);
    if (bytes.length <= MOST_BYTES) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not there, not ours to read, or no text: the answer is the same.
  }
  throw new RefusedByLedger(code, { field, reason: named(file) });
}

const named = (file: string) => ({ zh: basename(file), en: basename(file) });
