import type { NewCaseEvent } from '../events/envelope';
import type { CaseCommand, CaseCommandData, CaseCommandName } from './commands';
import { latestOf } from './decisions/decision';
import { registrationsOfParts } from './decisions/split-application';
import * as e from './event-builders';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given, stateAfter } from './specification';

const change = <T extends CaseCommandName>(name: T, changed: Partial<CaseCommandData[T]>): CaseCommand =>
  command(name, { ...SAMPLE_OF[name], ...changed });

const received = HISTORY_OF.RUNNING;
const replied = HISTORY_OF.CLOSED;
const ordered = HISTORY_OF.REDECIDING;
const consulted = [...received, e.thirdPartyConsulted('2025-03-10')];
const corrected = ordered.slice(0, -1);
const recon2 = (result: 'upheld' | 'corrected') => [
  e.reconsiderationFiled('2025-04-02', { reconId: 'recon-2' }),
  e.reconsiderationConcluded('2025-05-02', result, { reconId: 'recon-2' }),
];
const suit2 = (result: 'upheld' | 'corrected') => [
  e.litigationFiled('2025-04-02', { suitId: 'suit-2' }),
  e.litigationConcluded('2025-05-02', result, { suitId: 'suit-2' }),
];
const agency = { consultId: 'consult-8', otherAgency: '示例局', jointMaker: false, sentOn: '2025-03-10' };
const judged = [
  ...replied,
  e.litigationFiled('2025-04-01'),
  e.event('LitigationInstanceDecided', {
    suitId: 'suit-1',
    instance: 'first',
    decidedOn: '2025-07-01',
    form: '判决',
    final: false,
  }),
];
const served = [
  ...replied,
  e.reconsiderationFiled('2025-04-01'),
  e.reconsiderationConcluded('2025-05-01', 'upheld', { servedOn: '2025-05-06' }),
];
const after = (filedOn: string) =>
  command('RecordLitigation', { suitId: 'suit-1', route: 'after_reconsideration', reconId: 'recon-1', filedOn });

const waiting = [
  ...replied,
  e.event('DecisionSelfCorrected', { ...SAMPLE_OF.SelfCorrectDecision, reasons: '-', replacesEventId: 'event-2' }),
];

describe('what lies within the law', () => {
  it.each<[string, NewCaseEvent[], CaseCommand]>([
    [
      'a confirmation on the day it was handed in (R-10)',
      [],
      change('RegisterApplication', { confirmedOn: '2025-03-03' }),
    ],
    [
      'an extension by one working day (R-31)',
      received,
      change('ApproveExtension', { extraWd: 1, approvedOn: '2025-03-20' }),
    ],
    ['a notice that leaves one working day', received, change('RequestCorrection', { periodWd: 1 })],
    ['a notice that leaves the longest period', received, change('RequestCorrection', { periodWd: 5000 })],
    ['an agency that has one working day', received, command('ConsultAgency', { ...agency, periodWd: 1 })],
    ['an agency that has the longest period', received, command('ConsultAgency', { ...agency, periodWd: 5000 })],
    [
      'an agency of the name of a third party that is asked',
      consulted,
      command('ConsultAgency', { ...agency, otherAgency: '示例公司' }),
    ],
    ['an order that leaves one working day (R-98)', corrected, change('OrderRedecision', { periodWd: 1 })],
    ['an order that leaves the longest period', corrected, change('OrderRedecision', { periodWd: 5000 })],
    [
      'an order of the second of two reconsiderations',
      [
        ...replied,
        e.reconsiderationFiled('2025-04-01'),
        e.reconsiderationConcluded('2025-05-01', 'upheld'),
        ...recon2('corrected'),
      ],
      change('OrderRedecision', { source: { reconId: 'recon-2' } }),
    ],
    ['a consultation since the order (R-98)', ordered, change('ConsultThirdParty', { sentOn: '2025-05-06' })],
    ['an extension since the order', ordered, change('ApproveExtension', { approvedOn: '2025-05-06' })],
    [
      'a suit on the day after the reply, long before it was due (R-96)',
      replied,
      change('RecordLitigation', { filedOn: '2025-03-13' }),
    ],
    ['a reconsideration of the decision (R-92)', replied, change('RecordReconsideration', { target: 'decision' })],
    ['the service of the reply while a change of it waits (R-91)', waiting, change('RecordDelivery', {})],
    [
      'a second suit',
      [...replied, e.litigationFiled('2025-04-01')],
      command('RecordLitigation', { ...SAMPLE_OF.RecordLitigation, suitId: 'suit-2' }),
    ],
    ['a suit on the day the reconsideration was served (R-96)', served, after('2025-05-06')],
    [
      'a hand-over to another person of the office',
      [...received, e.caseAssigned('2025-03-04', '法规科', 'a')],
      change('HandOverCase', { office: '法规科', handler: 'b' }),
    ],
    [
      'a hand-over to another office where nobody is named',
      [...received, e.caseAssigned('2025-03-04')],
      change('HandOverCase', {}),
    ],
    [
      'the largest number of pages there is',
      received,
      change('IssueFeeNotice', { units: 1_000_000, amountYuan: 39_994_700 }),
    ],
    [
      'a courier’s name where nothing is posted: sent electronically (R-37)',
      HISTORY_OF.CLOSED.slice(0, 2),
      change('DispatchReply', { mode: 'electronic', carrier: '顺丰' }),
    ],
    [
      'a courier’s name where another agency serves it',
      HISTORY_OF.CLOSED.slice(0, 2),
      change('DispatchReply', { mode: 'via_agency', carrier: '顺丰' }),
    ],
  ])('%s', (_, history, asked) => {
    expect(given(...history).when(asked).outcome).toHaveProperty('events');
  });
});

