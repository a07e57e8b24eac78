import { stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import type { CaseState, MadeDecision } from '../case/state';
import { caseReceived, consulting, correctionAsked, replied, served } from './case-state.builder';
import { findingsOf } from './findings';

const received = caseReceived('2025-03-03');
const found = (state: CaseState, code: string) => findingsOf(state, calendar).filter((each) => each.code === code);

it.each(['VOID', 'SPLIT'] as const)('nothing at all is found in a %s case', (status) => {
  expect(findingsOf({ ...replied(received, '2025-06-02'), status }, calendar)).toStrictEqual([]);
});

describe('F_CONFIRM_LATE (R-18)', () => {
  const letter = (attempts: string[], receivedOn: string | null): CaseState =>
    caseReceived(receivedOn, {
      channel: 'mail_ordinary',
      arrivedOn: '2025-03-03',
      attempts: attempts.map((attemptedOn) => ({ attemptedOn, means: 'phone', result: 'no answer' })),
    });

  it('tells the first day on which anybody called', () => {
    expect(found(letter(['2025-03-06', '2025-03-05'], '2025-03-07'), 'F_CONFIRM_LATE')).toEqual([
      {
        code: 'F_CONFIRM_LATE',
        eventId: 'registered',
        detail: { arrivedOn: '2025-03-03', contactedOn: '2025-03-05' },
      },
    ]);
  });

  it('not where a call of the day of arrival is recorded after a later one', () => {
    expect(found(letter(['2025-03-05', '2025-03-03'], null), 'F_CONFIRM_LATE')).toEqual([]);
  });
});

it('F_CORRECTION_LATE says nothing of a notice whose day is not recorded, however late the reply (R-26, L-19)', () => {
  const undated = correctionAsked(received, { sentOn: null, receivedOn: '2025-03-05' });
  const state = replied(undated, '2025-06-02');
  expect(found(state, 'F_CORRECTION_LATE')).toEqual([]);
  expect(found(state, 'F_OVERDUE')).toHaveLength(1);
});

it('F_OVERDUE of a case of which an old ledger tells only the closing names that (R-36, L-19)', () => {
  const closing = { resultCode: 'granted', closingKind: 'replied', eventId: 'closed' } as const;
  const state: CaseState = { ...received, status: 'CLOSED', closing: { ...closing, concludedOn: '2025-04-02' } };
  expect(found(state, 'F_OVERDUE')).toMatchObject([{ eventId: 'closed', detail: { stoppedOn: '2025-04-02' } }]);
});

it('F_UNDATED_STEP tells an agency that was asked from a third party, and when who answered (L-19)', () => {
  const outcome = { how: 'opinion', endedOn: null } as const;
  const agency = consulting(received, 'A', { kind: 'agency', sentOn: null, outcome });
  const both = consulting(agency, 'B', { kind: 'third_party', sentOn: null, outcome });
  expect(found(both, 'F_UNDATED_STEP').map(({ eventId, detail }) => [eventId, detail?.step])).toEqual([
    ['A', 'AgencyConsulted'],
    ['A', 'AgencyOpinionReceived'],
    ['B', 'ThirdPartyConsulted'],
    ['B', 'ThirdPartyOpinionReceived'],
  ]);
});

it('F_UNDATED_STEP tells of reasons and of a fee that were asked for on a day not recorded (L-19)', () => {
  const fee = { method: 'per_page', amountYuan: 380, refunds: [], sentOn: null, eventId: 'fee-notice' } as const;
  const state: CaseState = { ...received, reasons: { sentOn: null }, fee: { ...fee, refunds: [] } };
  expect(found(state, 'F_UNDATED_STEP').map(({ eventId, detail }) => [eventId, detail?.step])).toEqual([
    [undefined, 'ReasonsRequested'],
    ['fee-notice', 'FeeNoticeIssued'],
  ]);
});

describe('F_SAME_DECISION (R-98)', () => {
  const same = (first: Partial<MadeDecision>, again: Partial<MadeDecision>) =>
    found(
      replied(served('2025-03-03', '2025-03-10', first), '2025-05-20', {
        eventId: 'again',
        kind: 'redecided',
        replacesEventId: 'decided',
        ...again,
      }),
      'F_SAME_DECISION',
    );

  it('names the new decision and its result', () => {
    expect(same({}, {})).toEqual([{ code: 'F_SAME_DECISION', eventId: 'again', detail: { resultCode: 'granted' } }]);
  });

  it.each<[string, Partial<MadeDecision>, Partial<MadeDecision>, number]>([
    ['the basis is named in another order, or twice', { legalBasis: ['b', 'a'] }, { legalBasis: ['a', 'b', 'a'] }, 1],
    ['two articles are not one that reads like both', { legalBasis: ['a', 'b'] }, { legalBasis: ['ab'] }, 0],
    ['the first reasons were never recorded', { reasons: null }, { reasons: '属于内部事务' }, 1],
    ['the reasons differ only in blanks', { reasons: '属于  内部\n事务' }, { reasons: '属于内部 事务' }, 1],
    ['another ground of the same result', { subCode: 'personnel' }, { subCode: 'logistics' }, 0],
  ])('%s', (_what, first, again, count) => {
    expect(same(first, again)).toHaveLength(count);
  });
});
