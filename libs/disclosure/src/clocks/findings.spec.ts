import { calendarWith, stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import type { CaseState, Reconsideration, Suit } from '../case/state';
import type { ResultCode } from '../vocabulary/result-codes';
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
  sued,
} from './case-state.builder';
import { clocksOf } from './clocks-of';
import { findingsOf } from './findings';

const received = caseReceived('2025-03-03'); // C1 2025-03-12, C3 2025-03-31

function codes(state: CaseState): string[] {
  return findingsOf(state, calendar).map(({ code }) => code);
}

it('a case in time and in order has no findings', () => {
  const long = extended(consulted(received, 'A', '2025-03-10', '2025-03-12'), 5, {
    approvedOn: '2025-03-20',
    notifiedOn: '2025-03-20',
  });
  expect(codes(replied(long, '2025-03-31'))).toEqual([]);
});

it.each(['VOID', 'SPLIT'] as const)('a %s case has none, whatever happened before', (status) => {
  const late = caseReceived('2025-03-05', { channel: 'mail_ordinary', arrivedOn: '2025-03-03' });
  const state = consulted(correctionAsked(late, { sentOn: null }), 'A', '2025-06-01', '2025-06-02');
  expect(codes(state)).not.toEqual([]);
  expect(codes({ ...state, status })).toEqual([]);
});

describe('F_CONFIRM_LATE (R-18)', () => {
  const letter = (arrivedOn: string, receivedOn: string | null, attempts: string[] = []): CaseState =>
    caseReceived(receivedOn, {
      channel: 'mail_ordinary',
      arrivedOn,
      attempts: attempts.map((attemptedOn) => ({ attemptedOn, means: 'phone', result: 'no answer' })),
      receivedEventId: 'confirmed',
    });

  it.each([
    ['confirmed on the day it arrived', letter('2025-03-03', '2025-03-03'), []],
    ['tried on that day, confirmed later', letter('2025-03-03', '2025-03-05', ['2025-03-03']), []],
    ['confirmed later without a try', letter('2025-03-03', '2025-03-05'), ['confirmed']],
    ['tried too late, not confirmed', letter('2025-03-03', null, ['2025-03-04']), ['registered']],
    ['neither tried nor confirmed yet', letter('2025-03-03', null), []],
    ['an e-mail confirmed later', { ...letter('2025-03-03', '2025-03-05'), channel: 'internet' as const }, []],
  ])('an ordinary letter %s', (_what, state, eventIds) => {
    const found = findingsOf(state, calendar).filter(({ code }) => code === 'F_CONFIRM_LATE');
    expect(found.map(({ eventId }) => eventId)).toEqual(eventIds);
  });
});

describe('F_CORRECTION_LATE (R-26)', () => {
  it('when the notice left after 7 wd, not when it left on the seventh', () => {
    expect(codes(correctionAsked(received, { sentOn: '2025-03-12' }))).toEqual([]);
    expect(findingsOf(correctionAsked(received, { sentOn: '2025-03-13' }), calendar)).toEqual([
      {
        code: 'F_CORRECTION_LATE',
        eventId: 'correction-requested',
        detail: { dueOn: '2025-03-12', sentOn: '2025-03-13' },
      },
    ]);
  });

  it('stays when the correction came', () => {
    expect(codes(correctionAsked(received, { sentOn: '2025-03-13', receivedOn: '2025-03-20' }))).toEqual([
      'F_CORRECTION_LATE',
    ]);
  });
});

describe('F_CONSULT_AFTER_DUE (R-35)', () => {
  it('when the letter left after the due date', () => {
    expect(findingsOf(consulted(received, 'A', '2025-04-01', '2025-04-03'), calendar)).toEqual([
      { code: 'F_CONSULT_AFTER_DUE', eventId: 'A', detail: { consultId: 'A' } },
    ]);
    expect(codes(consulted(received, 'A', '2025-03-31', '2025-04-03'))).toEqual([]);
  });

  it('also in the run of the clock before a correction or a fee', () => {
    const paid = feeAsked(consulted(received, 'A', '2025-04-01', '2025-04-02'), {
      sentOn: '2025-04-03',
      paidOn: '2025-04-10',
    });
    expect(codes(paid)).toEqual(['F_CONSULT_AFTER_DUE']);
    const inTime = consulted(
      feeAsked(received, { sentOn: '2025-03-28', paidOn: '2025-04-10' }),
      'A',
      '2025-04-14',
      '2025-04-15',
    );
    expect(codes(inTime)).toEqual([]);
  });

  it('not for what is asked to decide the case again', () => {
    const redeciding: CaseState = { ...replied(received, '2025-03-20'), status: 'REDECIDING' };
    expect(codes(consulting(redeciding, 'A', { sentOn: '2025-08-01' }))).toEqual([]);
  });
});