describe('what lies beside the law', () => {
  it.each<[string, NewCaseEvent[], CaseCommand, string]>([
    [
      'a notice with a period longer than any calendar',
      received,
      change('RequestCorrection', { periodWd: 5001 }),
      'E_CORRECTION_CONTENT',
    ],
    [
      'an agency with a period longer than any calendar',
      received,
      command('ConsultAgency', { ...agency, periodWd: 5001 }),
      'E_MISSING',
    ],
    ['an agency without time', received, command('ConsultAgency', { ...agency, periodWd: 0 }), 'E_MISSING'],
    ['an agency with half a day', received, command('ConsultAgency', { ...agency, periodWd: 1.5 }), 'E_MISSING'],
    [
      'an order with a period longer than any calendar',
      corrected,
      change('OrderRedecision', { periodWd: 5001 }),
      'E_MISSING',
    ],
    [
      'an order of a reconsideration that was upheld, beside one that was not',
      [...corrected, ...recon2('upheld')],
      change('OrderRedecision', { source: { reconId: 'recon-2' } }),
      'E_NO_ORDER',
    ],
    [
      'an order of a suit that was dismissed, beside one that was not',
      [
        ...replied,
        e.litigationFiled('2025-04-01'),
        e.litigationConcluded('2025-05-01', 'corrected'),
        ...suit2('upheld'),
      ],
      change('OrderRedecision', { source: { suitId: 'suit-2' } }),
      'E_NO_ORDER',
    ],
    [
      'an order of a suit that nobody brought',
      corrected,
      change('OrderRedecision', { source: { suitId: 'suit-7' } }),
      'E_NO_ORDER',
    ],
    [
      'a party asked twice at one time, however its name is written (R-45)',
      consulted,
      change('ConsultThirdParty', { thirdParty: ' 示例公司 ' }),
      'E_CONSULT_DUP',
    ],
    [
      'a party asked twice whose name was written with blanks',
      [...received, e.thirdPartyConsulted('2025-03-10', { thirdParty: ' 另一公司 ' })],
      change('ConsultThirdParty', {}),
      'E_CONSULT_DUP',
    ],
    [
      'an agency asked twice at one time',
      [...received, e.agencyConsulted('2025-03-10')],
      command('ConsultAgency', agency),
      'E_CONSULT_DUP',
    ],
    [
      'a consultation before the order that asks for the new decision',
      ordered,
      change('ConsultThirdParty', { sentOn: '2025-05-05' }),
      'E_DATE_ORDER',
    ],
    [
      'an extension agreed before that order',
      ordered,
      change('ApproveExtension', { approvedOn: '2025-05-05' }),
      'E_DATE_ORDER',
    ],
    [
      'a suit against a reply before it was given',
      replied,
      change('RecordLitigation', { filedOn: '2025-03-11' }),
      'E_DATE_ORDER',
    ],
    ['a suit the day before the reconsideration was served', served, after('2025-05-05'), 'E_DATE_ORDER'],
    [
      'a suit that ends before its last instance',
      judged,
      change('ConcludeLitigation', { concludedOn: '2025-06-30' }),
      'E_DATE_ORDER',
    ],
    [
      'a reconsideration of a decision where none was made (R-95)',
      received,
      change('RecordReconsideration', { target: 'decision', filedOn: '2025-04-10' }),
      'E_APPEAL_UNKNOWN',
    ],
    [
      'a hand-over to where it lies',
      [...received, e.caseAssigned('2025-03-04', '业务科')],
      change('HandOverCase', {}),
      'E_NO_CHANGE',
    ],
    [
      'a payment before the notice',
      HISTORY_OF.AWAITING_PAYMENT,
      change('RecordPayment', { paidOn: '2025-03-04' }),
      'E_DATE_ORDER',
    ],
    ['half a page (R-53)', received, change('IssueFeeNotice', { units: 68.5, amountYuan: 385 }), 'E_FEE_ZERO'],
    ['a part without a case', received, change('SplitApplication', { children: part({ caseId: ' ' }) }), 'E_MISSING'],
    ['a part without a number', received, change('SplitApplication', { children: part({ caseNo: '' }) }), 'E_MISSING'],
  ])('%s: %3$s', (_, history, asked, code) => {
    expect(given(...history).when(asked).outcome).toMatchObject({ rejection: { code } });
  });

  function part(changed: Partial<CaseCommandData['SplitApplication']['children'][number]>) {
    const [one, two] = SAMPLE_OF.SplitApplication.children;
    return [one!, { ...two!, ...changed }];
  }
});

