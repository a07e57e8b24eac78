import { GetEntryRadar } from '@app/read-models';
import { UnknownUnit, unitExists } from '@app/use-cases';
import { reportYear, unitCode } from '../arguments';
import type { CliCommand } from '../command';
import { radarText } from '../radar-text';

export const radarCommand: CliCommand = {
  usage: '--unit CODE [--year Y]',
  summary: 'late entries that deserve a question: what was counted, what it is compared with, what may be harmless',
  options: { unit: { type: 'string' }, year: { type: 'string' } },
  required: ['unit'],
  async run(context) {
    const { args, ledger } = context;
    const unit = unitCode(args.text('unit')!);
    const year = args.text('year');
    if (!(await unitExists(ledger.foundation.store, unit))) throw new UnknownUnit(unit);
    const asked = new GetEntryRadar(unit, year === undefined ? undefined : reportYear(year), (cases) =>
      context.progress(`${cases} 件 cases`),
    );
    const found = await ledger.ask(asked);
    return { json: found, text: () => Promise.resolve(radarText(found)) };
  },
};
