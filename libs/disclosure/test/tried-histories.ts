import fc from 'fast-check';
import { addDays } from '../src/calendar/civil-date';
import type { CaseEvent } from '../src/events/envelope';
import { RESULT_CODES, type ResultCode } from '../src/vocabulary/result-codes';
import type { CaseCommand, CaseCommandName } from '../src/case/commands';
import { decide } from '../src/case/decide';
import { fold } from '../src/case/fold';
import { PERMISSIONS } from '../src/case/permissions';
import { remedyFor } from '../src/case/remedy';
import { SAMPLE_OF } from '../src/case/sample-histories';
import { circumstances, command, recorded } from '../src/case/specification';

/** One thing a careless office might do: any command, on a day near the last one, with choices of its own. */
interface Attempt {
  name: CaseCommandName;
  days: number;
  choice: number;
}
const attempt: fc.Arbitrary<Attempt> = fc.record({
  name: fc.constantFrom(...(Object.keys(PERMISSIONS) as CaseCommandName[])),
  days: fc.integer({ min: -1, max: 12 }),
  choice: fc.nat({ max: 20 }),
});

const codes = Object.keys(RESULT_CODES) as ResultCode[];

/** The sample of a command with every day moved to `on` and every choice made by number. */
function asked({ name, choice }: Attempt, on: string): CaseCommand {
  const data: Record<string, unknown> = { ...SAMPLE_OF[name] };
  for (const field of Object.keys(data)) if (field.endsWith('On')) data[field] = on;
  const id = `${choice % 3}`;
  if ('consultId' in data) data.consultId = `consult-${id}`;
  if ('thirdParty' in data) data.thirdParty = `公司${id}`;
  if ('reconId' in data) data.reconId = `recon-${id}`;
  if ('suitId' in data) data.suitId = `suit-${id}`;
  if (name === 'RegisterApplication' && choice % 2) data.channel = 'internet';
  if (name === 'RecordLitigation' && choice % 2) data.route = 'after_reconsideration';
  if (name === 'Decide') {
    const resultCode = codes[choice] ?? 'granted';
    Object.assign(data, { resultCode, reasons: '理由', priorCaseId: 'p', remedy: remedyFor(resultCode, on) });
  }
  return command(name, data as never);
}

/** What happens when all of it is tried in turn; refusals leave no trace. */
function historyOf(attempts: Attempt[]): CaseEvent[] {
  const history: CaseEvent[] = [];
  let on = '2024-11-04';
  for (const one of [{ name: 'RegisterApplication', days: 0, choice: attempts.length } as const, ...attempts]) {
    on = addDays(on, one.days);
    const actor = { ...circumstances.actor, id: `head-${one.choice % 3}` };
    const outcome = decide(asked(one, on), fold(history), { ...circumstances, history, actor, today: addDays(on, 20) });
    if ('events' in outcome) history.push(...recorded(JSON.parse(JSON.stringify(outcome.events)) as never, history));
  }
  return history;
}
/** For specs only: what the log of one case holds after up to 120 things were tried. */
export const triedHistories = fc.array(attempt, { minLength: 5, maxLength: 120 }).map(historyOf);