describe('what is told is recorded', () => {
  const told = { formWanted: '纸质', routeWanted: '邮寄' };
  const all = { ...told, agent: '代理人', contact: '13800005678', applicantIdProof: '证件', filledByOffice: true };

  it('of an application, all that the form asks (R-05, R-06)', () => {
    given()
      .when(change('RegisterApplication', { ...all, parentCaseId: 'whole' }))
      .then(e.registered('2025-03-03', { ...all, parentCaseId: 'whole' }));
    expect(Object.keys(e.registered('2025-03-03').data)).not.toContain('formWanted');
  });

  it('of a part, the form and the route of the whole (R-52)', () => {
    const parts = registrationsOfParts(stateAfter(e.registered('2025-03-03', told)), SAMPLE_OF.SplitApplication);
    for (const { event } of parts) expect(event.data).toMatchObject(told);
  });

  it('of a dispatch, its number and its letter (R-91)', () => {
    const letter = { template: 'denied', version: 1, textHash: '0'.repeat(64) } as never;
    given(...replied.slice(0, 2))
      .when(change('DispatchReply', { trackingNo: 'EMS-1', letter }))
      .then(
        e.replyDispatched('2025-03-13', { trackingNo: 'EMS-1', letter }),
        e.caseClosed('2025-03-13', 'denied_process_information'),
      );
  });

  it('of a change, the decision the applicant has, not one that was taken back before it was sent', () => {
    const { outcome } = given(...waiting, e.event('ReplyDecisionRevoked', { reason: '笔误' }, '2025-05-21')).when(
      change('SelfCorrectDecision', { decidedOn: '2025-05-22' }),
    );
    expect(outcome).toMatchObject({ events: [{ data: { replacesEventId: 'event-2' } }] });
  });

  it('of an act of several entries, the note with the first', () => {
    const { outcome } = given(...received).when(command('Withdraw', SAMPLE_OF.Withdraw, '当面提出'));
    expect('events' in outcome && outcome.events.map(({ note }) => note)).toEqual(['当面提出', undefined]);
  });
});

it.each<[(string | null | undefined)[], string | undefined]>([
  [['2025-03-05', '2025-03-20', '2025-03-04'], '2025-03-20'],
  [['2025-03-05', null, undefined], '2025-03-05'],
  [[null, undefined], undefined],
  [[], undefined],
])('of the days %j the last known one is %s (L-19)', (days, last) => {
  expect(latestOf(days)).toBe(last);
});

it('an entry has a day to take effect on', () => {
  expect(() => e.event('CorrectionRequested', { sentOn: null, items: [] })).toThrow('no day to take effect on');
});
