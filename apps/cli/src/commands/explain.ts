import { terminalTable, type CellId } from '@app/annual-report';
import { ExplainAdjustments, ExplainCase, ExplainCell, FindCase, type ProvingEvent } from '@app/read-models';
import { cellOf, reportYear, unitCode } from '../arguments';
import { RefusedByLedger, WrongUsage, type Answer, type CliCommand, type CommandContext } from '../command';
import { MOMENT_OPTIONS, MOMENT_USAGE, momentOf } from '../moment';
import { caseIdFrom } from './find-case';

export const explainCommand: CliCommand = {
  usage: `--unit CODE --year Y --cell t3.granted.natural_person [--case CASENO|CASEID] ${MOMENT_USAGE}
      or --unit CODE --year Y --adjustments`,
  summary: 'names the cases in a cell and the event that put each there; of one case, why it is or is not there',
  options: {
    unit: { type: 'string' },
    year: { type: 'string' },
    cell: { type: 'string' },
    case: { type: 'string' },
    adjustments: { type: 'boolean' },
    ...MOMENT_OPTIONS,
  },
  required: ['unit', 'year'],
  async run(context) {
    const { args } = context;
    const unit = unitCode(args.text('unit')!);
    const year = reportYear(args.text('year')!);
    const cell = args.text('cell');
    if ((cell === undefined) !== args.flag('adjustments')) {
      throw new WrongUsage('one of --cell and --adjustments is needed', { field: 'cell', rule: 'A-03' });
    }
    if (cell === undefined) return adjustments(context, unit, year);
    const asked = args.text('case');
    return asked === undefined
      ? members(context, unit, year, cellOf(cell))
      : oneCase(context, unit, year, cellOf(cell), asked);
  },
};

/** An event as the contract of the command line names it. */
const event = ({ type, position, effectiveOn, recordedAt, actor }: ProvingEvent) => ({
  ...{ type, position, effectiveOn, recordedAt, actor },
});

const line = (proof: ProvingEvent): string[] => [
  proof.type,
  proof.effectiveOn,
  `position ${proof.position}`,
  proof.actor.id,
];

async function members(context: CommandContext, unit: string, year: number, cell: CellId): Promise<Answer> {
  const answer = await context.ledger.ask(new ExplainCell(unit, year, cell, await momentOf(context)));
  const { label, clause, value, figure, cost } = answer;
  const found = answer.members.map((member) => ({ ...member, event: event(member.event) }));
  return {
    json: { cell, value, members: found, ...(figure ? { figure } : {}), clause, cost },
    text: [
      `${label} ${year}: ${value}`,
      `${clause.zh} / ${clause.en} (${clause.rules.join(', ')})`,
      terminalTable(answer.members.map((member) => [member.caseNo, ...line(member.event), member.rule])),
    ].join('\n'),
  };
}

async function oneCase(
  context: CommandContext,
  unit: string,
  year: number,
  cell: CellId,
  asked: string,
): Promise<Answer> {
  const caseId = await caseIdAnywhere(context, asked);
  const answer = await context.ledger.ask(new ExplainCase(unit, year, cell, caseId, await momentOf(context)));
  if (!answer) throw new RefusedByLedger('E_CASE_UNKNOWN', { field: 'case' });
  const { caseNo, label, counted, reasons, elsewhere, episodes } = answer;
  return {
    json: answer,
    text: [
      `${caseNo} · ${label} ${year}: ${counted > 0 ? `计入 counted ${counted}` : '未计入 not counted'}`,
      terminalTable([
        ...answer.members.map((member) => ['计入 counted by', ...line(member.event), member.rule]),
        ...reasons.map((one) => [
          `${one.zh} / ${one.en}`,
          ...(one.event ? line(one.event) : ['', '', '', '']),
          one.rule,
        ]),
      ]),
      ...(elsewhere.length > 0 ? [`计入 counted in: ${elsewhere.join(', ')}`] : []),
      ...episodes.map(
        ({ since, until }) =>
          `${since.type} position ${since.position} → ${until ? `${until.type} position ${until.position}` : '现在 now'}`,
      ),
    ].join('\n'),
  };
}

/** The unit's own case of that number; a case of another unit is an answer too, where its number says which it is. */
async function caseIdAnywhere(context: CommandContext, asked: string): Promise<string> {
  try {
    return await caseIdFrom(context, asked);
  } catch (error) {
    if (!(error instanceof RefusedByLedger)) throw error;
    const found = await context.ledger.ask(new FindCase({ caseNo: asked }));
    if (!found) throw error;
    return found.caseId;
  }
}

async function adjustments(context: CommandContext, unit: string, year: number): Promise<Answer> {
  const { at } = await momentOf(context);
  const answer = await context.ledger.ask(new ExplainAdjustments(unit, year, { at }));
  const signed = (delta: number): string => (delta > 0 ? `+${delta}` : String(delta));
  return {
    json: answer,
    text: [
      `${unit} ${year}: ${answer.adjustments.length} adjustments listed`,
      terminalTable(
        answer.adjustments.map(({ reportYear: of, caseNo, label, delta, reason, because }) => [
          ...[String(of), caseNo ?? '', label, signed(delta), reason],
          because.map((one) => `${signed(one.delta)} ${one.event.type} position ${one.event.position}`).join('; '),
        ]),
      ),
    ].join('\n'),
  };
}
