import { NothingSealed, UnitNotSealed } from '@app/evidence';
import { writeAuditBundle, type AuditBundleOrder } from '@app/runtime';
import { reportYear, unitCode } from '../arguments';
import { RefusedByLedger, WrongUsage, type Arguments, type CliCommand, type CommandContext } from '../command';
import { operator } from '../operator';
import { sealFirst } from '../seal-first';
import { writtenWhole } from '../write-whole';

/** Positions between two lines of progress. */
const STEP = 2_000;

export const bundleCommand: CliCommand = {
  usage: '--unit CODE --year Y --out FILE [--everything] [--open --note TEXT] | --everything --out FILE',
  summary: 'writes a file from which anybody can check the report without us (docs/audit-bundle.md)',
  options: {
    unit: { type: 'string' },
    year: { type: 'string' },
    out: { type: 'string' },
    everything: { type: 'boolean' },
    open: { type: 'boolean' },
    note: { type: 'string' },
  },
  required: ['out'],
  needsLedger: (args) => orderOf(args) !== undefined,
  async run(context) {
    const { args, ledger } = context;
    const order = { ...orderOf(args), onPosition: progressOf(context) };
    await sealFirst(context);
    if (order.opening) {
      context.note(
        '警告：此文件含解密个人信息的密钥，只交给有权查阅的人，以后的删除不及于它 WARNING: this file holds keys that open personal data; an erasure later does not reach it',
      );
    }
    try {
      const { file, result } = await writtenWhole(args.text('out')!, (sink) =>
        writeAuditBundle(ledger.foundation, order, sink),
      );
      if (result.unsealed > 1)
        context.note(`封签之后的 ${result.unsealed} 条不在包内 ${result.unsealed} unsealed events are left out`);
      const { positions, events, headers, seals, reports, keys } = result;
      return {
        json: { file, unit: order.unit, year: order.year, positions, events, headers, seals, reports, keys },
        text: `${file}\n${positions} positions: ${events} in full, ${headers} by their header, ${seals} seals, ${reports} reports, ${keys} keys`,
      };
    } catch (error) {
      if (error instanceof NothingSealed) throw new RefusedByLedger('E_NOTHING_SEALED');
      if (error instanceof UnitNotSealed) throw new RefusedByLedger('E_UNIT_UNKNOWN', { field: 'unit' });
      throw error;
    }
  },
};

function orderOf(args: Arguments): AuditBundleOrder {
  const [unit, year, note] = [args.text('unit'), args.text('year'), args.text('note')];
  const everything = args.flag('everything');
  if ((unit === undefined) !== (year === undefined))
    throw new WrongUsage('--unit and --year come together', { field: 'unit' });
  if (unit === undefined && !everything) throw new WrongUsage('--unit and --year, or --everything', { field: 'unit' });
  if (args.flag('open') !== (note !== undefined && note.trim() !== '')) {
    throw new WrongUsage('--open and --note come together: what the data are opened for', { field: 'note' });
  }
  if (args.flag('open') && unit === undefined) throw new WrongUsage('--open needs --unit', { field: 'open' });
  return {
    unit: unit === undefined ? null : unitCode(unit),
    year: year === undefined ? null : reportYear(year),
    everything,
    ...(note !== undefined && { opening: { actor: operator(), door: 'ledger bundle --open', note } }),
  };
}

const progressOf =
  (context: CommandContext) =>
  (position: number, of: number): void => {
    if (position % STEP === 0 || position === of) context.progress(`${position} / ${of}`);
  };
