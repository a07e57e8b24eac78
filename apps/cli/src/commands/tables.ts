import { cellValues, tablesText } from '@app/annual-report';
import { GetAnnualTables } from '@app/read-models';
import { withCases } from '@app/runtime';
import { instant, position, reportYear, unitCode } from '../arguments';
import { checkLine } from '../check-line';
import type { CliCommand, CommandContext } from '../command';

/** `--as-of` and `--at` name the same thing, a place in the log; at most one of them is given. */
export async function momentOf({ args, ledger }: CommandContext): Promise<{ at?: number }> {
  const asOf = args.text('as-of');
  const at = args.text('at');
  if (asOf !== undefined) return { at: await ledger.foundation.store.positionAt(instant('as-of', asOf)) };
  return at === undefined ? {} : { at: position(at) };
}

export const tablesCommand: CliCommand = {
  usage: '--unit CODE --year Y [--as-of INSTANT | --at POSITION]',
  summary: 'prints the statistics tables and their checks',
  options: {
    unit: { type: 'string' },
    year: { type: 'string' },
    'as-of': { type: 'string' },
    at: { type: 'string' },
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
    return {
      json: { unit, year, position: answer.position, table2, table3, table4, checks },
      text: [
        `${unit} ${year} · position ${answer.position}`,
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