describe('F_OVERDUE (R-36)', () => {
  it('tells by how many working days the reply came late', () => {
    expect(findingsOf(replied(received, '2025-04-02'), calendar)).toEqual([
      {
        code: 'F_OVERDUE',
        eventId: 'dispatched',
        detail: { dueOn: '2025-03-31', stoppedOn: '2025-04-02', overdueWd: 2 },
      },
    ]);
  });

  it('not on the last day, and not before there is an end', () => {
    expect(codes(replied(received, '2025-03-31'))).toEqual([]);
    expect(codes(received)).toEqual([]);
  });

  it('not when the applicant abandoned the case by not paying', () => {
    const lapsed: CaseState = {
      ...feeAsked(received, { sentOn: '2025-03-28', servedOn: '2025-03-31', lapsedOn: '2025-04-29' }),
      status: 'CLOSED',
      closing: {
        concludedOn: '2025-04-29',
        resultCode: 'other_fee_lapsed',
        closingKind: 'fee_lapsed',
        eventId: 'closed',
      },
    };
    expect(codes(lapsed)).toEqual([]);
  });

  it('also when the application was withdrawn after the due date', () => {
    const withdrawn: CaseState = {
      ...received,
      status: 'CLOSED',
      withdrawal: { withdrawnOn: '2025-04-01', eventId: 'withdrawn' },
      closing: { concludedOn: '2025-04-01', resultCode: 'other_other', closingKind: 'withdrawn', eventId: 'closed' },
    };
    expect(findingsOf(withdrawn, calendar)).toMatchObject([{ code: 'F_OVERDUE', eventId: 'withdrawn' }]);
  });
});

const suit = (more: Partial<Suit>): Suit => ({
  suitId: 'suit-1',
  route: 'direct',
  filedOn: '2025-04-10',
  instances: [],
  eventId: 'sued',
  ...more,
});
const reconsideration = (more: Partial<Reconsideration>): Reconsideration => ({
  reconId: 'recon-1',
  target: { decisionEventId: 'decided' },
  filedOn: '2025-04-01',
  eventId: 'appealed',
  ...more,
});

describe('F_RECON_FIRST (R-84, R-85)', () => {
  const sued = (resultCode: ResultCode, decidedOn = '2025-03-20', more: Partial<Suit> = {}): CaseState => ({
    ...replied(received, '2025-03-20', { resultCode, decidedOn }),
    suits: [suit(more)],
  });

  it.each<[ResultCode, boolean]>([
    ['denied_state_secret', true],
    ['denied_other_law', true],
    ['denied_security_stability', true],
    ['denied_third_party', true],
    ['denied_internal_affairs', true],
    ['denied_process_information', true],
    ['denied_enforcement_file', true],
    ['partially_granted', true],
    ['denied_administrative_query', false],
    ['granted', false],
    ['unable_not_held', false],
    ['not_processed_petition', false],
  ])('a direct suit against %s: %s', (resultCode, found) => {
    expect(codes(sued(resultCode)).includes('F_RECON_FIRST')).toBe(found);
  });

  it('since 2024-01-01', () => {
    expect(codes(sued('denied_state_secret', '2023-12-31'))).toEqual([]);
    expect(findingsOf(sued('denied_state_secret', '2024-01-01'), calendar)).toEqual([
      { code: 'F_RECON_FIRST', eventId: 'sued', detail: { filedOn: '2025-04-10', resultCode: 'denied_state_secret' } },
    ]);
  });

  it('not after a reconsideration, not against the failure to reply', () => {
    const after = sued('denied_state_secret', '2025-03-20', { route: 'after_reconsideration', reconId: 'recon-1' });
    expect(codes(after)).toEqual([]);
    expect(codes({ ...received, suits: [suit({})] })).toEqual([]);
  });

  it('by the decision that was in force when the suit was filed', () => {
    const first = replied(received, '2025-03-20', { resultCode: 'denied_state_secret' });
    const again = replied(first, '2025-05-06', { kind: 'redecided', resultCode: 'granted', eventId: 'redecided' });
    expect(codes({ ...again, suits: [suit({ filedOn: '2025-05-20' })] })).toEqual([]);
    expect(codes({ ...again, suits: [suit({ filedOn: '2025-04-20' })] })).toEqual(['F_RECON_FIRST']);
  });
});

