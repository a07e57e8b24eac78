import { CASE_STATUSES, civilDateOf, clocksOf, historyOn } from '@app/disclosure';
import { GetCaseTimeline } from '@app/read-models';
import { caseHistory, caseStream, seen } from '@app/use-cases';
import { clockName } from '../clock-name';
import { RefusedByLedger, type CliCommand } from '../command';
import { MOMENT_OPTIONS, MOMENT_USAGE, momentOf } from '../moment';
import { VIEWING_OPTIONS, VIEWING_USAGE, viewingFrom } from '../viewing';
import { caseIdFrom } from './find-case';

export const historyCommand: CliCommand = {
  usage: `CASENO|CASEID [--unit CODE] ${MOMENT_USAGE} [--working] ${VIEWING_USAGE}`,
  summary: 'replays one case: state, clocks with their working, every event',
  options: {
    unit: { type: 'string' },
    ...MOMENT_OPTIONS,
    working: { type: 'boolean' },
    ...VIEWING_OPTIONS,
  },
  positionals: 1,
  async run(context) {
    const caseId = await caseIdFrom(context);
    const { at, on } = await momentOf(context);
    const timeline = await context.ledger.ask(new GetCaseTimeline(caseId, { at }));
    const { write } = context.ledger.foundation;
    const viewing = viewingFrom(context.args, 'ledger history');
    const known = await caseHistory(write.store, caseStream(caseId), at);
    const history = on === undefined ? known : historyOn(known, on);
    const told = new Set(history.map(({ id }) => id));
    const events = timeline?.events.filter(({ eventId }) => told.has(eventId)) ?? [];
    if (!timeline || history.length === 0) {
      throw new RefusedByLedger('E_CASE_UNKNOWN', {
        field: 'case',
        reason: { zh: '当时尚无此案件', en: 'the case had no event by then' },
      });
    }
    const { state } = await seen(write, history, viewing);
    // As they were counted then, by the calendar known then (R-66).
    const calendars = await write.calendars();
    // As it was then: a clock that has run out since was still running.
    const asOf = context.args.text('as-of');
    const day =
      on ?? (asOf !== undefined ? civilDateOf(asOf) : at === undefined ? write.today() : civilDateOf(state.recordedAt));
    const clocks = clocksOf(state, at === undefined ? calendars.latest : calendars.at(at), day);
    return {
      json: { case: { caseId, caseNo: state.caseNo, unit: state.unit }, state, clocks, events },
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
        ...events.map(
          (event) =>
            `${event.effectiveOn}  ${event.label}  ${event.type}  position ${event.position}  ${event.actor.id}`,
        ),
      ].join('\n'),
    };
  },
};
