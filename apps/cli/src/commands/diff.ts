import { terminalTable } from '@app/annual-report';
import { DiffReport, type DifferenceReason } from '@app/read-models';
import { reportYear, unitCode } from '../arguments';
import { RefusedByLedger, type CliCommand } from '../command';

const signed = (delta: number): string => (delta > 0 ? `+${delta}` : String(delta));

const reasonText = ({ kind, delta, caseNo, event }: DifferenceReason): string[] => [
  '',
  signed(delta),
  kind,
  caseNo ?? '',
  event ? `${event.type}, position ${event.position}, ${event.recordedAt}` : '',
];

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
      text: [
        `${unit} ${year} · revision ${difference.revision} · ${difference.cells.length} cells differ`,
        ...difference.cells.map(({ cell, label, published, now, reasons }) =>
          [`${cell} (${label}): ${published} → ${now}`, terminalTable(reasons.map(reasonText))].join('\n'),
        ),
      ].join('\n'),
    };
  },
};