describe('F_PARALLEL (R §13)', () => {
  const appealed = (recon: Partial<Reconsideration>, sued: Partial<Suit>): CaseState => ({
    ...replied(received, '2025-03-20'),
    reconsiderations: [reconsideration(recon)],
    suits: [suit(sued)],
  });

  it.each<[string, Partial<Reconsideration>, Partial<Suit>, string[]]>([
    ['a suit while the reconsideration is pending', {}, {}, ['sued']],
    ['a reconsideration while the suit is pending', { filedOn: '2025-04-20' }, {}, ['appealed']],
    [
      'a suit after the reconsideration has ended',
      { concluded: { concludedOn: '2025-04-10', result: 'upheld', eventId: 'concluded' } },
      {},
      [],
    ],
    [
      'a reconsideration after the suit has ended',
      { filedOn: '2025-06-01' },
      { concluded: { concludedOn: '2025-05-30', result: 'upheld', eventId: 'judged' } },
      [],
    ],
    ['the suit that follows the reconsideration', {}, { route: 'after_reconsideration', reconId: 'recon-1' }, []],
    ['a reconsideration of the failure to reply', { target: 'inaction' }, {}, []],
  ])('%s', (_what, recon, sued, eventIds) => {
    const found = findingsOf(appealed(recon, sued), calendar).filter(({ code }) => code === 'F_PARALLEL');
    expect(found.map(({ eventId }) => eventId)).toEqual(eventIds);
  });
});

describe('F_PROVISIONAL_DUE (R-66)', () => {
  const state = caseReceived('2026-12-20');

  it('for each clock that runs into a year without a schedule, gone when the schedule is known', () => {
    expect(findingsOf(state, calendar)).toEqual([
      {
        code: 'F_PROVISIONAL_DUE',
        detail: { clock: 'C3', dueOn: '2027-01-15', calendarVersion: calendar.version },
      },
    ]);
    const known = calendarWith(calendar, [{ year: 2027, daysOff: ['2027-01-01'], makeUpDays: [], source: 'notice' }]);
    expect(findingsOf(state, known)).toEqual([]);
  });
});

describe('F_UNDATED_STEP (L-19)', () => {
  it('for each step an old ledger presupposes without its day', () => {
    const state: CaseState = {
      ...consulting(correctionAsked(received, { sentOn: null, receivedOn: null }), 'A', {
        sentOn: null,
        deductedWd: 5,
      }),
      suits: [suit({ route: 'after_reconsideration' })],
    };
    expect(findingsOf(state, calendar)).toEqual([
      { code: 'F_UNDATED_STEP', eventId: 'correction-requested', detail: { step: 'CorrectionRequested' } },
      { code: 'F_UNDATED_STEP', detail: { step: 'CorrectionReceived' } },
      { code: 'F_UNDATED_STEP', eventId: 'A', detail: { step: 'ThirdPartyConsulted' } },
      { code: 'F_UNDATED_STEP', eventId: 'sued', detail: { step: 'ReconsiderationFiled' } },
    ]);
  });

  it('for an extension without its approval, and an opinion without its day', () => {
    const extension = {
      extraWd: 20,
      approvedOn: null,
      approvedBy: '',
      approvalEventId: 'approved',
      notifiedOn: '2025-03-20',
    };
    const outcome = { how: 'opinion' as const, endedOn: null };
    const state = consulting(
      { ...received, epochs: [{ anchor: 'received', startedOn: '2025-03-03', extension }] },
      'A',
      { kind: 'agency', sentOn: '2025-03-10', outcome },
    );
    expect(findingsOf(replied(state, '2025-05-30'), calendar).map(({ detail }) => detail?.step)).toEqual([
      'ExtensionApproved',
      'AgencyOpinionReceived',
    ]);
  });
});

