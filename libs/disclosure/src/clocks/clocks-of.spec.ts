import { stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import type { CivilDate } from '../calendar/civil-date';
import type { CaseState, CaseStatus } from '../case/state';
import {
  caseReceived,
  consulted,
  consulting,
  correctionAsked,
  extended,
  feeAsked,
  replied,
} from './case-state.builder';
import type { Clock, ClockId } from './clock';
import * as e from '../case/event-builders';
import { stateAfter } from '../case/specification';
import { clocksOf } from './clocks-of';
import { correctionDue, feeDue, opinionDue } from './deadlines';
import { replyDue } from './reply-period';

const received = caseReceived('2025-03-03'); // C1 2025-03-12, C3 2025-03-31

function ids(state: CaseState): string[] {
  return clocksOf(state, calendar).map(({ id }) => id);
}

function clock(state: CaseState, id: ClockId, today?: CivilDate): Clock {
  const found = clocksOf(state, calendar, today).find((each) => each.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

describe('which clocks a case has', () => {
  it('none before its receipt is confirmed (R-18)', () => {
    expect(ids(caseReceived(null))).toEqual([]);
    expect(replyDue(caseReceived(null), calendar)).toBeUndefined();
  });

  it.each<CaseStatus>(['VOID', 'SPLIT'])('none when it is %s', (status) => {
    expect(ids({ ...received, status })).toEqual([]);
    expect(replyDue({ ...received, status }, calendar)).toBeUndefined();
  });

  it('the correction notice and the reply from the day of receipt', () => {
    expect(ids(received)).toEqual(['C1', 'C3']);
  });

  it('no reply clock while a correction is awaited, and none ever when it lapsed or the case was withdrawn (R-23)', () => {
    const waiting = correctionAsked(received, { sentOn: '2025-03-10', servedOn: '2025-03-11' });
    expect(ids(waiting)).toEqual(['C1', 'C2']);
    const closing = { concludedOn: '2025-03-26', eventId: 'closed', closingKind: 'correction_lapsed' as const };
    const lapsed: CaseState = {
      ...correctionAsked(received, { sentOn: '2025-03-10', servedOn: '2025-03-11', lapsedOn: '2025-03-26' }),
      status: 'CLOSED',
      closing: { ...closing, resultCode: 'other_correction_lapsed' },
    };
    expect(ids(lapsed)).toEqual(['C1', 'C2']);
    const withdrawn: CaseState = {
      ...waiting,
      status: 'CLOSED',
      withdrawal: { withdrawnOn: '2025-03-14', eventId: 'withdrawn' },
      closing: { concludedOn: '2025-03-14', resultCode: 'other_other', closingKind: 'withdrawn', eventId: 'closed' },
    };
    expect(ids(withdrawn)).toEqual(['C1', 'C2']);
    expect(clock(withdrawn, 'C2')).toMatchObject({ state: 'stopped', stoppedOn: '2025-03-14' });
  });

  it('no reply clock while a payment is awaited (R-57)', () => {
    const waiting = feeAsked(received, { sentOn: '2025-03-10', servedOn: '2025-03-12' });
    expect(ids(waiting)).toEqual(['C6']);
  });

  it('none from a step whose day was not recorded (L-19)', () => {
    const undated = correctionAsked(received, { sentOn: null, receivedOn: null });
    expect(ids(undated)).toEqual([]);
    expect(replyDue(undated, calendar)).toBeUndefined();
  });

  it('no correction notice clock any more once decided without one', () => {
    expect(ids({ ...received, status: 'DECIDED' })).toEqual(['C3']);
    expect(ids(replied(received, '2025-03-20'))).toEqual(['C3']);
  });

  it('one opinion clock for each letter received: C4 for third parties, C5 for agencies', () => {
    const asked = consulting(received, 'A', { sentOn: '2025-03-10', noticeReceivedOn: '2025-03-12' });
    const both = consulting(asked, 'B', {
      kind: 'agency',
      periodWd: 5,
      sentOn: '2025-03-10',
      noticeReceivedOn: '2025-03-11',
    });
    const unknown = consulting(both, 'C', { sentOn: '2025-03-10' });
    expect(clocksOf(unknown, calendar).map(({ id, subject, dueOn }) => [id, subject, dueOn])).toEqual([
      ['C1', undefined, '2025-03-12'],
      ['C3', undefined, '2025-04-02'],
      ['C4', 'A', '2025-04-02'],
      ['C5', 'B', '2025-03-18'],
    ]);
  });
});

describe('a correction (C1, C2)', () => {
  it('asked for in time stops C1; asked for late it stops it late (R-20, R-26)', () => {
    expect(clock(correctionAsked(received, { sentOn: '2025-03-12' }), 'C1')).toMatchObject({
      dueOn: '2025-03-12',
      state: 'stopped',
      stoppedOn: '2025-03-12',
    });
    const late = clock(correctionAsked(received, { sentOn: '2025-03-14' }), 'C1');
    expect(late).toMatchObject({ state: 'stopped', overdueWd: 2 });
  });

  it.each([
    ['10 wd from service where the notice sets nothing', { servedOn: '2025-03-11', periodWd: undefined }, '2025-03-25'],
    ['the working days of the notice from service', { servedOn: '2025-03-11', periodWd: 5 }, '2025-03-18'],
    ['the day the notice names', { servedOn: '2025-03-11', dueOn: '2025-03-22' }, '2025-03-22'],
    ['the day the notice names, service unknown', { dueOn: '2025-03-22' }, '2025-03-22'],
    ['nothing, service unknown', {}, undefined],
  ])('is due after %s (R-24)', (_what, notice, dueOn) => {
    const waiting = correctionAsked(received, { sentOn: '2025-03-10', ...notice });
    expect(correctionDue(waiting, calendar)?.dueOn).toBe(dueOn);
  });

  it('with a named day runs from service, else from the sending, and is never provisional', () => {
    const named = { sentOn: '2026-12-20', dueOn: '2027-01-15' };
    const unserved = correctionAsked(caseReceived('2026-12-18'), named);
    const served = correctionAsked(caseReceived('2026-12-18'), { ...named, servedOn: '2026-12-22' });
    expect(correctionDue(unserved, calendar)).toMatchObject({ startedOn: '2026-12-20', provisional: false });
    expect(correctionDue(served, calendar)).toMatchObject({ startedOn: '2026-12-22', provisional: false });
  });

  it('is not due when none was asked for', () => {
    expect(correctionDue(received, calendar)).toBeUndefined();
  });

  it('received starts the reply clock at zero; days used before do not count (R-22)', () => {
    const corrected = correctionAsked(received, {
      sentOn: '2025-03-12',
      servedOn: '2025-03-13',
      receivedOn: '2025-03-20',
    });
    expect(clock(corrected, 'C2')).toMatchObject({ state: 'stopped', stoppedOn: '2025-03-20' });
    expect(clock(corrected, 'C3')).toMatchObject({
      startedOn: '2025-03-20',
      dueOn: '2025-04-18',
      length: { workingDays: 20 },
    });
  });

  it('leaves behind the pauses and the extension of the time before it (R-32)', () => {
    const before = extended(consulted(received, 'A', '2025-03-04', '2025-03-10'), 5, {
      approvedOn: '2025-03-11',
      notifiedOn: '2025-03-11',
    });
    const corrected = correctionAsked(before, { sentOn: '2025-03-12', receivedOn: '2025-03-20' });
    expect(clock(corrected, 'C3').parts).toEqual({ base: 20, extension: 0, paused: 0 });
  });

  it('may be extended again in its new run (R-32)', () => {
    const corrected = correctionAsked(received, { sentOn: '2025-03-12', receivedOn: '2025-03-20' });
    const longer = extended(corrected, 5, { approvedOn: '2025-04-17', notifiedOn: '2025-04-18' });
    expect(clock(longer, 'C3')).toMatchObject({ dueOn: '2025-04-25', parts: { extension: 5 } });
  });
});

describe('a fee (C6)', () => {
  it('is due 20 wd after service, not before service is known (R-54)', () => {
    expect(feeDue(feeAsked(received, { sentOn: '2025-03-10' }), calendar)).toBeUndefined();
    expect(feeDue(feeAsked(received, { sentOn: '2025-03-10', servedOn: '2025-03-12' }), calendar)?.dueOn).toBe(
      '2025-04-10',
    );
    expect(feeDue(received, calendar)).toBeUndefined();
  });

  it('paid starts the reply clock at zero (R-55)', () => {
    const paid = feeAsked(received, { sentOn: '2025-03-10', servedOn: '2025-03-12', paidOn: '2025-03-20' });
    expect(clock(paid, 'C6')).toMatchObject({ state: 'stopped', stoppedOn: '2025-03-20' });
    expect(clock(paid, 'C3')).toMatchObject({ startedOn: '2025-03-20', dueOn: '2025-04-18' });
  });

  it('unpaid expires', () => {
    const lapsed = feeAsked(received, { sentOn: '2025-03-10', servedOn: '2025-03-12', lapsedOn: '2025-04-11' });
    expect(clock(lapsed, 'C6')).toMatchObject({ state: 'expired', dueOn: '2025-04-10' });
  });
});

describe('an opinion (C4, C5)', () => {
  it('given stops its clock, not given lets it expire', () => {
    const letter = { sentOn: '2025-03-10', noticeReceivedOn: '2025-03-12' };
    const given = consulting(received, 'A', { ...letter, outcome: { how: 'opinion', endedOn: '2025-03-26' } });
    const silent = consulting(received, 'A', { ...letter, outcome: { how: 'lapsed', endedOn: '2025-04-02' } });
    expect(clock(given, 'C4')).toMatchObject({ state: 'stopped', stoppedOn: '2025-03-26' });
    expect(clock(silent, 'C4')).toMatchObject({ state: 'expired', dueOn: '2025-04-02' });
  });

  it('is not due before the letter is known to be received (R-45)', () => {
    const [consultation] = consulting(received, 'A', { sentOn: '2025-03-10' }).consultations;
    expect(consultation && opinionDue(consultation, calendar)).toBeUndefined();
  });
});

describe('the reply (C3)', () => {
  it('carries its parts, its length and the version of the calendar it was counted with (R-66)', () => {
    const state = extended(consulted(received, 'A', '2025-03-10', '2025-03-12'), 5, {
      approvedOn: '2025-03-20',
      notifiedOn: '2025-03-20',
    });
    expect(clock(state, 'C3')).toMatchObject({
      parts: { base: 20, extension: 5, paused: 2 },
      length: { workingDays: 27 },
      calendarVersion: calendar.version,
      provisional: false,
    });
  });

  it('runs, is paused, expires', () => {
    const open = consulting(received, 'A', { sentOn: '2025-03-10' });
    expect(clock(received, 'C3').state).toBe('running');
    expect(clock(received, 'C3', '2025-03-31').state).toBe('running');
    expect(clock(received, 'C3', '2025-04-02')).toMatchObject({ state: 'expired', overdueWd: 2 });
    expect(clock(open, 'C3').state).toBe('paused');
    expect(clock(open, 'C3', '2025-06-30').state).toBe('paused');
  });

  it('still runs after the decision, until the reply is dispatched (R-37)', () => {
    expect(clock({ ...received, status: 'DECIDED' }, 'C3', '2025-04-01').state).toBe('expired');
    expect(clock(replied(received, '2025-03-31'), 'C3', '2025-04-01')).toMatchObject({
      state: 'stopped',
      stoppedOn: '2025-03-31',
    });
    expect(clock(replied(received, '2025-03-31'), 'C3').overdueWd).toBeUndefined();
  });

  it.each([
    ['china_post', '2025-03-31'],
    ['electronic', '2025-03-31'],
    ['hand', '2025-04-02'],
    ['via_agency', '2025-04-02'],
    [null, '2025-03-31'],
  ] as const)(
    'dispatched by %s on the last day and signed for two days later stops on %s (R-37)',
    (mode, stoppedOn) => {
      const dispatch = { dispatchedOn: '2025-03-31', mode, eventId: 'dispatched' };
      const delivery = { servedOn: '2025-04-02', eventId: 'delivered' };
      expect(clock(replied(received, '2025-03-31', { dispatch, delivery }), 'C3').stoppedOn).toBe(stoppedOn);
    },
  );

  it('is 0 wd late when dispatched on the weekend after the due date', () => {
    const friday = caseReceived('2025-01-20'); // due on Friday 2025-02-21
    expect(clock(replied(friday, '2025-02-22'), 'C3')).toMatchObject({ stoppedOn: '2025-02-22', overdueWd: 0 });
  });

  it('is not called late when a pause of unknown length may have moved its end (L-19)', () => {
    const outcome = { how: 'opinion' as const, endedOn: null };
    const late = replied(consulting(received, 'A', { sentOn: '2025-03-10', outcome }), '2025-04-10');
    expect(clock(late, 'C3')).toMatchObject({ dueOn: '2025-03-31', stoppedOn: '2025-04-10' });
    expect(clock(late, 'C3').overdueWd).toBeUndefined();
  });

  it('does not run again when the case is to be decided again, and later consultations do not move it (C11)', () => {
    const redeciding: CaseState = { ...replied(received, '2025-03-20'), status: 'REDECIDING' };
    const asking = consulting(redeciding, 'A', { sentOn: '2025-03-25' });
    expect(clock(asking, 'C3', '2025-06-30')).toMatchObject({ state: 'stopped', dueOn: '2025-03-31' });
  });

  it('is moved by a consultation only up to the day the reply left', () => {
    const state = replied(consulted(received, 'A', '2025-03-28', '2025-04-15'), '2025-04-02');
    expect(clock(state, 'C3')).toMatchObject({ parts: { paused: 3 }, dueOn: '2025-04-03' });
  });

  it('is stopped, not paused, by a withdrawal during a consultation', () => {
    const withdrawn: CaseState = {
      ...consulting(received, 'A', { sentOn: '2025-03-10' }),
      status: 'CLOSED',
      withdrawal: { withdrawnOn: '2025-03-14', eventId: 'withdrawn' },
      closing: { concludedOn: '2025-03-14', resultCode: 'other_other', closingKind: 'withdrawn', eventId: 'closed' },
    };
    expect(clock(withdrawn, 'C3')).toMatchObject({ state: 'stopped', stoppedOn: '2025-03-14' });
  });

  it('a reply that was revoked before it left does not stop it', () => {
    const revoked = replied(received, '2025-03-20', { revoked: true, dispatch: undefined });
    expect(clock({ ...revoked, status: 'RUNNING', closing: undefined }, 'C3').state).toBe('running');
  });
});

it('a withdrawal in time stays in time when the case is decided anew after an order (R-98)', () => {
  const state = stateAfter(
    e.registered('2025-03-03'),
    e.applicationWithdrawn('2025-03-11'),
    e.caseClosed('2025-03-11', 'other_other', 'withdrawn'),
    e.reconsiderationFiled('2025-03-20'),
    e.reconsiderationConcluded('2025-05-01', 'corrected'),
    e.redecisionOrdered('2025-05-06'),
    e.replyRedecided('2025-05-12', 'granted', 'event-3'),
    e.replyDispatched('2025-05-13'),
  );
  const reply = clocksOf(state, calendar, '2025-05-20').find(({ id }) => id === 'C3');
  expect(reply).toMatchObject({ stoppedOn: '2025-03-11' });
  expect(reply).not.toHaveProperty('overdueWd');
});

it('no suit for inaction is open while a consultation holds the clock, on a day off neither (R-33, R-95)', () => {
  const state = stateAfter(e.registered('2026-01-02'), e.thirdPartyConsulted('2026-01-29'));
  for (const today of ['2026-02-07', '2026-02-08', '2026-02-09']) {
    expect(clocksOf(state, calendar, today).filter(({ id }) => id === 'C9')).toEqual([]);
  }
});
