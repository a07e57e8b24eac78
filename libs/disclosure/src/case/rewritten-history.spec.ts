import type { NewCaseEvent } from '../events/envelope';
import type { CaseCommandData, DecisionContext } from './commands';
import * as e from './event-builders';
import { HISTORY_OF } from './sample-histories';
import { command, given } from './specification';

const said = { reason: '录入错误', approvedBy: 'approver' };
const correct = (targetEventId: string, field: string, newValue?: unknown) =>
  command('CorrectEntry', { targetEventId, field, newValue, ...said });
const retract = (targetEventId: string) =>
  command('RetractEntry', { targetEventId, ...said } satisfies CaseCommandData['RetractEntry']);

const received = [e.registered('2025-03-03')];
const confirmed = [e.arrived('2025-03-03'), e.receiptConfirmed('2025-03-04')];
const reasonsGiven = [...received, e.reasonsRequested('2025-03-05'), e.reasonsReceived('2025-03-10')];
const asked = [...received, e.thirdPartyConsulted('2025-03-10'), e.consultationNoticeReceived('2025-03-11')];
const agencyAsked = [
  ...received,
  e.agencyConsulted('2025-03-10', { consultId: 'consult-1' }),
  e.consultationNoticeReceived('2025-03-11'),
];
const agencyOpinion = (text?: string) =>
  e.event('AgencyOpinionReceived', {
    consultId: 'consult-1',
    receivedOn: '2025-03-20',
    opinion: 'agree',
    ...(text !== undefined && { text }),
  });
const noticed = [...received, e.feeNoticeIssued('2025-03-05')];
const refunded = e.event('FeeRefunded', { refundedOn: '2025-03-24', amountYuan: 80, reason: '多收' });
const dueOn = { dueOn: '2025-03-14' };
const excused = [e.lateCorrectionExcused('2025-03-20'), e.correctionReceived('2025-03-20')];
const replied = HISTORY_OF.CLOSED;
const reconsidered = [...replied, e.reconsiderationFiled('2025-04-01')];
const sued = [...replied, e.litigationFiled('2025-04-01')];

