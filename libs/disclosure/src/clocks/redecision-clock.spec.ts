import { stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import type { CivilDate } from '../calendar/civil-date';
import type { CaseState } from '../case/state';
import { caseReceived, consulted, consulting, redeciding, replied, served } from './case-state.builder';
import { clocksOf } from './clocks-of';

const answered = served('2025-03-03', '2025-03-10');
const C11 = (state: CaseState, today?: CivilDate) => clocksOf(state, calendar, today).find(({ id }) => id === 'C11');

describe('deciding again (C11, R-98)', () => {
  it('takes the working days of the order, else the 20 of the law; without an order there is no clock', () => {
    expect(C11(answered)).toBeUndefined();
    expect(C11(redeciding(answered, '2025-06-03'))).toMatchObject({
      subject: 'ordered',
      startedOn: '2025-06-03',
      length: { workingDays: 20 },
      dueOn: '2025-07-01',
    });
    expect(C11(redeciding(answered, '2025-06-03', { periodWd: 15 }))?.dueOn).toBe('2025-06-24');
  });

  it('takes the day of the order, also one that is off', () => {
    expect(C11(redeciding(answered, '2025-06-03', { dueOn: '2025-06-28' }))?.dueOn).toBe('2025-06-28');
  });

  it('is paused by a consultation after the order, not by one before it (R-34)', () => {
    const before = consulted(answered, 'A', '2025-03-03', '2025-03-03');
    const after = consulted(redeciding(before, '2025-06-03'), 'B', '2025-06-05', '2025-06-10');
    expect(C11(redeciding(before, '2025-06-03'))?.parts).toEqual({ base: 20, extension: 0, paused: 0 });
    expect(C11(after)).toMatchObject({ parts: { base: 20, extension: 0, paused: 3 }, dueOn: '2025-07-04' });
    const named = consulted(
      redeciding(answered, '2025-06-03', { dueOn: '2025-06-28' }),
      'B',
      '2025-06-05',
      '2025-06-10',
    );
    expect(C11(named)?.dueOn).toBe('2025-07-02');
  });

  it('leaves the clock of the first reply where it was', () => {
    const after = consulted(redeciding(answered, '2025-06-03'), 'B', '2025-06-05', '2025-06-10');
    const C3 = (state: CaseState) => clocksOf(state, calendar).find(({ id }) => id === 'C3');
    expect(C3(after)).toEqual(C3(answered));
  });

  it('stands still while a consultation is open', () => {
    const open = consulting(redeciding(answered, '2025-06-03'), 'B', { sentOn: '2025-06-05' });
    expect(C11(open, '2025-06-12')).toMatchObject({ state: 'paused', dueOn: '2025-07-08' });
  });

  it('moves with its extension once that is notified (R-31)', () => {
    const extension = { extraWd: 5, approvedOn: '2025-06-20', approvedBy: 'head', approvalEventId: 'approved' };
    expect(C11(redeciding(answered, '2025-06-03', { extension }))?.dueOn).toBe('2025-07-01');
    const notified = { extension: { ...extension, notifiedOn: '2025-06-23' } };
    expect(C11(redeciding(answered, '2025-06-03', notified))).toMatchObject({
      dueOn: '2025-07-08',
      parts: { base: 20, extension: 5, paused: 0 },
    });
  });

  it('is stopped by the dispatch of the new decision, late or not', () => {
    const again = replied(answered, '2025-07-03', {
      eventId: 'again',
      kind: 'redecided',
      dispatch: { dispatchedOn: '2025-07-03', mode: 'china_post', eventId: 'sent-again' },
    });
    const late = redeciding(again, '2025-06-03', { answeredByEventId: 'sent-again' });
    expect(C11(late)).toMatchObject({ state: 'stopped', stoppedOn: '2025-07-03', overdueWd: 2 });
    expect(C11(redeciding(answered, '2025-06-03'), '2025-07-02')).toMatchObject({ state: 'expired', overdueWd: 1 });
  });

  it('is as long as its base, extension and pauses together', () => {
    const extension = { extraWd: 5, approvedOn: '2025-06-20', approvedBy: 'head', approvalEventId: 'a' };
    const order = redeciding(answered, '2025-06-03', { extension: { ...extension, notifiedOn: '2025-06-23' } });
    expect(C11(consulted(order, 'B', '2025-06-05', '2025-06-10'))?.length).toEqual({ workingDays: 20 + 5 + 3 });
  });

  it.each([
    ['sent before the order and answered after it', '2025-05-30', '2025-06-10', 0],
    ['sent on the day of the order', '2025-06-03', '2025-06-05', 2],
  ])('a consultation %s pauses it by its own day of sending (R-34)', (_what, sentOn, endedOn, paused) => {
    expect(C11(consulted(redeciding(answered, '2025-06-03'), 'A', sentOn, endedOn))?.parts?.paused).toBe(paused);
  });

  it('is not lengthened by a number an old ledger deducts without a day: that belongs to the first reply (L-19)', () => {
    const asked = consulting(redeciding(answered, '2025-06-03'), 'A', { sentOn: null, deductedWd: 3 });
    expect(C11(asked)?.parts?.paused).toBe(0);
  });

  it('on a named day is never provisional: no schedule moves it (R-66)', () => {
    expect(C11(redeciding(answered, '2026-12-21', { dueOn: '2027-01-15' }))?.provisional).toBe(false);
    expect(C11(redeciding(answered, '2026-12-21'))?.provisional).toBe(true);
  });

  it('is stopped by the signature where the new decision is handed over, whoever is still being asked (R-37)', () => {
    const again = replied(answered, '2025-06-20', {
      eventId: 'again',
      kind: 'redecided',
      dispatch: { dispatchedOn: '2025-06-20', mode: 'hand', eventId: 'sent-again' },
      delivery: { servedOn: '2025-06-25', eventId: 'delivered-again' },
    });
    const asking = consulting(redeciding(again, '2025-06-03', { answeredByEventId: 'sent-again' }), 'B', {
      sentOn: '2025-06-18',
    });
    expect(C11(asking, '2025-06-30')).toMatchObject({ state: 'stopped', stoppedOn: '2025-06-25' });
  });

  it('is stopped by the decision that left, not by one that was revoked before', () => {
    const revoked = replied(answered, '2025-06-10', { eventId: 'revoked', revoked: true, dispatch: undefined });
    const again = replied(revoked, '2025-06-20', {
      eventId: 'again',
      kind: 'redecided',
      dispatch: { dispatchedOn: '2025-06-20', mode: 'china_post', eventId: 'sent-again' },
    });
    const order = redeciding(again, '2025-06-03', { answeredByEventId: 'sent-again' });
    expect(C11(order)?.stoppedOn).toBe('2025-06-20');
  });

  it('is stopped by the closing where the order found the case still open', () => {
    const closing = { resultCode: 'other_other', closingKind: 'withdrawn', eventId: 'closed' } as const;
    const open = redeciding(caseReceived('2025-03-03'), '2025-06-03', { answeredByEventId: 'closed' });
    expect(C11({ ...open, closing: { ...closing, concludedOn: '2025-06-10' } })).toMatchObject({
      state: 'stopped',
      stoppedOn: '2025-06-10',
    });
    expect(C11(open)?.state).toBe('running');
  });
});
