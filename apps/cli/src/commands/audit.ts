import { randomUUID } from 'node:crypto';
import { SelfAudit, type SelfAuditProgress } from '@app/read-models';
import { RecordSelfAudit, UnknownUnit, unitExists } from '@app/use-cases';
import { reportYear, unitCode } from '../arguments';
import type { CliCommand } from '../command';
import { operator } from '../operator';

const STAGES: Record<SelfAuditProgress['stage'], string> = {
  log: '读日志 log',
  cases: '逐件 cases',
  tables: '逐表 tables',
};

export const auditCommand: CliCommand = {
  usage: '[--unit CODE] [--year Y]',
  summary: 'counts every cell again from the log, compares it with the read models, and records the result',
  options: { unit: { type: 'string' }, year: { type: 'string' } },
  async run(context) {
    const { args, ledger } = context;
    const unit = args.text('unit') === undefined ? undefined : unitCode(args.text('unit')!);
    const year = args.text('year') === undefined ? undefined : reportYear(args.text('year')!);
    const { write } = ledger.foundation;
    if (unit !== undefined && !(await unitExists(write.store, unit))) throw new UnknownUnit(unit);
    const result = await ledger.ask(
      new SelfAudit({
        on: write.today(),
        ...(unit !== undefined && { unit }),
        ...(year !== undefined && { year }),
        onProgress: ({ stage, done, of }) => context.progress(`${STAGES[stage]} ${done} / ${of}`),
      }),
    );
    await ledger.execute(new RecordSelfAudit({ commandId: randomUUID(), actor: operator(), result }));
    return {
      json: result,
      text: [
        `${result.units} units, ${result.tables} tables, ${result.cells} cells, ${result.cases} cases at position ${result.position}`,
        result.differences === 0 ? '一致 no difference' : `不一致 differences: ${result.differences}`,
        ...result.listed.map(({ kind, unit: of, year: inYear, cell, caseNo, caseId, expected, found }) =>
          [
            [kind, of, inYear, cell, caseNo, caseId].filter((each) => each !== undefined).join(' '),
            `日志 log: ${expected ?? '–'}`,
            `读模型 read model: ${found ?? '–'}`,
          ].join('  '),
        ),
      ].join('\n'),
      refused: result.differences > 0,
    };
  },
};
