import type { CaseEventType } from '../events/catalogue';
import type { CaseEvent, CaseEventOf, NewCaseEvent } from '../events/envelope';
import type { Rejection } from '../vocabulary/rejections';
import type { CaseCommand, CaseCommandData, CaseCommandName, DecisionContext, Outcome } from './commands';
import { effectiveHistory } from './effective-history';
import { evolve } from './evolve';
import { sameValue } from './same-value';
import type { CaseState } from './state';

/** Decides a command whoever asks. */
export type DecideAnyway = (command: CaseCommand, state: CaseState | undefined, context: DecisionContext) => Outcome;

/**
 * The act that records each kind of entry, or what else it must find in the case. An entry depends on whatever this act
 * needs: replayed on the history before it, the act must be lawful and record the same again. `true`: nothing to find.
 */
const RECORDED_BY: {
  [T in CaseEventType]: (event: CaseEventOf<T>, before: CaseState | undefined) => CaseCommand | boolean;
} = {
  ApplicationRegistered: ({ data: { receivedOn: _byChannel, ...data } }) =>
    act('RegisterApplication', withoutNulls(data)),
  CaseAssigned: ({ data }) => act('AssignCase', data),
  CaseHandedOver: ({ data }) => act('HandOverCase', data),
  CaseReturned: ({ data }) => act('ReturnCase', data),
  ConfirmationAttempted: ({ data }) => act('RecordConfirmationAttempt', data),
  ReceiptConfirmed: ({ data }) => act('ConfirmReceipt', data),
  ApplicationSplit: () => true,
  ApplicationsLinked: ({ data }) => act('LinkApplications', data),
  CorrectionRequested: ({ data }) => act('RequestCorrection', data),
  CorrectionNoticeDelivered: ({ data }) => act('RecordCorrectionNoticeDelivery', data),
  LateCorrectionExcused: (_event, before) => before?.status === 'AWAITING_CORRECTION',
  CorrectionReceived: ({ data }, before) =>
    act('ReceiveCorrection', {
      ...data,
      ...(before?.correction?.excused && { excuse: { reason: '-', approvedBy: '-' } }),
    }),
  CorrectionLapsed: () => act('LapseCorrection', {}),
  ReasonsRequested: ({ data }) => act('RequestReasons', data),
  ReasonsReceived: ({ data }) => act('ReceiveReasons', data),
  ReplyDeferred: ({ data }) => act('DeferReply', data),
  ThirdPartyConsulted: ({ data }) => act('ConsultThirdParty', data),
  AgencyConsulted: ({ data }) => act('ConsultAgency', data),
  ConsultationNoticeReceived: ({ data }) => act('RecordConsulteeReceipt', data),
  ThirdPartyOpinionReceived: ({ data }) => act('RecordOpinion', data),
  AgencyOpinionReceived: ({ data: { text: ground, ...data } }) =>
    act('RecordOpinion', { ...data, ...(ground !== undefined && { ground }) }),
  ThirdPartyConsultationLapsed: ({ data: { consultId } }) => act('LapseConsultation', { consultId }),
  AgencyConsultationLapsed: ({ data: { consultId } }) => act('LapseConsultation', { consultId }),
  ConsultationCancelled: ({ data }) => act('CancelConsultation', data),
  ExtensionApproved: ({ data }) => act('ApproveExtension', data),
  ExtensionNotified: ({ data }) => act('NotifyExtension', data),
  FeeNoticeIssued: ({ data: { tierBreakdown: _computed, ...data } }) => act('IssueFeeNotice', data),
  FeeNoticeDelivered: ({ data }) => act('RecordFeeNoticeDelivery', data),
  FeePaid: ({ data }) => act('RecordPayment', data),
  FeeRefunded: ({ data }) => act('RecordRefund', data),
  FeeLapsed: () => act('LapseFee', {}),
  ReplyDecided: ({ data }) => act('Decide', data),
  ReplyDecisionRevoked: ({ data }) => act('RevokeUndispatchedDecision', data),
  AttributeDetermined: ({ data: { decisionEventId: _inForce, ...data } }) => act('DetermineAttribute', data),
  SecrecyReviewed: ({ data: { decisionEventId: _inForce, ...data } }) => act('RecordSecrecyReview', data),
  LegalReviewed: ({ data: { decisionEventId: _inForce, ...data } }) => act('RecordLegalReview', data),
  ReplyDispatched: ({ data }) => act('DispatchReply', data),
  ReplyDelivered: ({ data }) => act('RecordDelivery', data),
  ThirdPartyNotified: ({ data }) => act('NotifyThirdParty', data),
  ApplicationWithdrawn: ({ data }) => act('Withdraw', data),
  CaseClosed: ({ data }, before) =>
    before !== undefined && before.receivedOn !== null && !before.closing && isConcluded(data, before),
  // Nothing in a void case is rewritten (§13).
  CaseVoided: () => true,
  ReconsiderationFiled: ({ data }) => act('RecordReconsideration', data),
  ReconsiderationAnswered: ({ data }) => act('AnswerReconsideration', data),
  ReconsiderationConcluded: ({ data }) => act('ConcludeReconsideration', data),
  LitigationFiled: ({ data }) => act('RecordLitigation', data),
  LitigationInstanceDecided: ({ data }) => act('RecordInstanceResult', data),
  LitigationConcluded: ({ data }) => act('ConcludeLitigation', data),
  RedecisionOrdered: ({ data }) => act('OrderRedecision', data),
  ReplyRedecided: ({ data: { replacesEventId: _last, ...data } }) => act('Redecide', data),
  DecisionSelfCorrected: ({ data: { replacesEventId: _last, ...data } }) => act('SelfCorrectDecision', data),
  // It went out, whatever becomes of what it told of.
  LetterSent: () => true,
  ComplaintRecorded: ({ data }) => act('RecordComplaint', data),
  EntryCorrected: () => true,
  EntryRetracted: () => true,
  ErasureOrdered: () => true,
  PersonErased: () => true,
};

