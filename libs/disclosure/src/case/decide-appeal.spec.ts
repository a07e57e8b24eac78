import { stateCouncilCalendar } from '../calendar/calendar-with';
import { clocksOf } from '../clocks/clocks-of';
import * as e from './event-builders';
import type { CaseCommandData } from './commands';
import { HISTORY_OF } from './sample-histories';
import { command, given, stateAfter } from './specification';

/** Refused on 2025-03-12; event-2 is the decision. */
const closed = HISTORY_OF.CLOSED;
const attacked = [...closed, e.reconsiderationFiled('2025-04-01')];
const file = (changed: Partial<CaseCommandData['RecordReconsideration']> = {}) =>
  command('RecordReconsideration', { reconId: 'recon-1', filedOn: '2025-04-01', ...changed });
const sue = (changed: Partial<CaseCommandData['RecordLitigation']> = {}) =>
  command('RecordLitigation', { suitId: 'suit-1', route: 'direct', filedOn: '2025-04-01', ...changed });

describe('a reconsideration is filed', () => {
  it('against the reply that was sent (R-92)', () => {
    given(...closed)
      .when(file({ acceptedOn: '2025-04-07' }))
      .then(e.reconsiderationFiled('2025-04-01', { target: { decisionEventId: 'event-2' }, acceptedOn: '2025-04-07' }))
      .thenStatus('CLOSED');
  });

  it('with the day of its copy, from which the answer is due (C10, R-93)', () => {
    const filed = e.reconsiderationFiled('2025-04-01', {
      target: { decisionEventId: 'event-2' },
      procedure: 'simplified',
      copyReceivedOn: '2025-04-07',
    });
    given(...closed)
      .when(file({ procedure: 'simplified', copyReceivedOn: '2025-04-07' }))
      .then(filed);
    const answer = (today: string) =>
      clocksOf(stateAfter(...closed, filed), stateCouncilCalendar, today).find(({ id }) => id === 'C10');
    expect(answer('2025-04-14')).toMatchObject({ dueOn: '2025-04-14', state: 'running' });
    expect(answer('2025-04-15')).toMatchObject({ state: 'expired', overdueWd: 1 });
  });

  it('against a lapse: its closing is the decision (R-58)', () => {
    given(
      e.registered('2024-12-20'),
      e.correctionRequested('2024-12-27'),
      e.correctionLapsed('2025-01-15'),
      e.caseClosed('2025-01-15', 'other_correction_lapsed', 'correction_lapsed'),
    )
      .when(file())
      .then(e.reconsiderationFiled('2025-04-01', { target: { decisionEventId: 'event-4' } }));
  });

  it('against the failure to reply, once the reply is overdue (R-95)', () => {
    given(...HISTORY_OF.RUNNING)
      .when(file(), { today: '2025-04-01' })
      .then(e.reconsiderationFiled('2025-04-01', { target: 'inaction' }))
      .thenStatus('RUNNING');
    given(...HISTORY_OF.RUNNING)
      .when(file({ filedOn: '2025-03-31' }))
      .thenRejected('E_DATE_ORDER', 'filedOn');
  });

  it('against the earlier failure to reply of a closed case', () => {
    given(e.registered('2025-03-03'), ...e.replied('2025-04-15'))
      .when(file({ target: 'inaction' }))
      .then(e.reconsiderationFiled('2025-04-01', { target: 'inaction' }));
  });

  it('not before the reply, nor accepted before it is filed, nor against a decision that is not there', () => {
    given(...closed)
      .when(file({ filedOn: '2025-03-11' }))
      .thenRejected('E_DATE_ORDER', 'filedOn');
    given(...closed)
      .when(file({ acceptedOn: '2025-03-31' }))
      .thenRejected('E_DATE_ORDER', 'acceptedOn');
    given(...closed)
      .when(file({ copyReceivedOn: '2025-03-31' }))
      .thenRejected('E_DATE_ORDER', 'copyReceivedOn');
    given(...closed)
      .when(file({ target: { decisionEventId: 'event-99' } }))
      .thenRejected('E_APPEAL_UNKNOWN', 'target');
    given(...HISTORY_OF.RUNNING)
      .when(file({ target: 'decision' }))
      .thenRejected('E_APPEAL_UNKNOWN', 'target');
  });

  it('not twice under one id, but twice under two (A-57)', () => {
    given(...attacked)
      .when(file())
      .thenRejected('E_STATE', 'reconId');
    given(...attacked)
      .when(file({ reconId: 'recon-2' }))
      .thenStatus('CLOSED');
  });

  it('beside a pending suit, which is remarkable (F_PARALLEL)', () => {
    given(e.registered('2025-03-03'), ...e.replied('2025-03-12'), e.litigationFiled('2025-04-01'))
      .when(file())
      .thenFindings('F_PARALLEL');
  });
});

