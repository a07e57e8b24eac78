import { terminalTable } from '@app/annual-report';
import {
  actsOf,
  CASE_STATUSES,
  CLOCK_NAMES,
  FINDINGS,
  fold,
  hasMoved,
  whatIf,
  type Assumption,
  type ClockView,
} from '@app/disclosure';
import { caseHistory, caseStream, Refused } from '@app/use-cases';
import { civilDate, wholeNumber } from '../arguments';
import { WrongUsage, type Arguments, type CliCommand } from '../command';
import { caseIdFrom } from './find-case';

export const whatIfCommand: CliCommand = {
  usage:
    'CASENO|CASEID [--unit CODE] [--extend WD] [--consult-on DATE [--opinion-on DATE | --opinion-after DAYS]] [--correct-on DATE [--corrected-on DATE]] [--on DATE]',
  summary: 'shows the clocks as they would be if; records nothing',
  options: {
    unit: { type: 'string' },
    extend: { type: 'string' },
    'consult-on': { type: 'string' },
    'opinion-on': { type: 'string' },
    'opinion-after': { type: 'string' },
    'correct-on': { type: 'string' },
    'corrected-on': { type: 'string' },
    on: { type: 'string' },
  },
  positionals: 1,
  async run(context) {
    const { args, ledger } = context;
    const assumptions = assumptionsFrom(args);
    const caseId = await caseIdFrom(context);
    const { write } = ledger.foundation;
    const today = args.text('on') ?? write.today();
    const history = await caseHistory(write.store, caseStream(caseId));
    const acts = assumptions.flatMap((assumption, index) => actsOf(assumption, today, index));
    const answer = whatIf(history, acts, { caseId, today, calendar: (await write.calendars()).latest });
    if ('rejection' in answer) throw new Refused(answer.rejection);
    const caseNo = fold(history)?.caseNo;
    return {
      json: { case: { caseId, caseNo }, today, ...answer },
      text: [
        `${caseNo} ${CASE_STATUSES[answer.status.before]} → ${CASE_STATUSES[answer.status.after]} (${today} → ${answer.seenOn})`,
        terminalTable([
          ['', '期限 clock', '现在 now', '届时 then', ''],
          ...answer.changes.map((change) => [
            change.clock,
            CLOCK_NAMES[change.clock].zh,
            viewText(change.before),
            viewText(change.after),
            hasMoved(change) ? '*' : '',
          ]),
        ]),
        ...answer.findings.map(({ code }) => `${code} ${FINDINGS[code].zh} (${FINDINGS[code].rule})`),
      ].join('\n'),
    };
  },
};

function viewText(view: ClockView | null): string {
  return view ? `${view.dueOn} ${view.state}${view.provisional ? ' 暂定' : ''}` : '–';
}

/** In the order in which an office would do them: asking for a correction, asking others, extending. */
function assumptionsFrom(args: Arguments): Assumption[] {
  const day = (name: string) => {
    const text = args.text(name);
    return text === undefined ? undefined : civilDate(name, text);
  };
  const number = (name: string) => {
    const text = args.text(name);
    return text === undefined ? undefined : wholeNumber(name, text);
  };
  const [correctOn, correctedOn] = [day('correct-on'), day('corrected-on')];
  const [consultOn, opinionOn, opinionAfterDays] = [day('consult-on'), day('opinion-on'), number('opinion-after')];
  const extraWd = number('extend');
  if (correctedOn !== undefined && correctOn === undefined) throw new WrongUsage('--corrected-on needs --correct-on');
  if (consultOn === undefined && (opinionOn ?? opinionAfterDays) !== undefined) {
    throw new WrongUsage('--opinion-on and --opinion-after need --consult-on');
  }
  if (opinionOn !== undefined && opinionAfterDays !== undefined) {
    throw new WrongUsage('--opinion-on and --opinion-after exclude each other');
  }
  const assumptions: Assumption[] = [
    ...(correctOn === undefined ? [] : [{ what: 'correct' as const, on: correctOn, correctedOn }]),
    ...(consultOn === undefined ? [] : [{ what: 'consult' as const, on: consultOn, opinionOn, opinionAfterDays }]),
    ...(extraWd === undefined ? [] : [{ what: 'extend' as const, extraWd }]),
  ];
  if (assumptions.length === 0) throw new WrongUsage('assume something: --extend, --consult-on or --correct-on');
  return assumptions;
}
