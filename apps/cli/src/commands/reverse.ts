import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { reverseLedgerImport } from '@app/runtime';
import { unitExists } from '@app/use-cases';
import { unitCode } from '../arguments';
import { RefusedByLedger, type CliCommand } from '../command';
import { operator } from '../operator';

const SHA256 = /^[0-9a-f]{64}$/;

export const reverseCommand: CliCommand = {
  usage: 'FILE|SHA256 --unit CODE --reason TEXT --approved-by NAME [--dry-run]',
  summary: 'takes an import back by compensating events; the history stays whole (L-23)',
  options: {
    unit: { type: 'string' },
    reason: { type: 'string' },
    'approved-by': { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  required: ['unit', 'reason', 'approved-by'],
  positionals: 1,
  async run(context) {
    const { args, ledger } = context;
    const unit = unitCode(args.text('unit')!);
    if (!(await unitExists(ledger.foundation.store, unit))) {
      throw new RefusedByLedger('E_UNIT_UNKNOWN', { field: 'unit' });
    }
    const fileSha256 = await fileOf(args.positionals[0]!);
    const { position, ...answer } = await reverseLedgerImport(
      { commands: ledger.commands, store: ledger.foundation.store },
      {
        fileSha256,
        unit,
        actor: operator(),
        reason: args.text('reason')!,
        approvedBy: args.text('approved-by')!,
        dryRun: args.flag('dry-run'),
        onProgress: ({ done, cases }) => context.progress(`reversing 撤销 ${done} / ${cases}`),
      },
    );
    const { cases, reversed, unchanged, events, refused } = answer;
    return {
      json: { fileSha256, ...answer, position },
      refused: refused.length > 0,
      text: [
        `${args.flag('dry-run') ? 'dry run: ' : ''}cases 案件 ${cases}, reversed 撤销 ${reversed}, ` +
          `unchanged 无变化 ${unchanged}, refused 拒绝 ${refused.length}; events ${events}`,
        ...refused.slice(0, 40).map(({ caseId, code, rule, zh, en }) => `${caseId} ${code} (${rule}): ${zh} / ${en}`),
      ].join('\n'),
    };
  },
};

/** The batch a person names: the file itself, or its SHA-256 as the events carry it (L-20). */
async function fileOf(named: string): Promise<string> {
  if (SHA256.test(named)) return named;
  try {
    return createHash('sha256')
      .update(await readFile(named))
      .digest('hex');
  } catch {
    throw new RefusedByLedger('E_LEDGER_FILE', {
      field: 'file',
      reason: { zh: '找不到文件或无法读取', en: 'the file is not there or cannot be read' },
    });
  }
}