function act<T extends CaseCommandName>(name: T, data: { [F in keyof CaseCommandData[T]]: unknown }): CaseCommand {
  return { name, data } as unknown as CaseCommand;
}

/** What was never recorded was not told. */
function withoutNulls<D extends object>(data: D): D {
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, value ?? undefined])) as D;
}

/** A closing needs what it concludes with. */
function isConcluded(
  { closingKind, concludedOn, resultCode }: CaseEventOf<'CaseClosed'>['data'],
  { correction, fee, withdrawal, decisions }: CaseState,
): boolean {
  const sent = decisions.at(-1);
  const concludedBy = {
    replied: sent?.resultCode === resultCode ? sent.dispatch?.dispatchedOn : undefined,
    correction_lapsed: correction?.lapsedOn,
    fee_lapsed: fee?.lapsedOn,
    withdrawn: withdrawal?.withdrawnOn,
  };
  return concludedBy[closingKind] === concludedOn;
}

/**
 * What a correction or retraction would break: the first entry that held before and would no longer. Entries that did
 * not hold before either, such as those of an old ledger (L-19), are not asked more than they were.
 * E_DEPENDENT where another entry rests on what is taken away; of the corrected entry itself the refusal of its act.
 */
export function brokenBy(
  rewriting: readonly NewCaseEvent[],
  { history = [], ...context }: DecisionContext,
  decide: DecideAnyway,
): Rejection | undefined {
  const last = history.at(-1);
  if (!last) return undefined;
  const added = rewriting.map((event, i) => {
    const revision = last.revision + 1 + i;
    return { ...last, ...event, id: `rewriting-${i}`, revision, position: last.position + 1 + i };
  });
  const before = verdicts(history, context, decide);
  const targets = rewriting.map(({ data }) => (data as { targetEventId?: string }).targetEventId);
  for (const [id, verdict] of verdicts([...history, ...added], context, decide)) {
    if (verdict === 'holds' || before.get(id) !== 'holds') continue;
    const own = targets.includes(id) || verdict.code === 'E_DATE_ORDER';
    return own ? verdict : { code: 'E_DEPENDENT' };
  }
  return undefined;
}

function verdicts(
  history: readonly CaseEvent[],
  context: DecisionContext,
  decide: DecideAnyway,
): Map<string, Rejection | 'holds'> {
  const found = new Map<string, Rejection | 'holds'>();
  let state: CaseState | undefined;
  for (const event of effectiveHistory(history)) {
    const { actor, position } = event;
    const office = context.officeAt?.(position) ?? context.office;
    found.set(event.id, verdictOn(event, state, { ...context, actor, office }, decide));
    state = evolve(state, event);
  }
  return found;
}

function verdictOn<T extends CaseEventType>(
  event: CaseEventOf<T>,
  before: CaseState | undefined,
  context: DecisionContext,
  decide: DecideAnyway,
): Rejection | 'holds' {
  const recordedBy = RECORDED_BY[event.type] as (event: CaseEventOf<T>, before?: CaseState) => CaseCommand | boolean;
  const wanted = recordedBy(event, before);
  if (wanted === true) return 'holds';
  if (wanted === false) return { code: 'E_DEPENDENT' };
  const outcome = decide(wanted, before, context);
  if ('rejection' in outcome) return outcome.rejection;
  const again = outcome.events.some(({ type, data }) => type === event.type && sameValue(data, event.data));
  return again ? 'holds' : { code: 'E_DEPENDENT' };
}
