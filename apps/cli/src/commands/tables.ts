import { cellValues, tablesText } from '@app/annual-report';
import { GetAnnualTables } from '@app/read-models';
import { withCases } from '@app/runtime';
import { reportYear, unitCode } from '../arguments';
import { checkLine } from '../check-line';
import type { CliCommand } from '../command';
import { MOMENT_OPTIONS, MOMENT_USAGE, momentOf } from '../moment';

export const tablesCommand: CliCommand = {
  usage: `--unit CODE --year Y ${MOMENT_USAGE}`,
  summary: 'prints the statistics tables and their checks',
  options: {
    unit: { type: 'string' },
    year: { type: 'string' },
    ...MOMENT_OPTIONS,
  },
  required: ['unit', 'year'],
  async run(context) {
    const unit = unitCode(context.args.text('unit')!);
    const year = reportYear(context.args.text('year')!);
    const moment = await momentOf(context);
    const answer = await context.ledger.ask(new GetAnnualTables(unit, year, moment));
    const { table2, table3, table4 } = answer.tables;
    const at = answer.position;
    const checks = await withCases(context.ledger.queries, { unit, year, at }, answer.checks);
    const onDay = moment.on === undefined ? {} : { on: moment.on };
    return {
      json: { unit, year, position: answer.position, ...onDay, table2, table3, table4, checks },
      text: [
        `${unit} ${year} · position ${answer.position}${moment.on === undefined ? '' : ` · ${moment.on}`}`,
        tablesText(answer.tables),
        '',
        ...Object.entries(cellValues(answer.tables))
          .filter(([cell]) => cell.startsWith('t2.'))
          .map(([cell, value]) => `${cell}  ${value}`),
        '',
        ...checks.map(checkLine),
      ].join('\n'),
    };
  },
};
