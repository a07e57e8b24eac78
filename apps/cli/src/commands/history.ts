import { CASE_STATUSES, civilDateOf, clocksOf, fold, liftEvent, type CaseEvent } from '@app/disclosure';
import { GetCaseTimeline } from '@app/read-models';
import { caseStream } from '@app/use-cases';
import { clockName } from '../clock-name';
import { RefusedByLedger, type CliCommand, type CommandContext } from '../command';
import { caseIdFrom } from './find-case';
import { momentOf } from './tables';

export const historyCommand: CliCommand = {
  usage: 'CASENO|CASEID [--unit CODE] [--as-of INSTANT | --at POSITION] [--working]',
  summary: 'replays one case: state, clocks with their working, every event',
  options: {
    unit: { type: 'string' },
    'as-of': { type: 'string' },
    at: { type: 'string' },
    working: { type: 'boolean' },
  },
  positionals: 1,
  async run(context) {
    const caseId = await caseIdFrom(context);
    const { at } = await momentOf(context);
    const timeline = await context.ledger.ask(new GetCaseTimeline(caseId, { at }));
    const state = fold(await eventsUntil(context, caseId, at));
    if (!timeline || !state) {
      throw new RefusedByLedger('E_CASE_UNKNOWN', {
        field: 'case',
        reason: { zh: '当时尚无此案件', en: 'the case had no event by then' },
      });
    }
    const { write } = context.ledger.foundation;
    // As they were counted then, by the calendar known then (R-66).
    const calendars = await write.calendars();
    // As it was then: a clock that has run out since was still running.
    const asOf = context.args.text('as-of');
    const day =
      asOf !== undefined ? civilDateOf(asOf) : at === undefined ? write.today() : civilDateOf(state.recordedAt);
    const clocks = clocksOf(state, at === undefined ? calendars.latest : calendars.at(at), day);
    return {
      json: { case: { caseId, caseNo: state.caseNo, unit: state.unit }, state, clocks, events: timeline.events },
      text: [
        `${state.caseNo} ${CASE_STATUSES[state.status]} (${state.status}) ${caseId}`,
        ...clocks.map(
          (clock) =>
            `${clockName(clock.id)}${clock.subject === undefined ? '' : ` (${clock.subject})`} due ${clock.dueOn}${clock.provisional ? ' (provisional 暂定)' : ''} ${clock.state}`,
        ),
        ...(context.args.flag('working')
          ? clocks.flatMap((clock) => [
              '',
              `${clockName(clock.id)}:`,
              ...clock.working.map(
                (day) =>
                  `  ${day.on} ${day.n === undefined ? '  –' : String(day.n).padStart(3)} ${day.kind} ${day.rule}`,
              ),
            ])
          : []),
        '',
        ...timeline.events.map(
          (event) =>
            `${event.effectiveOn}  ${event.label}  ${event.type}  position ${event.position}  ${event.actor.id}`,
        ),
      ].join('\n'),
    };
  },
};

async function eventsUntil({ ledger }: CommandContext, caseId: string, at: number | undefined): Promise<CaseEvent[]> {
  const events: CaseEvent[] = [];
  for await (const stored of ledger.foundation.store.readStream(caseStream(caseId), { toPosition: at })) {
    events.push(liftEvent(stored) as CaseEvent);
  }
  return events;
}
