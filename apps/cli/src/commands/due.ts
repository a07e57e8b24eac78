import { terminalTable } from '@app/annual-report';
import { clockName } from '../clock-name';
import { ListDue, type DueBucket } from '@app/read-models';
import { UnknownUnit, unitExists } from '@app/use-cases';
import { civilDate, unitCode } from '../arguments';
import type { CliCommand } from '../command';

const BUCKETS: Record<DueBucket, string> = { late: '逾期', due: '待办', waiting: '等待' };

export const dueCommand: CliCommand = {
  usage: '[--unit CODE] [--on DATE]',
  summary: 'lists what is due, late or waiting, soonest first',
  options: { unit: { type: 'string' }, on: { type: 'string' } },
  async run({ args, ledger }) {
    const unit = args.text('unit');
    const on = args.text('on');
    if (unit !== undefined && !(await unitExists(ledger.foundation.store, unitCode(unit)))) throw new UnknownUnit(unit);
    const list = await ledger.ask(
      new ListDue({
        on: on === undefined ? ledger.foundation.write.today() : civilDate('on', on),
        unit: unit === undefined ? undefined : unitCode(unit),
      }),
    );
    return {
      json: list,
      text: [
        `${list.on}: ${(Object.keys(BUCKETS) as DueBucket[]).map((b) => `${BUCKETS[b]} ${list.counts[b]}`).join(', ')}`,
        terminalTable(
          list.items.map((item) => [
            BUCKETS[item.bucket],
            item.dueOn ?? '送达日期待登记',
            item.daysLeft ?? '',
            clockName(item.clock),
            item.caseNo,
            item.unit,
            item.provisional ? '暂定' : '',
          ]),
        ),
      ].join('\n'),
    };
  },
};
