import { stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import type { CivilDate } from '../calendar/civil-date';
import type { CaseState } from '../case/state';
import {
  caseReceived,
  consulted,
  consulting,
  correctionAsked,
  deferred,
  extended,
  feeAsked,
  replied,
} from './case-state.builder';
import { findingsOf } from './findings';
import { isReplyOverdueOn, replyPeriod } from './reply-period';

const received = caseReceived('2025-03-03'); // due on 2025-03-31
const periodOf = (state: CaseState, asOf?: CivilDate) => {
  const { dueOn, paused, parts, unmeasured } = replyPeriod(state, calendar, asOf)!;
  return { dueOn, paused, days: parts.paused, unmeasured };
};

describe('how long a consultation holds the reply clock (R-34, L-19)', () => {
  const letter = { sentOn: '2025-03-10', noticeReceivedOn: '2025-03-12' };

  it.each<[string, CaseState, CivilDate | undefined, Partial<ReturnType<typeof periodOf>>]>([
    [
      'no longer than its answer, and the days are known',
      consulted(received, 'A', '2025-03-10', '2025-03-12'),
      '2025-03-20',
      { paused: false, days: 2, unmeasured: false },
    ],
    [
      'nobody knows how long where the answer has no day, though its period has an end',
      consulting(received, 'A', { ...letter, outcome: { how: 'opinion', endedOn: null } }),
      undefined,
      { paused: false, days: 0, unmeasured: true },
    ],
    [
      'nobody knows how long where the letter has no day, though the answer has one',
      consulting(received, 'A', { sentOn: null, outcome: { how: 'opinion', endedOn: '2025-03-12' } }),
      undefined,
      { paused: false, days: 0, unmeasured: true },
    ],
    [
      'not yet, seen from a day before its letter',
      consulting(received, 'A', { sentOn: '2025-03-10' }),
      '2025-03-07',
      { paused: false, days: 0 },
    ],
    [
      'from the day of its letter on',
      consulting(received, 'A', { sentOn: '2025-03-10' }),
      '2025-03-10',
      { paused: true, days: 0 },
    ],
  ])('%s', (_what, state, asOf, expected) => {
    expect(periodOf(state, asOf)).toMatchObject(expected);
  });

  it('in whatever order three were recorded', () => {
    const sent: [string, CivilDate, CivilDate][] = [
      ['A', '2025-03-24', '2025-03-31'],
      ['B', '2025-04-02', '2025-04-08'],
      ['C', '2025-04-10', '2025-04-14'],
    ];
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
      [0, 2, 1],
      [1, 0, 2],
    ];
    const days = orders.map(
      (order) => periodOf(order.reduce((state, index) => consulted(state, ...sent[index]!), received)).days,
    );
    expect(days).toEqual(orders.map(() => 5 + 3 + 2));
  });
});

describe('a day that was named (R-40) and a consultation', () => {
  it('waits for nobody while it lies beyond the counted days', () => {
    const asked = consulting(deferred(received, '2025-04-30'), 'A', { sentOn: '2025-03-10' });
    expect(periodOf(asked, '2025-03-14')).toMatchObject({ dueOn: '2025-04-30', paused: false });
  });

  it('is the counted day itself where the two fall together, and that waits (R-33)', () => {
    const asked = consulting(deferred(received, '2025-03-31'), 'A', { sentOn: '2025-03-31' });
    expect(periodOf(asked, '2025-03-31')).toMatchObject({ dueOn: '2025-03-31', paused: true });
  });
});

it('a reply is overdue from the day after its last day (R-36)', () => {
  expect(isReplyOverdueOn(received, calendar, '2025-03-31')).toBe(false);
  expect(isReplyOverdueOn(received, calendar, '2025-04-01')).toBe(true);
});

it('nothing is overdue that is not due: before receipt there is no period (R-18)', () => {
  expect(isReplyOverdueOn(caseReceived(null), calendar, '2099-12-31')).toBe(false);
});

describe('a letter sent after the period it would have paused (F_CONSULT_AFTER_DUE, R-35)', () => {
  const late = (state: CaseState) =>
    findingsOf(state, calendar).flatMap(({ code, eventId }) => (code === 'F_CONSULT_AFTER_DUE' ? [eventId] : []));
  // The second run begins on 2025-03-20 and ends on 2025-04-18.
  const corrected = correctionAsked(received, { sentOn: '2025-03-12', receivedOn: '2025-03-20' });

  it('is measured by the run in which it was sent: the first ended when the correction was asked for', () => {
    const asked = consulted(corrected, 'A', '2025-04-10', '2025-04-11');
    expect(late(feeAsked(asked, { sentOn: '2025-04-14', paidOn: '2025-04-21' }))).toEqual([]);
  });

  it('and the second when the fee was asked for', () => {
    const asked = consulted(corrected, 'A', '2025-04-21', '2025-04-22');
    expect(late(feeAsked(asked, { sentOn: '2025-04-23', paidOn: '2025-04-28' }))).toEqual(['A']);
  });

  it('a run ends with the next where nobody recorded when the correction was asked for (L-19)', () => {
    const undated = correctionAsked(received, { sentOn: null, receivedOn: '2025-03-20' });
    expect(late(consulted(undated, 'A', '2025-04-10', '2025-04-11'))).toEqual([]);
  });
});

it('an extension and a letter of one day both come in time on the last day (R-31, R-35)', () => {
  const both = consulted(
    extended(received, 5, { approvedOn: '2025-03-31', notifiedOn: '2025-03-31' }),
    'A',
    '2025-03-31',
    '2025-04-03',
  );
  expect(replyPeriod(replied(both, '2025-04-10'), calendar)).toMatchObject({
    parts: { base: 20, extension: 5, paused: 3 },
    dueOn: '2025-04-11',
    afterDue: [],
  });
});
