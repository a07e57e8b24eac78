import { rotateLedgerMasterKey } from '@app/runtime';
import type { CliCommand } from '../command';
import { databaseChoice } from '../database-choice';

export const rotateMasterKeyCommand: CliCommand = {
  usage: '',
  summary:
    'wraps all data keys with a new master key (DISCLOSURE_MASTER_KEY_NEW; a data folder makes one); no event changes',
  options: {},
  needsLedger: false,
  async run(context) {
    const rotated = await rotateLedgerMasterKey(
      { database: databaseChoice(context.args.text('data')), env: process.env, log: (line) => context.note(line) },
      (done) => context.progress(`${done}`),
    );
    const { from, to, rewrapped, already } = rotated;
    context.note(
      `旧主密钥须随更换前的备份一同保存 / backups from before need the former master key ${from}: keep it as long as them`,
    );
    return {
      json: rotated,
      text: already
        ? `此前已更换 replaced before: the log uses master key ${to}`
        : `主密钥已更换 replaced: ${from} by ${to}, ${rewrapped} data keys wrapped anew`,
    };
  },
};
