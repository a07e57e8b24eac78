import type { CivilDate } from '../calendar/civil-date';
import type { CaseState, Consultation, Epoch, MadeDecision, Reconsideration, Suit } from '../case/state';

/** States as `evolve` would fold them, written down directly: for specs of what is computed from a state. */
export function caseReceived(receivedOn: CivilDate | null, more: Partial<CaseState> = {}): CaseState {
  return {
    status: receivedOn === null ? 'UNCONFIRMED' : 'RUNNING',
    caseId: 'case-1',
    unit: 'unit-1',
    caseNo: '1',
    channel: 'in_person',
    arrivedOn: receivedOn ?? '2025-01-01',
    receivedOn,
    ...(receivedOn === null ? {} : { receivedEventId: 'registered' }),
    applicantKind: 'natural_person',
    applicantName: null,
    applicantIdProof: null,
    contact: null,
    infoDescription: null,
    filledByOffice: false,
    childCaseIds: [],
    linkedCaseIds: [],
    attempts: [],
    consultations: [],
    epochs: receivedOn === null ? [] : [{ anchor: 'received', startedOn: receivedOn }],
    decisions: [],
    reconsiderations: [],
    suits: [],
    notes: [],
    revision: 0,
    position: 0,
    recordedAt: '2025-01-01T00:00:00.000Z',
    registeredEventId: 'registered',
    ...more,
  };
}

/** An extension of the running epoch; it moves nothing until it is notified. */
export function extended(
  state: CaseState,
  extraWd: number,
  on: { approvedOn: CivilDate; notifiedOn?: CivilDate },
): CaseState {
  const extension = { extraWd, approvedBy: 'head', approvalEventId: 'extension-approved', ...on };
  return withEpoch(state, { extension });
}

/** A reply date put off after reasons were asked. */
export function deferred(state: CaseState, deferredTo: CivilDate): CaseState {
  return withEpoch(state, { deferredTo });
}

function withEpoch(state: CaseState, change: Partial<Epoch>): CaseState {
  return {
    ...state,
    epochs: state.epochs.map((epoch, index) => (index === state.epochs.length - 1 ? { ...epoch, ...change } : epoch)),
  };
}

/** A third party asked, unless `kind` says agency; open without `outcome`. */
export function consulting(
  state: CaseState,
  consultId: string,
  consultation: Pick<Consultation, 'sentOn'> & Partial<Consultation>,
): CaseState {
  const consultations: Consultation[] = [
    ...state.consultations,
    {
      consultId,
      kind: 'third_party',
      party: null,
      jointMaker: false,
      periodWd: 15,
      eventId: consultId,
      ...consultation,
    },
  ];
  return {
    ...state,
    consultations,
    status: consultations.some(({ outcome }) => !outcome) ? 'CONSULTING' : state.status,
  };
}

/** A consultation answered on `endedOn`. */
export function consulted(state: CaseState, consultId: string, sentOn: CivilDate, endedOn: CivilDate): CaseState {
  return consulting(state, consultId, { sentOn, outcome: { how: 'opinion', endedOn, opinion: 'agree' } });
}

/** A correction asked for; the case waits until `receivedOn`, which starts a new epoch, or the lapse. */
export function correctionAsked(
  state: CaseState,
  correction: Partial<NonNullable<CaseState['correction']>>,
): CaseState {
  const { receivedOn } = correction;
  return {
    ...state,
    status: receivedOn === undefined ? 'AWAITING_CORRECTION' : 'RUNNING',
    correction: { sentOn: null, items: ['which year'], periodWd: 10, eventId: 'correction-requested', ...correction },
    epochs: receivedOn === undefined ? state.epochs : [...state.epochs, { anchor: 'corrected', startedOn: receivedOn }],
  };
}

/** A fee asked for; the case waits until it is paid, which starts a new epoch, or the lapse. */
export function feeAsked(
  state: CaseState,
  { paidOn, ...fee }: { sentOn: CivilDate; servedOn?: CivilDate; paidOn?: CivilDate; lapsedOn?: CivilDate },
): CaseState {
  const paid = paidOn === undefined ? {} : { paid: { paidOn, amountYuan: 380 } };
  return {
    ...state,
    status: paidOn === undefined ? 'AWAITING_PAYMENT' : 'RUNNING',
    fee: { method: 'per_page', amountYuan: 380, refunds: [], eventId: 'fee-notice', ...fee, ...paid },
    epochs: paidOn === undefined ? state.epochs : [...state.epochs, { anchor: 'fee_paid', startedOn: paidOn }],
  };
}

/** Decided and dispatched on one day, so closed. */
export function replied(state: CaseState, dispatchedOn: CivilDate, decision: Partial<MadeDecision> = {}): CaseState {
  const made: MadeDecision = {
    decidedOn: dispatchedOn,
    resultCode: 'granted',
    legalBasis: ['Reg.36(2)'],
    reasons: null,
    remedy: 'either',
    eventId: 'decided',
    kind: 'decided',
    dispatch: { dispatchedOn, mode: 'china_post', eventId: 'dispatched' },
    ...decision,
  };
  return {
    ...state,
    status: 'CLOSED',
    decisions: [...state.decisions, made],
    closing: { concludedOn: dispatchedOn, resultCode: made.resultCode, closingKind: 'replied', eventId: 'closed' },
  };
}

/** Received and replied to on one day, the reply served on `servedOn`. */
export function served(on: CivilDate, servedOn: CivilDate, decision: Partial<MadeDecision> = {}): CaseState {
  return replied(caseReceived(on), on, { delivery: { servedOn, eventId: 'delivered' }, ...decision });
}

/** A reconsideration of the reply `decided`, ordinary unless told. */
export function reconsidering(
  state: CaseState,
  reconsideration: Pick<Reconsideration, 'filedOn'> & Partial<Reconsideration>,
): CaseState {
  const made: Reconsideration = {
    reconId: 'recon-1',
    target: { decisionEventId: 'decided' },
    eventId: 'recon-filed',
    ...reconsideration,
  };
  return { ...state, reconsiderations: [...state.reconsiderations, made] };
}

/** A suit, direct unless told. */
export function sued(state: CaseState, suit: Pick<Suit, 'filedOn'> & Partial<Suit>): CaseState {
  return {
    ...state,
    suits: [...state.suits, { suitId: 'suit-1', route: 'direct', instances: [], eventId: 'suit-filed', ...suit }],
  };
}

/** Ordered to decide again; waits for the new decision unless `answeredByEventId` says otherwise. */
export function redeciding(
  state: CaseState,
  orderReceivedOn: CivilDate,
  order: Partial<NonNullable<CaseState['redecision']>> = {},
): CaseState {
  const status = order.answeredByEventId === undefined ? 'REDECIDING' : 'CLOSED';
  return { ...state, status, redecision: { orderReceivedOn, eventId: 'ordered', ...order } };
}
