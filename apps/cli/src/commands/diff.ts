import { terminalTable } from '@app/annual-report';
import { DiffReport, type DifferenceReason, type DifferingCell, type ReportDifference } from '@app/read-models';
import { reportYear, unitCode } from '../arguments';
import { RefusedByLedger, type CliCommand } from '../command';

const signed = (delta: number): string => (delta > 0 ? `+${delta}` : String(delta));

const reasonText = ({ kind, unit, delta, caseNo, event }: DifferenceReason): string[] => [
  '',
  signed(delta),
  kind,
  unit,
  caseNo ?? '',
  event ? `${event.type}, position ${event.position}, ${event.recordedAt}` : '',
];

const cellText = ({ cell, label, published, now, reasons }: DifferingCell): string =>
  [`${cell} (${label}): ${published} → ${now}`, terminalTable(reasons.map(reasonText))].join('\n');

/** All that the JSON document tells: whose register each reason is, and the cells whose changes cancel out. */
export function differenceText({ unit, year, revision, published, position, cells, offset }: ReportDifference): string {
  return [
    `${unit} ${year} · revision ${revision} · position ${published} → ${position} · ${cells.length} cells differ`,
    ...cells.map(cellText),
    ...(offset.length === 0
      ? []
      : ['', `${offset.length} cells say the same of other cases 数字未变、案件有变:`, ...offset.map(cellText)]),
  ].join('\n');
}

export const diffCommand: CliCommand = {
  usage: '--unit CODE --year Y',
  summary: 'shows every cell that differs from the published report, with cases and events',
  options: { unit: { type: 'string' }, year: { type: 'string' } },
  required: ['unit', 'year'],
  async run({ args, ledger }) {
    const unit = unitCode(args.text('unit')!);
    const year = reportYear(args.text('year')!);
    const difference = await ledger.ask(new DiffReport(unit, year));
    if (!difference) {
      throw new RefusedByLedger('E_REPORT_NOT_FROZEN', { field: 'year' });
    }
    return {
      json: difference,
      text: differenceText(difference),
    };
  },
};
