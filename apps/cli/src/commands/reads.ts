import { terminalTable } from '@app/annual-report';
import { READ_PURPOSES } from '@app/disclosure';
import { caseHistory, caseStream, listReads } from '@app/use-cases';
import { unitCode } from '../arguments';
import { WrongUsage, type CliCommand } from '../command';
import { operator } from '../operator';
import { caseIdFrom } from './find-case';

export const readsCommand: CliCommand = {
  usage: '[CASENO|CASEID] [--unit CODE] [--by ACCOUNT] [--from INSTANT] [--to INSTANT]',
  summary: 'lists who saw personal data, when and what for',
  options: {
    unit: { type: 'string' },
    by: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
  positionals: 'optional',
  async run(context) {
    const { args, ledger } = context;
    const { write } = ledger.foundation;
    const unit = args.text('unit') === undefined ? undefined : unitCode(args.text('unit')!);
    let of: { caseId: string; unit: string } | undefined;
    if (args.positionals.length > 0) {
      const caseId = await caseIdFrom(context);
      const [first] = await caseHistory(write.store, caseStream(caseId));
      of = { caseId, unit: first!.metadata.unit };
    }
    const reads = await listReads(write, operator(), {
      ...(of ? { case: of } : { unit }),
      by: args.text('by'),
      from: instantOf('from', args.text('from')),
      to: instantOf('to', args.text('to')),
    });
    return {
      json: { items: reads },
      text: terminalTable(
        reads.map(({ recordedAt, actor, unit: ofUnit, caseId, cases, door, purpose, fields }) => [
          recordedAt,
          actor.id,
          actor.role,
          READ_PURPOSES[purpose],
          door,
          caseId ?? `${ofUnit}: ${cases}`,
          fields.length,
        ]),
      ),
    };
  },
};

function instantOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (Number.isNaN(Date.parse(text))) throw new WrongUsage(`--${option} must be an instant`, { field: option });
  return new Date(text).toISOString();
}