describe('a reconsideration goes on', () => {
  const answer = (changed: Partial<CaseCommandData['AnswerReconsideration']> = {}) =>
    command('AnswerReconsideration', {
      reconId: 'recon-1',
      copyReceivedOn: '2025-04-03',
      answeredOn: '2025-04-08',
      ...changed,
    });
  const conclude = (changed: Partial<CaseCommandData['ConcludeReconsideration']> = {}) =>
    command('ConcludeReconsideration', {
      reconId: 'recon-1',
      concludedOn: '2025-05-06',
      result: 'upheld',
      ...changed,
    });
  const answered = e.event('ReconsiderationAnswered', {
    reconId: 'recon-1',
    copyReceivedOn: '2025-04-03',
    answeredOn: '2025-04-08',
  });

  it('with the answer of the agency, once', () => {
    given(...attacked)
      .when(answer())
      .then(answered);
    given(...attacked, answered)
      .when(answer())
      .thenRejected('E_STATE');
    given(...attacked)
      .when(answer({ copyReceivedOn: '2025-03-31' }))
      .thenRejected('E_DATE_ORDER', 'copyReceivedOn');
    given(...attacked)
      .when(answer({ answeredOn: '2025-04-02' }))
      .thenRejected('E_DATE_ORDER', 'answeredOn');
  });

  it('to its result and the day it is served', () => {
    given(...attacked)
      .when(conclude({ servedOn: '2025-05-08' }))
      .then(e.reconsiderationConcluded('2025-05-06', 'upheld', { servedOn: '2025-05-08' }))
      .thenStatus('CLOSED');
    given(...attacked)
      .when(conclude({ concludedOn: '2025-03-31' }))
      .thenRejected('E_DATE_ORDER', 'concludedOn');
    given(...attacked)
      .when(conclude({ servedOn: '2025-05-05' }))
      .thenRejected('E_DATE_ORDER', 'servedOn');
  });

  it('only where one is open', () => {
    given(...closed)
      .when(answer())
      .thenRejected('E_STATE');
    given(...closed)
      .when(conclude())
      .thenRejected('E_STATE');
    given(...attacked, e.reconsiderationConcluded('2025-05-01', 'upheld'))
      .when(conclude())
      .thenRejected('E_STATE');
    given(...attacked)
      .when(conclude({ reconId: 'nobody' }))
      .thenRejected('E_APPEAL_UNKNOWN', 'reconId');
    given(...attacked)
      .when(answer({ reconId: 'nobody' }))
      .thenRejected('E_APPEAL_UNKNOWN', 'reconId');
  });
});

