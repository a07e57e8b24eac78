import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { differencesBetween, fingerprintOf, ReadModelBehind, type Fingerprint } from '@app/read-models';
import { z } from 'zod';
import { RefusedByLedger, type CliCommand, type CommandContext } from '../command';
import { writeWhole } from '../write-whole';

/** Beside a projector at work the views are at one position only now and then. */
const ATTEMPTS = 20;

const kept = z.object({
  storeId: z.string(),
  position: z.number(),
  hash: z.string(),
  tables: z.record(z.string(), z.object({ rows: z.number(), sha256: z.string() })),
});

export const fingerprintCommand: CliCommand = {
  usage: '[--out FILE] [--compare FILE]',
  summary: 'number and SHA-256 of the rows of every read model; the same again after a restore, or what differs',
  options: { out: { type: 'string' }, compare: { type: 'string' } },
  async run(context) {
    const { args } = context;
    const file = args.text('compare');
    const before = file === undefined ? undefined : await keptIn(file);
    const now = await taken(context);
    const out = args.text('out');
    const written = out === undefined ? undefined : await writeWhole(out, `${JSON.stringify(now, null, 2)}\n`);
    const differences = before && differencesBetween(before, now);
    const rows = Object.entries(now.tables).map(([name, table]) => `${table.sha256}  ${name}  ${table.rows}`);
    return {
      json: { ...now, ...(differences && { differences }), ...(written !== undefined && { file: written }) },
      text: [
        ...rows,
        `store ${now.storeId}, position ${now.position}`,
        `head ${now.hash}`,
        ...(differences ? [verdict(differences)] : []),
      ].join('\n'),
      refused: differences !== undefined && differences.length > 0,
    };
  },
};

const verdict = (differences: string[]): string =>
  differences.length === 0 ? '相符 the same' : `不符 NOT the same: ${differences.join(', ')}`;

async function taken({ ledger }: CommandContext): Promise<Fingerprint> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await ledger.projector.catchUp();
    const fingerprint = await fingerprintOf(ledger.foundation.dataSource);
    if (fingerprint) return fingerprint;
  }
  const { position } = await ledger.foundation.store.head();
  throw new ReadModelBehind(Math.min(...(await ledger.projector.status()).map((one) => one.position)), position);
}

async function keptIn(file: string): Promise<Fingerprint> {
  try {
    return kept.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw new RefusedByLedger('E_FINGERPRINT_FILE', {
      field: 'compare',
      reason: { zh: basename(file), en: basename(file) },
    });
  }
}
