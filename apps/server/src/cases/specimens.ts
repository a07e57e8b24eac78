import {
  RESULT_CODES,
  type CaseCommandData,
  type CaseCommandName,
  type CaseState,
  type CivilDate,
} from '@app/disclosure';

/** Commands on a case that exists. */
export type NextCommandName = Exclude<CaseCommandName, 'RegisterApplication'>;

/**
 * Well-formed examples of every command as it could be sent today: one for each thing in the case it could be about.
 * The law itself is asked with them whether the case stands where the command is possible; nothing is recorded.
 */
export const SPECIMENS: {
  [K in NextCommandName]: (state: CaseState, today: CivilDate) => CaseCommandData[K][];
} = {
  SplitApplication: () => [
    { reason: '-', children: ['1', '2'].map((n) => ({ caseId: n, caseNo: n, infoDescription: '-' })) },
  ],
  LinkApplications: () => [{ caseIds: ['\u0001'] }],
  AssignCase: (_state, today) => [{ office: '-', assignedOn: today }],
  HandOverCase: (_state, today) => [{ office: '\u0001', handedOverOn: today, reason: '-' }],
  ReturnCase: (_state, today) => [{ returnedOn: today, reason: '-' }],
  RecordConfirmationAttempt: (_state, today) => [{ attemptedOn: today, means: '-', result: '-' }],
  ConfirmReceipt: (_state, today) => [{ confirmedOn: today, means: '-' }],
  RequestCorrection: (_state, today) => [{ sentOn: today, items: ['-'], periodWd: 10 }],
  RecordCorrectionNoticeDelivery: (_state, today) => [{ servedOn: today }],
  ReceiveCorrection: (_state, today) => [{ correctedOn: today, excuse: { reason: '-', approvedBy: '-' } }],
  LapseCorrection: () => [{}],
  RequestReasons: (_state, today) => [{ sentOn: today }],
  ReceiveReasons: (_state, today) => [{ receivedOn: today, text: '-' }],
  DeferReply: (_state, today) => [{ newDueOn: '9999-12-31', notifiedOn: today, reason: '-' }],
  ConsultThirdParty: (_state, today) => [{ consultId: 'new', thirdParty: '\u0001', interest: '-', sentOn: today }],
  ConsultAgency: (_state, today) => [{ consultId: 'new', otherAgency: '\u0001', jointMaker: false, sentOn: today }],
  RecordConsulteeReceipt: (state, today) =>
    openConsultations(state)
      .filter(({ noticeReceivedOn }) => noticeReceivedOn === undefined)
      .map(({ consultId }) => ({ consultId, receivedOn: today })),
  RecordOpinion: (state, today) =>
    openConsultations(state).map(({ consultId }) => ({ consultId, receivedOn: today, opinion: 'agree' })),
  LapseConsultation: (state) => openConsultations(state).map(({ consultId }) => ({ consultId })),
  CancelConsultation: (state, today) =>
    openConsultations(state).map(({ consultId }) => ({ consultId, cancelledOn: today, reason: '-' })),
  ApproveExtension: (_state, today) => [{ extraWd: 1, approvedBy: '-', approvedOn: today, reason: '-' }],
  NotifyExtension: (_state, today) => [{ notifiedOn: today }],
  IssueFeeNotice: (_state, today) => [{ sentOn: today, method: 'per_page', units: 31, amountYuan: 10 }],
  RecordFeeNoticeDelivery: (_state, today) => [{ servedOn: today }],
  RecordPayment: (state, today) => [{ paidOn: today, amountYuan: state.fee?.amountYuan ?? 0 }],
  LapseFee: () => [{}],
  RecordRefund: (_state, today) => [{ refundedOn: today, amountYuan: 1, reason: '-' }],
  Decide: (_state, today) => [grant(today)],
  RevokeUndispatchedDecision: () => [{ reason: '-' }],
  DetermineAttribute: (_state, today) => [{ attribute: 'on_request', determinedOn: today }],
  RecordSecrecyReview: (_state, today) => [{ result: 'passed', reviewedOn: today }],
  RecordLegalReview: (_state, today) => [{ result: 'passed', reviewedOn: today }],
  DispatchReply: (_state, today) => [{ dispatchedOn: today, mode: 'electronic' }],
  RecordDelivery: (_state, today) => [{ servedOn: today, proof: '-' }],
  NotifyThirdParty: (_state, today) => [{ notifiedOn: today, content: '-', reasons: '-' }],
  Withdraw: (_state, today) => [{ withdrawnOn: today, document: '-', identityVerified: true }],
  VoidCase: () => [{ reason: 'test_entry', approvedBy: '-' }],
  RecordReconsideration: (_state, today) => [{ reconId: 'new', filedOn: today }],
  AnswerReconsideration: (state, today) =>
    openReconsiderations(state)
      .filter(({ answeredOn }) => answeredOn === undefined)
      .map(({ reconId }) => ({ reconId, copyReceivedOn: today, answeredOn: today })),
  ConcludeReconsideration: (state, today) =>
    openReconsiderations(state).map(({ reconId }) => ({ reconId, concludedOn: today, result: 'upheld' })),
  RecordLitigation: (_state, today) => [{ suitId: 'new', route: 'direct', filedOn: today }],
  RecordInstanceResult: (state, today) =>
    openSuits(state).map(({ suitId }) => ({ suitId, instance: 'first', decidedOn: today, form: '-', final: false })),
  ConcludeLitigation: (state, today) =>
    openSuits(state).map(({ suitId }) => ({ suitId, concludedOn: today, result: 'upheld' })),
  OrderRedecision: ({ reconsiderations, suits }, today) => [
    ...reconsiderations.map(({ reconId }) => ({ source: { reconId }, orderReceivedOn: today })),
    ...suits.map(({ suitId }) => ({ source: { suitId }, orderReceivedOn: today })),
  ],
  Redecide: (_state, today) => [grant(today)],
  SelfCorrectDecision: (_state, today) => [{ ...grant(today), reason: '-' }],
  // Corrections are asked of an entry, not of the case: none is proposed.
  CorrectEntry: () => [],
  RetractEntry: () => [],
  // Asked of a letter, with its hash: its draft names the act.
  RecordLetter: () => [],
  RecordComplaint: (_state, today) => [{ receivedOn: today, body: '-' }],
};

const grant = (today: CivilDate): CaseCommandData['Decide'] => ({
  decidedOn: today,
  resultCode: 'granted',
  legalBasis: [...RESULT_CODES.granted.basis],
  reasons: '-',
  publicInterestGround: '-',
  remedy: RESULT_CODES.granted.remedy,
});

const openConsultations = (state: CaseState) => state.consultations.filter(({ outcome }) => outcome === undefined);
const openReconsiderations = (state: CaseState) => state.reconsiderations.filter(({ concluded }) => !concluded);
const openSuits = (state: CaseState) => state.suits.filter(({ concluded }) => !concluded);
