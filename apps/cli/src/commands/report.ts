import { REPORT_FORMATS } from '@app/annual-report';
import { annualReportOf, withCases } from '@app/runtime';
import { reportFormat, reportYear, unitCode } from '../arguments';
import { checkLine } from '../check-line';
import type { CliCommand } from '../command';
import { writeWhole } from '../write-whole';

export const reportCommand: CliCommand = {
  usage: '--unit CODE --year Y --format docx|html|xlsx|json --out FILE',
  summary: 'writes the annual report, as a draft, with its checks',
  options: {
    unit: { type: 'string' },
    year: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
  },
  required: ['unit', 'year', 'format', 'out'],
  async run({ args, ledger }) {
    const format = reportFormat(args.text('format')!);
    const unit = unitCode(args.text('unit')!);
    const year = reportYear(args.text('year')!);
    await ledger.projector.catchUp();
    const report = await annualReportOf(ledger.queries, { unit, year });
    const file = await writeWhole(args.text('out')!, await REPORT_FORMATS[format].render(report));
    const checks = await withCases(ledger.queries, { unit, year, at: report.position }, report.checks);
    return {
      json: { file, checks },
      text: [file, ...checks.filter((check) => !check.ok).map(checkLine)].join('\n'),
    };
  },
};
