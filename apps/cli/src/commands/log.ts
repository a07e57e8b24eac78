import { openDatabase } from '@app/database';
import { exportLogAsFound, logChoice } from '@app/runtime';
import { WrongUsage, type CliCommand } from '../command';
import { databaseChoice } from '../database-choice';
import { writtenWhole } from '../write-whole';

/** Positions between two lines of progress. */
const STEP = 5_000;

export const logCommand: CliCommand = {
  usage: '--out FILE',
  summary: 'writes the log down as it lies there, checking nothing, for another verifier (docs/log-export.md)',
  options: { out: { type: 'string' } },
  required: ['out'],
  // As verify: neither master key nor migration may be needed, and nothing is written to the database.
  needsLedger: false,
  async run(context) {
    const { args } = context;
    if (logChoice(process.env, '').kind === 'kurrentdb') {
      throw new WrongUsage(
        'log reads a log in PostgreSQL; copy this one first (ledger copy), then write the copy down',
        {
          field: 'KURRENTDB_URL',
        },
      );
    }
    const database = await openDatabase(databaseChoice(args.text('data')), (line) => context.note(line));
    const { connectionString } = database;
    let seen = 0;
    const onEvent = (position: number, head: number): void => {
      if (++seen % STEP === 0) context.progress(`${position} / ${head}`);
    };
    try {
      const { file, result } = await writtenWhole(args.text('out')!, (sink) =>
        exportLogAsFound({ connectionString, onEvent }, sink),
      );
      const { events, keys } = result;
      if (keys === null) context.note('数据密钥表不可读，未写入 the data keys may not be read here and are left out');
      return {
        json: { file, events, keys },
        text: `${file}\n${events} events, ${keys ?? 'no'} data keys told of (none of them given away); nothing was checked`,
      };
    } finally {
      await database.close();
    }
  },
};
