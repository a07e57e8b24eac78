import { terminalTable } from '@app/annual-report';
import { GetCarryOver, type CarriedDifference } from '@app/read-models';
import { reportYear, unitCode } from '../arguments';
import type { CliCommand } from '../command';
import { momentOf } from '../moment';

const SIDES: Record<CarriedDifference['side'], string> = {
  only_out: '只转出 only out',
  only_in: '只转入 only in',
  moved: '类别不同 other column',
};

export const carryCommand: CliCommand = {
  usage: '--unit CODE --year Y [--as-of INSTANT | --at POSITION]',
  summary: 'compares, case by case, what the year before carried out with what the year carries in',
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
    const { at } = await momentOf(context);
    const { broken: _, ...answer } = await context.ledger.ask(new GetCarryOver(unit, year, { at }));
    const { out, differences, same, holds } = answer;
    return {
      json: answer,
      text: [
        `${unit} ${year - 1} → ${year}: ${out.cases} carried out, ${answer.in.cases} carried in by the events, ${answer.in.counted} counted; ${same} the same`,
        out.printed === null
          ? `nothing was published for ${year - 1}: held against its register as it is counted now`
          : `${out.printed} printed in ${out.reports.length} reports`,
        holds ? 'K-04 holds, case by case' : 'K-04 does NOT hold, case by case',
        terminalTable(
          differences.map(({ side, caseNo, column, into, zh, rule, event }) => [
            SIDES[side],
            caseNo,
            into === undefined ? column : `${column} → ${into}`,
            event ? `${event.type} position ${event.position}` : '',
            zh,
            rule,
          ]),
        ),
      ].join('\n'),
      refused: !holds,
    };
  },
};
