import { addDays, type CivilDate } from '../calendar/civil-date';
import { calendarWith, stateCouncilCalendar } from '../calendar/calendar-with';
import { STATE_COUNCIL_SCHEDULES } from '../calendar/state-council-schedules';
import type { WorkCalendar } from '../calendar/work-calendar';
import { workdaysIn } from '../calendar/working-days';
import type { CaseState } from '../case/state';
import {
  caseReceived,
  consulted,
  consulting,
  correctionAsked,
  extended,
  feeAsked,
  reconsidering,
  redeciding,
  replied,
  served,
} from './case-state.builder';
import type { Clock, ClockId } from './clock';
import { clocksOf } from './clocks-of';

export interface WorkedExample {
  id: string;
  situation: string;
  computed: () => Record<string, unknown>;
  expected: Record<string, unknown>;
}

const cal = stateCouncilCalendar;
const until2025 = calendarWith(
  { version: '', years: [], schedule: () => undefined },
  STATE_COUNCIL_SCHEDULES.filter(({ year }) => year <= 2025),
);

function clock(state: CaseState, id: ClockId, calendar: WorkCalendar = cal): Clock {
  const found = clocksOf(state, calendar).find((each) => each.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}
const dueOn = (state: CaseState, id: ClockId): CivilDate => clock(state, id).dueOn;
const counted = (state: CaseState, id: ClockId): CivilDate[] =>
  clock(state, id)
    .working.filter((day) => day.counted)
    .map(({ on }) => on);

/** Where a period of calendar days ends, where its count ended and how many days off it moved over. */
const dueAndRoll = (state: CaseState, id: ClockId) => {
  const { dueOn: end, working } = clock(state, id);
  return { dueOn: end, from: working[0]?.on, over: working.filter(({ counted: worked }) => !worked).length };
};

const lapsed = { how: 'lapsed' as const };
const X08 = caseReceived('2025-01-20');
const X13 = caseReceived('2025-03-03');
const X14 = caseReceived('2025-03-24');
const X15 = caseReceived('2024-09-18');
const X16 = caseReceived('2025-08-25');
const X17 = caseReceived('2024-12-20');
const X18 = caseReceived('2025-04-21');

/** The worked examples of the regulation. Run by name, and under other time zones. */
export const WORKED_EXAMPLES: WorkedExample[] = [
  {
    id: 'X01',
    situation: 'nothing special: Qingming is off, Sunday 7 April is worked',
    computed: () => ({ C1: dueOn(caseReceived('2024-03-11'), 'C1'), C3: dueOn(caseReceived('2024-03-11'), 'C3') }),
    expected: { C1: '2024-03-20', C3: '2024-04-09' },
  },
  {
    id: 'X02',
    situation: "New-Year's eve 2024 is a working day, the eighth",
    computed: () => {
      const state = caseReceived('2024-01-31');
      return { C1: dueOn(state, 'C1'), eighth: counted(state, 'C3')[7], C3: dueOn(state, 'C3') };
    },
    expected: { C1: '2024-02-08', eighth: '2024-02-09', C3: '2024-03-04' },
  },
  {
    id: 'X03',
    situation: 'Sunday 28 April and Saturday 11 May count',
    computed: () => {
      const state = caseReceived('2024-04-25');
      const days = counted(state, 'C3');
      return {
        C1: dueOn(state, 'C1'),
        C3: dueOn(state, 'C3'),
        makeUps: days.filter((day) => day === '2024-04-28' || day === '2024-05-11').length,
      };
    },
    expected: { C1: '2024-05-08', C3: '2024-05-24', makeUps: 2 },
  },
  {
    id: 'X04',
    situation: 'Mid-Autumn and National Day, and the same with 20 wd more',
    computed: () => {
      const state = caseReceived('2024-09-12');
      const longer = extended(state, 20, { approvedOn: '2024-10-15', notifiedOn: '2024-10-16' });
      return { C1: dueOn(state, 'C1'), C3: dueOn(state, 'C3'), extended: dueOn(longer, 'C3') };
    },
    expected: { C1: '2024-09-24', C3: '2024-10-16', extended: '2024-11-13' },
  },
  {
    id: 'X05',
    situation: 'two make-up days around National Day, day by day',
    computed: () => ({ C3: dueOn(caseReceived('2024-09-20'), 'C3'), days: counted(caseReceived('2024-09-20'), 'C3') }),
    expected: {
      C3: '2024-10-23',
      days: [
        ...['2024-09-23', '2024-09-24', '2024-09-25', '2024-09-26', '2024-09-27', '2024-09-29', '2024-09-30'],
        ...['2024-10-08', '2024-10-09', '2024-10-10', '2024-10-11', '2024-10-12', '2024-10-14', '2024-10-15'],
        ...['2024-10-16', '2024-10-17', '2024-10-18', '2024-10-21', '2024-10-22', '2024-10-23'],
      ],
    },
  },
  {
    id: 'X06',
    situation: 'confirmed on a holiday Saturday: day 1 is the Tuesday after, as for receipt on 30 September',
    computed: () => {
      const state = caseReceived('2024-10-05', { channel: 'internet' });
      return {
        first: counted(state, 'C3')[0],
        C3: dueOn(state, 'C3'),
        receivedBeforeTheHoliday: dueOn(caseReceived('2024-09-30'), 'C3'),
      };
    },
    expected: { first: '2024-10-08', C3: '2024-11-01', receivedBeforeTheHoliday: '2024-11-01' },
  },
  {
    id: 'X07',
    situation: 'received on the last day of the year, over the Spring Festival',
    computed: () => {
      const state = caseReceived('2024-12-31');
      return { first: counted(state, 'C3')[0], C1: dueOn(state, 'C1'), C3: dueOn(state, 'C3') };
    },
    expected: { first: '2025-01-02', C1: '2025-01-10', C3: '2025-02-05' },
  },
  {
    id: 'X08',
    situation: 'the Spring Festival with its two make-up days, day by day',
    computed: () => ({ C1: dueOn(X08, 'C1'), C3: dueOn(X08, 'C3'), days: counted(X08, 'C3') }),
    expected: {
      C1: '2025-02-05',
      C3: '2025-02-21',
      days: [
        ...['2025-01-21', '2025-01-22', '2025-01-23', '2025-01-24', '2025-01-26', '2025-01-27'],
        ...['2025-02-05', '2025-02-06', '2025-02-07', '2025-02-08', '2025-02-10', '2025-02-11', '2025-02-12'],
        ...['2025-02-13', '2025-02-14', '2025-02-17', '2025-02-18', '2025-02-19', '2025-02-20', '2025-02-21'],
      ],
    },
  },
  {
    id: 'X09',
    situation: 'day 1 is a Sunday that is worked',
    computed: () => {
      const state = caseReceived('2025-01-24');
      return { first: counted(state, 'C3')[0], C1: dueOn(state, 'C1'), C3: dueOn(state, 'C3') };
    },
    expected: { first: '2025-01-26', C1: '2025-02-10', C3: '2025-02-27' },
  },
  {
    id: 'X10',
    situation: 'X08 extended by 20 wd or by 10 wd',
    computed: () => ({
      by20: dueOn(extended(X08, 20, { approvedOn: '2025-02-20', notifiedOn: '2025-02-21' }), 'C3'),
      by10: dueOn(extended(X08, 10, { approvedOn: '2025-02-20', notifiedOn: '2025-02-21' }), 'C3'),
    }),
    expected: { by20: '2025-03-21', by10: '2025-03-07' },
  },
  {
    id: 'X11',
    situation: 'handed in during the Spring Festival',
    computed: () => {
      const state = caseReceived('2025-02-01');
      return { first: counted(state, 'C3')[0], C3: dueOn(state, 'C3') };
    },
    expected: { first: '2025-02-05', C3: '2025-03-03' },
  },
  {
    id: 'X12',
    situation: 'the day after receipt but one is a worked Sunday',
    computed: () => {
      const state = caseReceived('2025-09-26');
      return { first: counted(state, 'C3')[0], C1: dueOn(state, 'C1'), C3: dueOn(state, 'C3') };
    },
    expected: { first: '2025-09-28', C1: '2025-10-13', C3: '2025-10-30' },
  },
  {
    id: 'X13',
    situation: 'a third party asked answers after 12 wd',
    computed: () => {
      const outcome = { how: 'opinion' as const, endedOn: '2025-03-26', opinion: 'agree' as const };
      const state = consulting(X13, 'A', { sentOn: '2025-03-10', noticeReceivedOn: '2025-03-12', outcome });
      return {
        base: dueOn(X13, 'C3'),
        used: workdaysIn('2025-03-03', '2025-03-10', cal),
        C4: dueOn(state, 'C4'),
        paused: clock(state, 'C3').parts?.paused,
        C3: dueOn(state, 'C3'),
      };
    },
    expected: { base: '2025-03-31', used: 5, C4: '2025-04-02', paused: 12, C3: '2025-04-17' },
  },
  {
    id: 'X14',
    situation: 'a silent third party pauses to the end of its period, not to the day after',
    computed: () => {
      const state = consulting(X14, 'A', {
        sentOn: '2025-03-28',
        noticeReceivedOn: '2025-03-31',
        outcome: { ...lapsed, endedOn: '2025-04-22' },
      });
      return {
        base: dueOn(X14, 'C3'),
        C4: dueOn(state, 'C4'),
        lapse: addDays(dueOn(state, 'C4'), 1),
        paused: clock(state, 'C3').parts?.paused,
        C3: dueOn(state, 'C3'),
      };
    },
    expected: { base: '2025-04-22', C4: '2025-04-22', lapse: '2025-04-23', paused: 16, C3: '2025-05-16' },
  },
  {
    id: 'X15',
    situation: 'two consultations at a time pause once: the union, never the sum',
    computed: () => {
      const one = consulted(X15, 'A', '2024-09-23', '2024-10-14');
      const both = consulted(one, 'B', '2024-09-27', '2024-10-16');
      return {
        base: dueOn(X15, 'C3'),
        A: clock(one, 'C3').parts?.paused,
        B: clock(consulted(X15, 'B', '2024-09-27', '2024-10-16'), 'C3').parts?.paused,
        union: clock(both, 'C3').parts?.paused,
        C3: dueOn(both, 'C3'),
      };
    },
    expected: { base: '2024-10-21', A: 12, B: 10, union: 14, C3: '2024-11-08' },
  },
  {
    id: 'X16',
    situation: 'a consultation, and an extension on top of it',
    computed: () => {
      const state = consulted(X16, 'A', '2025-09-05', '2025-09-22');
      const longer = extended(state, 10, { approvedOn: '2025-10-10', notifiedOn: '2025-10-11' });
      return {
        base: dueOn(X16, 'C3'),
        paused: clock(state, 'C3').parts?.paused,
        withoutExtension: dueOn(state, 'C3'),
        withExtension: dueOn(longer, 'C3'),
      };
    },
    expected: { base: '2025-09-22', paused: 11, withoutExtension: '2025-10-13', withExtension: '2025-10-27' },
  },
  {
    id: 'X17',
    situation: 'a correction: the clock starts again; without it the case lapses on the day after the period',
    computed: () => {
      const notice = { sentOn: '2024-12-27', servedOn: '2024-12-30' };
      const waiting = correctionAsked(X17, notice);
      return {
        C1: dueOn(X17, 'C1'),
        C2: dueOn(waiting, 'C2'),
        runsWhileWaiting: clocksOf(waiting, cal).some(({ id }) => id === 'C3'),
        C3: dueOn(correctionAsked(X17, { ...notice, receivedOn: '2025-01-10' }), 'C3'),
        lapse: addDays(dueOn(waiting, 'C2'), 1),
      };
    },
    expected: {
      C1: '2024-12-31',
      C2: '2025-01-14',
      runsWhileWaiting: false,
      C3: '2025-02-13',
      lapse: '2025-01-15',
    },
  },
  {
    id: 'X18',
    situation: 'a fee: the clock starts again with the payment; unpaid the case lapses on the day after the period',
    computed: () => {
      const notice = { sentOn: '2025-05-08', servedOn: '2025-05-12' };
      const waiting = feeAsked(X18, notice);
      return {
        base: dueOn(X18, 'C3'),
        C6: dueOn(waiting, 'C6'),
        runsWhileWaiting: clocksOf(waiting, cal).some(({ id }) => id === 'C3'),
        C3: dueOn(feeAsked(X18, { ...notice, paidOn: '2025-05-23' }), 'C3'),
        lapse: addDays(dueOn(waiting, 'C6'), 1),
      };
    },
    expected: {
      base: '2025-05-21',
      C6: '2025-06-10',
      runsWhileWaiting: false,
      C3: '2025-06-23',
      lapse: '2025-06-11',
    },
  },
  {
    id: 'X19',
    situation: 'dispatched after the due date: a suit for inaction within six months of it',
    computed: () => {
      const late = replied(X08, '2025-02-26');
      const { dueOn: due, overdueWd } = clock(late, 'C3');
      return { due, overdueWd, suitUntil: dueOn(late, 'C9'), subject: clock(late, 'C9').subject };
    },
    expected: { due: '2025-02-21', overdueWd: 3, suitUntil: '2025-08-21', subject: 'inaction' },
  },
  {
    id: 'X20',
    situation: 'sixty days end on a Saturday in the Spring Festival',
    computed: () => dueAndRoll(served('2024-11-20', '2024-12-03'), 'C7'),
    expected: { dueOn: '2025-02-05', from: '2025-02-01', over: 4 },
  },
  {
    id: 'X21',
    situation: 'sixty days end on National Day',
    computed: () => dueAndRoll(served('2024-07-20', '2024-08-02'), 'C7'),
    expected: { dueOn: '2024-10-08', from: '2024-10-01', over: 7 },
  },
  {
    id: 'X22',
    situation: 'fifteen days after the reconsideration decision end in the Spring Festival',
    computed: () =>
      dueAndRoll(
        reconsidering(served('2024-10-10', '2024-10-30'), {
          filedOn: '2024-11-15',
          concluded: { concludedOn: '2025-01-13', servedOn: '2025-01-14', result: 'upheld', eventId: 'concluded' },
        }),
        'C8',
      ),
    expected: { dueOn: '2025-02-05', from: '2025-01-29', over: 7 },
  },
  {
    id: 'X23',
    situation: 'six months end in the National Day holidays',
    computed: () => dueAndRoll(served('2025-03-20', '2025-04-03'), 'C9'),
    expected: { dueOn: '2025-10-09', from: '2025-10-03', over: 6 },
  },
  {
    id: 'X24',
    situation: 'six months from the 31st end on the last day of February, a Saturday that is worked',
    computed: () => dueAndRoll(served('2025-08-20', '2025-08-31'), 'C9'),
    expected: { dueOn: '2026-02-28', from: '2026-02-28', over: 0 },
  },
  {
    id: 'X25',
    situation: 'the copy comes on a worked Sunday: the answer is due on a worked Saturday after the Spring Festival',
    computed: () => ({
      C10: dueOn(
        reconsidering(served('2024-11-20', '2024-12-03'), {
          filedOn: '2025-01-20',
          copyReceivedOn: '2025-01-26',
          procedure: 'simplified',
        }),
        'C10',
      ),
    }),
    expected: { C10: '2025-02-08' },
  },
  {
    id: 'X26',
    situation: 'an order to decide again that names no period: 20 working days',
    computed: () => ({ C11: dueOn(redeciding(served('2025-03-20', '2025-04-03'), '2025-09-25'), 'C11') }),
    expected: { C11: '2025-10-29' },
  },
  {
    id: 'X27',
    situation: 'a period that runs into a year whose schedule is not published yet',
    computed: () => {
      const state = caseReceived('2025-12-26');
      const before = clock(state, 'C3', until2025);
      const after = clock(state, 'C3');
      return {
        before: before.provisional,
        after: after.provisional,
        C3: after.dueOn,
        versionsDiffer: before.calendarVersion !== after.calendarVersion,
      };
    },
    expected: { before: true, after: false, C3: '2026-01-26', versionsDiffer: true },
  },
];
