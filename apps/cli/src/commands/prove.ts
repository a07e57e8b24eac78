import { NotSealed, OpenedContradicts } from '@app/evidence';
import { NotCountedFromCases, proveCellOf } from '@app/runtime';
import { cellOf, reportYear, unitCode } from '../arguments';
import { RefusedByLedger, type CliCommand } from '../command';
import { sealFirst } from '../seal-first';
import { writeWhole } from '../write-whole';

export const proveCommand: CliCommand = {
  usage: '--unit CODE --year Y --cell t3.granted.natural_person --out FILE [--hide] [--open CASENO]…',
  summary: 'writes evidence for one number that tells nothing else of its cases (docs/cell-proof.md)',
  options: {
    unit: { type: 'string' },
    year: { type: 'string' },
    cell: { type: 'string' },
    out: { type: 'string' },
    hide: { type: 'boolean' },
    open: { type: 'string', multiple: true },
  },
  required: ['unit', 'year', 'cell', 'out'],
  async run(context) {
    const { args, ledger } = context;
    await sealFirst(context);
    try {
      const proof = await proveCellOf(ledger, {
        unit: unitCode(args.text('unit')!),
        year: reportYear(args.text('year')!),
        cell: cellOf(args.text('cell')!),
        hide: args.flag('hide'),
        open: args.texts('open'),
      });
      const file = await writeWhole(args.text('out')!, `${JSON.stringify(proof, null, 1)}\n`);
      const { unit, year, cell, label, value, position, members, report } = proof;
      const opened = members.filter(({ body }) => body !== undefined).length;
      return {
        json: { file, unit, year, cell, value, position, published: report !== null, members: members.length, opened },
        text: `${file}\n${label} ${year}: ${value}（${report ? '已公布 published' : '未公布 not published'}）, ${opened} opened`,
      };
    } catch (error) {
      if (error instanceof NotSealed) throw new RefusedByLedger('E_NOTHING_SEALED');
      if (error instanceof OpenedContradicts) throw new RefusedByLedger('E_OPENED_CONTRADICTS', { field: 'open' });
      if (error instanceof NotCountedFromCases) throw new RefusedByLedger('E_NOT_COUNTED', { field: 'cell' });
      throw error;
    }
  },
};
