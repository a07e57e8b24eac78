import { randomUUID } from 'node:crypto';
import { publishConsolidatedReport, publishReport } from '@app/runtime';
import { reportYear, unitCode } from '../arguments';
import { WrongUsage, type CliCommand } from '../command';
import { operator } from '../operator';

export const publishCommand: CliCommand = {
  usage: '--unit CODE --year Y [--consolidated] [--revise --reason TEXT]',
  summary: 'freezes and publishes a report; refused while a blocking check fails',
  options: {
    unit: { type: 'string' },
    year: { type: 'string' },
    consolidated: { type: 'boolean' },
    revise: { type: 'boolean' },
    reason: { type: 'string' },
  },
  required: ['unit', 'year'],
  async run({ args, ledger }) {
    const reason = args.text('reason');
    if (args.flag('revise') !== (reason !== undefined)) throw new WrongUsage('--revise and --reason come together');
    const asked = {
      unit: unitCode(args.text('unit')!),
      year: reportYear(args.text('year')!),
      commandId: randomUUID(),
      actor: operator(),
      ...(reason !== undefined && { reason }),
    };
    await ledger.projector.catchUp();
    const parts = { commands: ledger.commands, queries: ledger.queries, write: ledger.foundation.write };
    const publish = args.flag('consolidated') ? publishConsolidatedReport : publishReport;
    const { unit, year, revision, position, cutoffRecordedAt, hash } = await publish(parts, asked);
    return {
      json: { unit, year, revision, position, cutoffRecordedAt, hash },
      text: `${unit} ${year} · revision ${revision} · position ${position} · cut-off ${cutoffRecordedAt}\nsha256 ${hash}`,
    };
  },
};