describe('an entry on which another one rests is not taken back (R-110, E_DEPENDENT)', () => {
  it.each<[string, NewCaseEvent[], string]>([
    [
      'an assignment, under a hand-over',
      [...received, e.caseAssigned('2025-03-04'), e.caseHandedOver('2025-03-05')],
      'event-2',
    ],
    [
      'an assignment, under a return',
      [...received, e.caseAssigned('2025-03-04'), e.caseReturned('2025-03-05')],
      'event-2',
    ],
    [
      'a return, under the next assignment',
      [...received, e.caseAssigned('2025-03-04'), e.caseReturned('2025-03-05'), e.caseAssigned('2025-03-06')],
      'event-3',
    ],
    [
      'a confirmation, under a link',
      [...confirmed, e.event('ApplicationsLinked', { caseIds: ['other'] }, '2025-03-05')],
      'event-2',
    ],
    ['a confirmation, under a notice', [...confirmed, e.correctionRequested('2025-03-05')], 'event-2'],
    ['a notice, under an excuse', [...received, e.correctionRequested('2025-03-05', dueOn), excused[0]!], 'event-2'],
    [
      'an excuse, under the late correction',
      [...received, e.correctionRequested('2025-03-05', dueOn), ...excused],
      'event-3',
    ],
    ['a request for reasons, under the reasons', reasonsGiven, 'event-2'],
    [
      'reasons, under a deferral',
      [
        ...reasonsGiven,
        e.event('ReplyDeferred', { newDueOn: '2025-04-30', notifiedOn: '2025-03-20', reason: '数量大' }),
      ],
      'event-3',
    ],
    [
      'a confirmation, under a consultation of a third party',
      [...confirmed, e.thirdPartyConsulted('2025-03-10')],
      'event-2',
    ],
    ['a confirmation, under a consultation of an agency', [...confirmed, e.agencyConsulted('2025-03-10')], 'event-2'],
    ['a consultation, under the receipt of its letter', asked, 'event-2'],
    [
      'a consultation, under an opinion',
      [...asked.slice(0, 2), e.thirdPartyOpinion('2025-03-20', 'object', { ground: '商业秘密' })],
      'event-2',
    ],
    ['a consultation of an agency, under its opinion', [...agencyAsked.slice(0, 2), agencyOpinion()], 'event-2'],
    [
      'a consultation of an agency, under its opinion in words',
      [...agencyAsked.slice(0, 2), agencyOpinion('可以公开')],
      'event-2',
    ],
    ['a consultation, under its end', [...asked.slice(0, 2), e.consultationCancelled('2025-03-20')], 'event-2'],
    ['the receipt of a letter, under the lapse it starts', [...asked, e.thirdPartyLapsed('2025-04-02')], 'event-3'],
    [
      'the receipt of a letter by an agency, under the lapse it starts',
      [...agencyAsked, e.event('AgencyConsultationLapsed', { consultId: 'consult-1', lapsedOn: '2025-04-02' })],
      'event-3',
    ],
    ['a fee notice, under the payment', [...noticed, e.feePaid('2025-03-20')], 'event-2'],
    ['a payment, under a refund', [...noticed, e.feePaid('2025-03-20'), refunded], 'event-3'],
    [
      'the service of a fee notice, under the lapse it starts',
      [
        ...noticed,
        e.feeNoticeDelivered('2025-03-06'),
        e.feeLapsed('2025-04-04'),
        e.caseClosed('2025-04-04', 'other_fee_lapsed', 'fee_lapsed'),
      ],
      'event-3',
    ],
    [
      'a dispatch, under what the third party was told of it',
      [
        ...replied,
        e.event('ThirdPartyNotified', { notifiedOn: '2025-03-13', content: '公开内容', reasons: '公共利益' }),
      ],
      'event-3',
    ],
    [
      'a reconsideration, under its answer',
      [
        ...reconsidered,
        e.event('ReconsiderationAnswered', {
          reconId: 'recon-1',
          copyReceivedOn: '2025-04-03',
          answeredOn: '2025-04-08',
        }),
      ],
      'event-5',
    ],
    [
      'the end of a reconsideration, under the suit that followed it (R-96)',
      [
        ...reconsidered,
        e.reconsiderationConcluded('2025-05-01', 'upheld'),
        e.litigationFiled('2025-05-10', { route: 'after_reconsideration', reconId: 'recon-1' }),
      ],
      'event-6',
    ],
    [
      'a suit, under the judgment of an instance',
      [
        ...sued,
        e.event('LitigationInstanceDecided', {
          suitId: 'suit-1',
          instance: 'first',
          decidedOn: '2025-06-01',
          form: '判决',
          final: false,
        }),
      ],
      'event-5',
    ],
    ['a suit, under its result', [...sued, e.litigationConcluded('2025-06-01', 'upheld')], 'event-5'],
  ])('%s', (_, history, target) => {
    given(...history)
      .when(retract(target))
      .thenRejected('E_DEPENDENT');
  });

  it.each<[string, NewCaseEvent[], string, string, string]>([
    [
      'an attempt to reach the applicant',
      [e.arrived('2025-03-03'), e.confirmationAttempted('2025-03-03')],
      'event-1',
      'arrivedOn',
      '2025-03-04',
    ],
    [
      'a complaint (R-103)',
      [...received, e.event('ComplaintRecorded', { receivedOn: '2025-03-03', body: '投诉' })],
      'event-1',
      'arrivedOn',
      '2025-03-04',
    ],
    [
      'a late correction that was excused',
      [...received, e.correctionRequested('2025-03-05', dueOn), e.correctionNoticeDelivered('2025-03-06'), ...excused],
      'event-3',
      'servedOn',
      '2025-03-21',
    ],
  ])('no day moves behind %s (E_DATE_ORDER)', (_, history, target, field, day) => {
    given(...history)
      .when(correct(target, field, day))
      .thenRejected('E_DATE_ORDER');
  });

  it('receipt that waits for confirmation is what the confirmation says, never what a correction says (R-12, R-18)', () => {
    given(e.arrived('2025-03-03'))
      .when(correct('event-1', 'receivedOn', '2025-03-04'))
      .thenRejected('E_DEPENDENT');
  });
});

it('a refusal without reasons, as an old ledger tells it, is not asked for them now (L-19)', () => {
  given(
    ...received,
    e.replyDecided('2025-03-10', 'denied_state_secret', { reasons: null }),
    e.replyDispatched('2025-03-12'),
    e.caseClosed('2025-03-12', 'denied_state_secret'),
  )
    .when(correct('event-1', 'applicantKind', 'legal_other'))
    .thenStatus('CLOSED');
});

describe('old entries are asked what their office asked then (Reg.17)', () => {
  const released = [
    ...HISTORY_OF.DECIDED,
    ...e.cleared('2025-03-12'),
    e.replyDispatched('2025-03-13'),
    e.caseClosed('2025-03-13'),
  ];
  const legal = { legalReview: true };

  it.each<[string, string, Partial<DecisionContext>, 'refused' | 'accepted']>([
    ['a legal review that the office wanted then', 'event-5', { officeAt: () => legal }, 'refused'],
    [
      'a legal review that it wants only now',
      'event-5',
      { office: legal, officeAt: () => ({ legalReview: false }) },
      'accepted',
    ],
    [
      'a secrecy review, whatever it wants now',
      'event-4',
      { office: legal, officeAt: () => ({ legalReview: false }) },
      'refused',
    ],
    ['a legal review, where nobody knows what it wanted but now', 'event-5', { office: legal }, 'refused'],
  ])('%s: the release rests on it or not', (_, target, office, verdict) => {
    const then = given(...released).when(retract(target), office);
    if (verdict === 'refused') then.thenRejected('E_DEPENDENT');
    else then.thenStatus('CLOSED');
  });
});
