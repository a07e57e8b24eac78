import { renderDocx, renderHtml, renderJson, renderXlsx, type AnnualReport } from '@app/annual-report';
import { annualReportOf } from '@app/runtime';
import { reportYear, unitCode } from '../arguments';
import { WrongUsage, type CliCommand } from '../command';
import { writeWhole } from '../write-whole';

type ReportFormat = 'docx' | 'html' | 'xlsx' | 'json';

const RENDERERS: Record<ReportFormat, (report: AnnualReport) => string | Buffer | Promise<string | Buffer>> = {
  docx: renderDocx,
  html: renderHtml,
  xlsx: renderXlsx,
  json: renderJson,
};

const isFormat = (text: string): text is ReportFormat => Object.hasOwn(RENDERERS, text);

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
    const format = args.text('format')!;
    if (!isFormat(format)) throw new WrongUsage(`--format must be one of ${Object.keys(RENDERERS).join(', ')}`);
    const unit = unitCode(args.text('unit')!);
    const year = reportYear(args.text('year')!);
    await ledger.projector.catchUp();
    const report = await annualReportOf(ledger.queries, { unit, year });
    const file = await writeWhole(args.text('out')!, await RENDERERS[format](report));
    return {
      json: { file, checks: report.checks },
      text: [
        file,
        ...report.checks.filter((check) => !check.ok).map((check) => `${check.level} ${check.id}: ${check.message}`),
      ].join('\n'),
    };
  },
};
