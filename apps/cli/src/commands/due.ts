import { terminalTable } from '@app/annual-report';
import { clockName } from '../clock-name';
import { ListDue, type DueBucket } from '@app/read-models';
import { UnknownUnit, unitExists } from '@app/use-cases';
import { civilDateOf } from '@app/disclosure';
import { unitCode } from '../arguments';
import type { CliCommand, CommandContext } from '../command';
import { MOMENT_OPTIONS, MOMENT_USAGE, momentOf } from '../moment';

const BUCKETS: Record<DueBucket, string> = { late: '逾期', due: '待办', waiting: '等待' };

export const dueCommand: CliCommand = {
  usage: `[--unit CODE] ${MOMENT_USAGE}`,
  summary: 'lists what is due, late or waiting, soonest first',
  options: { unit: { type: 'string' }, ...MOMENT_OPTIONS },
  async run(context) {
    const { args, ledger } = context;
    const unit = args.text('unit');
    const { at, on } = await momentOf(context);
    const today = ledger.foundation.write.today();
    if (unit !== undefined && !(await unitExists(ledger.foundation.store, unitCode(unit)))) throw new UnknownUnit(unit);
    const list = await ledger.ask(
      new ListDue(
        { on: on ?? (at === undefined ? today : await dayOf(context, at)), unit },
        // A day to come is looked forward to from what is known; a day gone by was as it was.
        { at, ...(on !== undefined && on < today && { on }) },
      ),
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

/** The day from which a list of the past is seen: that of the instant asked about, or of the last entry known then. */
async function dayOf({ args, ledger }: CommandContext, at: number): Promise<string> {
  const asOf = args.text('as-of');
  if (asOf !== undefined) return civilDateOf(new Date(asOf).toISOString());
  const { store } = ledger.foundation;
  for await (const { recordedAt } of store.readAll({ after: at - 1, to: at })) return civilDateOf(recordedAt);
  return ledger.foundation.write.today();
}