describe('a suit is filed', () => {
  it('directly; against a refusal under Reg.14–16 with a finding (R-84)', () => {
    given(...closed)
      .when(sue({ copyReceivedOn: '2025-04-10' }))
      .then(e.litigationFiled('2025-04-01', { copyReceivedOn: '2025-04-10' }))
      .thenFindings('F_RECON_FIRST');
    given(e.registered('2025-03-03'), ...e.replied('2025-03-12'))
      .when(sue())
      .thenFindings();
  });

  it('against the failure to reply, once the reply is overdue', () => {
    given(...HISTORY_OF.RUNNING)
      .when(sue(), { today: '2025-04-01' })
      .thenStatus('RUNNING');
    given(...HISTORY_OF.RUNNING)
      .when(sue({ filedOn: '2025-03-31' }))
      .thenRejected('E_DATE_ORDER', 'filedOn');
  });

  it('not before the reply, nor reaching the agency before it is filed, nor twice under one id', () => {
    given(...closed)
      .when(sue({ filedOn: '2025-03-11' }))
      .thenRejected('E_DATE_ORDER', 'filedOn');
    given(...closed)
      .when(sue({ copyReceivedOn: '2025-03-31' }))
      .thenRejected('E_DATE_ORDER', 'copyReceivedOn');
    given(...closed, e.litigationFiled('2025-03-20'))
      .when(sue())
      .thenRejected('E_STATE', 'suitId');
  });

  const after = (filedOn: string, reconId?: string) =>
    sue({ route: 'after_reconsideration', filedOn, ...(reconId && { reconId }) });

  it('after a reconsideration that was decided (R-96)', () => {
    const decided = [...attacked, e.reconsiderationConcluded('2025-05-06', 'upheld', { servedOn: '2025-05-08' })];
    given(...decided)
      .when(after('2025-05-12', 'recon-1'))
      .then(e.litigationFiled('2025-05-12', { route: 'after_reconsideration', reconId: 'recon-1' }));
    given(...decided)
      .when(after('2025-05-07'))
      .thenRejected('E_DATE_ORDER', 'filedOn');
    given(...decided)
      .when(after('2025-05-12', 'nobody'))
      .thenRejected('E_APPEAL_UNKNOWN', 'reconId');
  });

  it('after a reconsideration whose period has ended: 60 days, 30 in the simplified procedure (R-93)', () => {
    const simplified = [...closed, e.reconsiderationFiled('2025-04-01', { procedure: 'simplified' })];
    given(...simplified)
      .when(after('2025-05-06'))
      .thenRejected('E_ROUTE', 'route');
    given(...simplified)
      .when(after('2025-05-07'))
      .thenStatus('CLOSED');
    given(...attacked)
      .when(after('2025-06-03'))
      .thenRejected('E_ROUTE', 'route');
    given(...attacked)
      .when(after('2025-06-04'))
      .thenStatus('CLOSED');
  });

  it('not “after a reconsideration” that never was', () => {
    given(...closed)
      .when(after('2025-05-12'))
      .thenRejected('E_ROUTE', 'route');
  });
});

describe('a suit goes on', () => {
  const sued = [...closed, e.litigationFiled('2025-04-01', { copyReceivedOn: '2025-04-10' })];
  const first = {
    suitId: 'suit-1',
    instance: 'first',
    decidedOn: '2025-06-01',
    form: '判决',
    final: false,
  } as const;
  const conclude = (changed: Partial<CaseCommandData['ConcludeLitigation']> = {}) =>
    command('ConcludeLitigation', { suitId: 'suit-1', concludedOn: '2025-06-20', result: 'upheld', ...changed });

  it('through its instances, each after the last', () => {
    given(...sued)
      .when(command('RecordInstanceResult', first))
      .then(e.event('LitigationInstanceDecided', first));
    given(...sued, e.event('LitigationInstanceDecided', first))
      .when(command('RecordInstanceResult', { ...first, instance: 'second', decidedOn: '2025-05-31' }))
      .thenRejected('E_DATE_ORDER', 'decidedOn');
  });

  it('to its final result', () => {
    given(...sued)
      .when(conclude())
      .then(e.litigationConcluded('2025-06-20', 'upheld'));
    given(...sued)
      .when(conclude({ concludedOn: '2025-04-09' }))
      .thenRejected('E_DATE_ORDER', 'concludedOn');
  });

  it('only where one is open', () => {
    given(...closed)
      .when(conclude())
      .thenRejected('E_STATE');
    given(...sued, e.litigationConcluded('2025-06-01', 'upheld'))
      .when(conclude())
      .thenRejected('E_STATE');
    given(...sued)
      .when(conclude({ suitId: 'nobody' }))
      .thenRejected('E_APPEAL_UNKNOWN', 'suitId');
    given(...sued)
      .when(command('RecordInstanceResult', { ...first, suitId: 'nobody' }))
      .thenRejected('E_APPEAL_UNKNOWN', 'suitId');
  });
});
