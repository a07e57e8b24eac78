import { terminalTable } from '@app/annual-report';
import { APPLICANT_KINDS, CASE_STATUSES, RESULT_CODES } from '@app/disclosure';
import { SearchCases, type CaseSearch } from '@app/read-models';
import { UnknownUnit, unitExists } from '@app/use-cases';
import { civilDate, unitCode, wholeNumber } from '../arguments';
import { WrongUsage, type Arguments, type CliCommand } from '../command';
import { MOMENT_OPTIONS, MOMENT_USAGE, momentOf } from '../moment';

function codesFrom<C extends string>(args: Arguments, name: string, known: Record<C, unknown>): C[] | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const codes = text.split(',');
  const unknown = codes.find((code) => !Object.hasOwn(known, code));
  if (unknown !== undefined) {
    throw new WrongUsage(`--${name} must be of ${Object.keys(known).join(', ')}`, { field: name, rule: 'G-02' });
  }
  return codes as C[];
}

const day = (args: Arguments, name: string): string | undefined => {
  const text = args.text(name);
  return text === undefined ? undefined : civilDate(name, text);
};

function criteriaFrom(args: Arguments, unit: string | undefined): CaseSearch {
  const limit = args.text('limit');
  return {
    unit,
    caseNo: args.text('case-no'),
    status: codesFrom(args, 'status', CASE_STATUSES),
    applicantKind: codesFrom(args, 'kind', APPLICANT_KINDS),
    resultCode: codesFrom(args, 'result', RESULT_CODES),
    receivedFrom: day(args, 'received-from'),
    receivedTo: day(args, 'received-to'),
    limit: limit === undefined ? 100 : wholeNumber('limit', limit),
    cursor: args.text('cursor'),
  };
}

export const casesCommand: CliCommand = {
  usage: `[--unit CODE] [--case-no NO*] [--status CODE,…] [--kind CODE,…] [--result CODE,…]
      [--received-from DATE] [--received-to DATE] [--limit N] [--cursor TEXT] ${MOMENT_USAGE}`,
  summary: 'lists the register, latest received first, now, as known then, or as it was on a day',
  options: {
    unit: { type: 'string' },
    'case-no': { type: 'string' },
    status: { type: 'string' },
    kind: { type: 'string' },
    result: { type: 'string' },
    'received-from': { type: 'string' },
    'received-to': { type: 'string' },
    limit: { type: 'string' },
    cursor: { type: 'string' },
    ...MOMENT_OPTIONS,
  },
  async run(context) {
    const { args, ledger } = context;
    const unit = args.text('unit');
    if (unit !== undefined && !(await unitExists(ledger.foundation.store, unitCode(unit)))) throw new UnknownUnit(unit);
    const page = await ledger.ask(new SearchCases(criteriaFrom(args, unit), await momentOf(context)));
    return {
      json: page,
      text: [
        terminalTable(
          page.items.map(({ caseNo, unit: of, status, receivedOn, replyDueOn, concludedOn, resultCode }) => [
            ...[caseNo, of, CASE_STATUSES[status], receivedOn ?? ''],
            ...[replyDueOn ?? '', concludedOn ?? '', resultCode ?? ''],
          ]),
        ),
        ...(page.nextCursor === undefined ? [] : [`--cursor ${page.nextCursor}`]),
      ].join('\n'),
    };
  },
};