describe('F_APPEAL_LATE (R-92, R-96)', () => {
  const late = (state: CaseState) =>
    findingsOf(state, calendar)
      .filter(({ code }) => code === 'F_APPEAL_LATE')
      .map(({ eventId, detail }) => [eventId, detail?.['dueOn']]);
  // 60 days end on 2025-05-09, six months on 2025-09-10.
  const answered = served('2025-03-03', '2025-03-10');

  it('a reconsideration applied for after the 60 days, not on the last of them', () => {
    expect(late(reconsidering(answered, { filedOn: '2025-05-09' }))).toEqual([]);
    expect(late(reconsidering(answered, { filedOn: '2025-05-10' }))).toEqual([['recon-filed', '2025-05-09']]);
  });

  it('a direct suit after the six months', () => {
    expect(late(sued(answered, { filedOn: '2025-09-10' }))).toEqual([]);
    expect(late(sued(answered, { filedOn: '2025-09-11' }))).toEqual([['suit-filed', '2025-09-10']]);
  });

  it('a suit after the 15 days from the reconsideration decision', () => {
    const result = { concludedOn: '2025-05-19', servedOn: '2025-05-20', result: 'upheld', eventId: 'c' } as const;
    const after = reconsidering(answered, { filedOn: '2025-04-01', concluded: result });
    const suit = { route: 'after_reconsideration' } as const;
    expect(late(sued(after, { ...suit, filedOn: '2025-06-04' }))).toEqual([]);
    expect(late(sued(after, { ...suit, filedOn: '2025-06-05' }))).toEqual([['suit-filed', '2025-06-04']]);
  });

  it('a suit for inaction six months after the missed due date', () => {
    expect(late(sued(received, { filedOn: '2025-09-30' }))).toEqual([]);
    expect(late(sued(received, { filedOn: '2025-10-09' }))).toEqual([['suit-filed', '2025-09-30']]);
  });

  it('nothing is said where the day of service is not recorded (L-19)', () => {
    const unserved = replied(received, '2025-03-20');
    expect(late(reconsidering(unserved, { filedOn: '2026-03-01' }))).toEqual([]);
  });
});

describe('F_SAME_DECISION (R-98)', () => {
  const first = served('2025-03-03', '2025-03-10', { reasons: '属于内部事务' });
  const again = (decision: Parameters<typeof replied>[2]) =>
    codes(
      replied(first, '2025-05-20', {
        eventId: 'again',
        kind: 'redecided',
        replacesEventId: 'decided',
        reasons: '属于 内部事务',
        ...decision,
      }),
    ).filter((code) => code === 'F_SAME_DECISION');

  it('when result, basis and reasons are those of the decision it replaces', () => {
    expect(again({})).toEqual(['F_SAME_DECISION']);
    expect(again({ reasons: null })).toEqual(['F_SAME_DECISION']);
  });

  it.each([
    ['another result', { resultCode: 'partially_granted' as const }],
    ['another basis', { legalBasis: ['Reg.36(1)'] }],
    ['other reasons', { reasons: '属于过程性信息' }],
    ['a correction of its own accord', { kind: 'self_corrected' as const }],
    ['revoked before it left', { revoked: true }],
  ])('not with %s', (_what, decision) => {
    expect(again(decision)).toEqual([]);
  });
});

it('F_PROVISIONAL_DUE says nothing of the periods that only the applicant acts on', () => {
  const state = served('2026-09-01', '2026-09-02');
  const ends = clocksOf(state, calendar).filter(({ provisional }) => provisional);
  expect(ends.map(({ id }) => id)).toEqual(['C9']);
  expect(codes(state)).toEqual([]);
});

describe('F_OVERDUE of a decision made again (R-98)', () => {
  const late = (dispatchedOn: string) => {
    const dispatch = { dispatchedOn, mode: 'china_post' as const, eventId: 'sent-again' };
    const again = replied(served('2025-03-03', '2025-03-10'), dispatchedOn, {
      eventId: 'again',
      kind: 'redecided',
      dispatch,
    });
    return findingsOf(redeciding(again, '2025-06-03', { answeredByEventId: 'sent-again' }), calendar);
  };

  it('when it left after the period of the order, not on its last day', () => {
    expect(late('2025-07-01')).toEqual([]);
    expect(late('2025-07-03')).toEqual([
      {
        code: 'F_OVERDUE',
        eventId: 'sent-again',
        detail: { clock: 'C11', dueOn: '2025-07-01', stoppedOn: '2025-07-03', overdueWd: 2 },
      },
    ]);
  });
});
