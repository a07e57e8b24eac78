import * as e from '../case/event-builders';
import { HISTORY_OF } from '../case/sample-histories';
import { stateAfter } from '../case/specification';
import { CASE_STATUSES, type CaseStatus } from '../case/state';
import type { NewCaseEvent } from '../events/envelope';
import { factsOf } from './facts-of';

const factsAfter = (...events: NewCaseEvent[]) => factsOf(stateAfter(...events));

describe('which cells a case is in', () => {
  const counted: Record<CaseStatus, boolean> = {
    UNCONFIRMED: false,
    RUNNING: true,
    CONSULTING: true,
    AWAITING_CORRECTION: true,
    AWAITING_PAYMENT: true,
    DECIDED: true,
    CLOSED: true,
    REDECIDING: true,
    VOID: false,
    SPLIT: false,
  };
  it.each(Object.keys(CASE_STATUSES) as CaseStatus[])('%s (A-20, A-23, A-28)', (status) => {
    expect(factsAfter(...HISTORY_OF[status]) !== undefined).toBe(counted[status]);
  });

  it('the year of receipt, not of arrival, recording or correction (A-20, A-21)', () => {
    const facts = factsAfter(
      e.registered('2024-12-27', { arrivedOn: '2024-12-20' }),
      e.correctionRequested('2024-12-30'),
      e.correctionReceived('2025-01-10'),
    );
    expect(facts?.statYear).toBe(2024);
  });

  it('one result in a whole life, whatever is decided anew (A-25, A-31)', () => {
    const facts = factsAfter(
      ...HISTORY_OF.REDECIDING,
      e.replyRedecided('2026-01-12', 'granted', 'event-2'),
      e.replyDispatched('2026-01-13'),
    );
    expect([facts?.concludedYear, facts?.resultCode]).toEqual([2025, 'denied_process_information']);
  });

  it('a proceeding is filed on acceptance, else when the copy came, else when it was applied for (A-52)', () => {
    const closed = HISTORY_OF.CLOSED;
    const answered = e.event('ReconsiderationAnswered', {
      reconId: 'recon-1',
      copyReceivedOn: '2026-01-05',
      answeredOn: '2026-01-08',
    });
    const filedOn = (...events: NewCaseEvent[]) => factsAfter(...closed, ...events)?.appeals[0]?.filedOn;
    expect(filedOn(e.reconsiderationFiled('2025-12-28'))).toBe('2025-12-28');
    expect(filedOn(e.reconsiderationFiled('2025-12-28'), answered)).toBe('2026-01-05');
    expect(filedOn(e.reconsiderationFiled('2025-12-28', { acceptedOn: '2025-12-31' }), answered)).toBe('2025-12-31');
    expect(filedOn(e.litigationFiled('2025-12-28', { copyReceivedOn: '2026-01-06' }))).toBe('2026-01-06');
  });

  it('a reconsideration is concluded when its decision is served (A-52)', () => {
    const facts = factsAfter(
      ...HISTORY_OF.CLOSED,
      e.reconsiderationFiled('2025-12-01'),
      e.reconsiderationConcluded('2025-12-30', 'corrected', { servedOn: '2026-01-04' }),
    );
    expect(facts?.appeals).toMatchObject([{ group: 'recon', concludedOn: '2026-01-04', result: 'corrected' }]);
  });

  it('suits by their route, pending through all instances (A-52, A-55)', () => {
    const facts = factsAfter(
      ...HISTORY_OF.CLOSED,
      e.litigationFiled('2025-05-01'),
      e.litigationFiled('2025-06-02', { suitId: 'suit-2', route: 'after_reconsideration' }),
      e.event('LitigationInstanceDecided', {
        suitId: 'suit-1',
        instance: 'first',
        decidedOn: '2025-09-01',
        form: '判决',
        final: false,
      }),
      e.litigationConcluded('2025-12-01', 'other', { suitId: 'suit-2' }),
    );
    expect(facts?.appeals.map(({ group, result }) => [group, result])).toEqual([
      ['suit_direct', undefined],
      ['suit_after_recon', 'other'],
    ]);
  });

  it('what is refunded is collected less, in the year of the refund (A-62)', () => {
    const facts = factsAfter(
      e.registered('2025-11-03'),
      e.feeNoticeIssued('2025-11-10'),
      e.feePaid('2025-11-20'),
      e.event('FeeRefunded', { refundedOn: '2026-01-08', amountYuan: 80, reason: '多收' }),
    );
    expect(facts?.fee?.collected).toEqual([
      { on: '2025-11-20', yuan: 380 },
      { on: '2026-01-08', yuan: -80 },
    ]);
  });

  it('a notice that an old ledger does not date has an amount but no year (L-19)', () => {
    const facts = factsAfter(
      e.registered('2025-11-03'),
      e.event(
        'FeeNoticeIssued',
        { sentOn: null, method: null, units: null, tierBreakdown: [], amountYuan: 50 },
        '2025-11-20',
      ),
      e.feePaid('2025-11-20', 50),
    );
    expect(facts?.fee).toEqual({ noticedYuan: 50, collected: [{ on: '2025-11-20', yuan: 50 }] });
  });

  it('a corrected entry moves the case (R-110)', () => {
    const facts = factsAfter(
      e.registered('2025-01-02'),
      e.entryCorrected('event-1', 'receivedOn', { newValue: '2024-12-31' }),
      e.entryCorrected('event-1', 'applicantKind', { newValue: 'legal_commercial' }),
    );
    expect([facts?.statYear, facts?.column]).toEqual([2024, 'legal_commercial']);
  });
});
