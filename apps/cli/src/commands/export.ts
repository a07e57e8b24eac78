import { exportLedgerFile, type LedgerFormat } from '@app/runtime';
import { unitExists } from '@app/use-cases';
import { reportYear, unitCode } from '../arguments';
import { RefusedByLedger, WrongUsage, type CliCommand } from '../command';
import { VIEWING_OPTIONS, VIEWING_USAGE, viewingFrom } from '../viewing';
import { writeWhole } from '../write-whole';

export const exportCommand: CliCommand = {
  usage: `--unit CODE [--year Y] --out FILE ${VIEWING_USAGE}`,
  summary: 'writes the ledger file again (xlsx or csv, by the name of FILE), personal data masked unless asked for',
  options: { unit: { type: 'string' }, year: { type: 'string' }, out: { type: 'string' }, ...VIEWING_OPTIONS },
  required: ['unit', 'out'],
  async run({ args, ledger }) {
    const unit = unitCode(args.text('unit')!);
    const year = args.text('year') === undefined ? undefined : reportYear(args.text('year')!);
    const out = args.text('out')!;
    const format = formatOf(out);
    if (!(await unitExists(ledger.foundation.store, unit))) {
      throw new RefusedByLedger('E_UNIT_UNKNOWN', { field: 'unit' });
    }
    await ledger.projector.catchUp();
    const { bytes, cases } = await exportLedgerFile(
      { queries: ledger.queries, write: ledger.foundation.write },
      { unit, year, format, viewing: viewingFrom(args, 'ledger export') },
    );
    const file = await writeWhole(out, bytes);
    return { json: { file, cases }, text: `${file}: ${cases} cases` };
  },
};

function formatOf(out: string): LedgerFormat {
  if (out.toLowerCase().endsWith('.xlsx')) return 'xlsx';
  if (out.toLowerCase().endsWith('.csv')) return 'csv';
  throw new WrongUsage('--out must end in .xlsx or .csv', { field: 'out', rule: 'L-15' });
}
