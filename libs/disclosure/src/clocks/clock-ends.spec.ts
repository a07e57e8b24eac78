import { stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import type { CivilDate } from '../calendar/civil-date';
import type { CaseState } from '../case/state';
import {
  caseReceived,
  consulted,
  consulting,
  correctionAsked,
  extended,
  feeAsked,
  reconsidering,
  replied,
  served,
} from './case-state.builder';
import type { Clock, ClockId } from './clock';
import { clocksOf } from './clocks-of';
import { correctionDue, correctionNoticeDue } from './deadlines';

const received = caseReceived('2025-03-03'); // C1 2025-03-12, C3 2025-03-31
type Closing = NonNullable<CaseState['closing']>;
const closing = (concludedOn: CivilDate, closingKind: Closing['closingKind']): Closing => ({
  concludedOn,
  closingKind,
  resultCode: 'other_other',
  eventId: 'closed',
});
const closed = (state: CaseState, ...how: Parameters<typeof closing>): CaseState => ({
  ...state,
  status: 'CLOSED',
  closing: closing(...how),
});

function clock(state: CaseState, id: ClockId, today?: CivilDate): Clock {
  return clocksOf(state, calendar, today).find((each) => each.id === id)!;
}
const ending = (state: CaseState, id: ClockId, today?: CivilDate) => {
  const { state: became, stoppedOn, overdueWd } = clock(state, id, today);
  return [became, stoppedOn, overdueWd];
};

describe('what became of a period', () => {
  const asked = { sentOn: '2025-03-10', servedOn: '2025-03-11' }; // C2 2025-03-25
  const fee = { sentOn: '2025-03-10', servedOn: '2025-03-12' }; // C6 2025-04-10

  it.each<[string, CaseState, ClockId, CivilDate | undefined, unknown[]]>([
    ['a correction still to come', correctionAsked(received, asked), 'C2', '2025-03-25', ['running']],
    ['a correction that is late', correctionAsked(received, asked), 'C2', '2025-03-27', ['expired', undefined, 2]],
    [
      'a correction that never came (R-25): nobody is late with what lapsed',
      closed(correctionAsked(received, { ...asked, lapsedOn: '2025-03-26' }), '2025-03-26', 'correction_lapsed'),
      'C2',
      '2025-06-30',
      ['expired'],
    ],
    [
      'a correction that came on a day not recorded (L-19)',
      closed(correctionAsked(received, { ...asked, receivedOn: null }), '2025-06-30', 'replied'),
      'C2',
      '2025-06-30',
      ['stopped'],
    ],
    ['a fee still to be paid', feeAsked(received, fee), 'C6', '2025-04-10', ['running']],
    ['a fee that is late', feeAsked(received, fee), 'C6', '2025-04-14', ['expired', undefined, 2]],
    [
      'a fee that was never paid (R-56)',
      closed(feeAsked(received, { ...fee, lapsedOn: '2025-04-11' }), '2025-04-11', 'fee_lapsed'),
      'C6',
      '2025-06-30',
      ['expired'],
    ],
    [
      'a case of an old ledger that tells only its closing (R-37, L-19)',
      closed(received, '2025-04-02', 'replied'),
      'C3',
      undefined,
      ['stopped', '2025-04-02', 2],
    ],
  ])('%s', (_what, state, id, today, [became, stoppedOn, overdueWd]) => {
    expect(ending(state, id, today)).toEqual([became, stoppedOn, overdueWd]);
  });

  it('is told by no key that has nothing to say', () => {
    const states = [
      received,
      correctionAsked(received, asked),
      feeAsked(received, fee),
      served('2025-03-03', '2025-03-10'),
    ];
    for (const each of states.flatMap((state) => clocksOf(state, calendar, '2025-03-20'))) {
      expect(Object.values(each)).not.toContain(undefined);
    }
  });
});

describe('the length of a period', () => {
  const letter = { sentOn: '2025-03-10', noticeReceivedOn: '2025-03-12' };

  it.each<[string, CaseState, ClockId, number]>([
    ['7 wd for the notice of a correction (R-20)', received, 'C1', 7],
    [
      '10 wd for a correction (R-24)',
      correctionAsked(received, { sentOn: '2025-03-10', servedOn: '2025-03-11' }),
      'C2',
      10,
    ],
    [
      'the working days up to the day the notice names',
      correctionAsked(received, { sentOn: '2025-03-10', servedOn: '2025-03-11', dueOn: '2025-03-22' }),
      'C2',
      8,
    ],
    ['15 wd for an opinion (R-45)', consulting(received, 'A', letter), 'C4', 15],
    [
      'the days an agency is given (R-47)',
      consulting(received, 'A', { ...letter, kind: 'agency', periodWd: 5 }),
      'C5',
      5,
    ],
    ['20 wd for a fee (R-54)', feeAsked(received, { sentOn: '2025-03-10', servedOn: '2025-03-12' }), 'C6', 20],
  ])('is %s', (_what, state, id, workingDays) => {
    expect(clock(state, id).length).toEqual({ workingDays });
  });
});

describe('the reply clock (C3)', () => {
  it('is paused, not stopped, by a consultation while a decision that was revoked has not left (R-37)', () => {
    const open = consulting(received, 'A', { sentOn: '2025-03-10' });
    const revoked = replied(open, '2025-03-20', { revoked: true, dispatch: undefined });
    expect(clock({ ...revoked, status: 'CONSULTING', closing: undefined }, 'C3').state).toBe('paused');
  });

  it('is moved by an extension notified on the very day the reply left (R-31)', () => {
    const longer = extended(received, 5, { approvedOn: '2025-03-30', notifiedOn: '2025-03-31' });
    expect(clock(replied(longer, '2025-03-31'), 'C3').parts?.extension).toBe(5);
  });

  it('counts a pause that ended before the reply left up to its end and no further (R-34)', () => {
    const state = replied(consulted(received, 'A', '2025-03-10', '2025-03-12'), '2025-03-31');
    expect(clock(state, 'C3').parts?.paused).toBe(2);
  });
});

describe('the answer in a reconsideration (C10, R-93)', () => {
  it('is owed after the case was closed: that is when reconsiderations come', () => {
    const filed = reconsidering(served('2025-03-03', '2025-03-10'), {
      filedOn: '2025-04-01',
      copyReceivedOn: '2025-04-07',
    });
    expect(ending(filed, 'C10', '2025-04-21')).toEqual(['running', undefined, undefined]);
  });
});

describe('a clock that does not run', () => {
  it('is not there at all: none before receipt, none of a void case, none of an answer before the copy came', () => {
    expect(clocksOf(caseReceived(null), calendar)).toEqual([]);
    expect(clocksOf({ ...received, status: 'VOID' }, calendar)).toEqual([]);
    const filed = reconsidering(served('2025-03-03', '2025-03-10'), { filedOn: '2025-04-01' });
    expect(clocksOf(filed, calendar).map(({ id }) => id)).toStrictEqual(['C3', 'C7', 'C9']);
  });

  it('has no end: before receipt, and where the day of a notice is not recorded (R-18, L-19)', () => {
    expect(correctionNoticeDue(caseReceived(null), calendar)).toBeUndefined();
    expect(correctionDue(correctionAsked(received, { sentOn: null, dueOn: '2025-03-22' }), calendar)).toBeUndefined();
  });
});
