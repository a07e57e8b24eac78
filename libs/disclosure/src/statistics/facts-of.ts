import { yearOf } from '../calendar/civil-date';
import type { SuitRoute } from '../events/catalogue';
import type { CaseState, Fee, Reconsideration, Suit } from '../case/state';
import type { AppealFact, AppealGroup, FeeFact, StatisticalFacts } from './facts';

const GROUP_OF_ROUTE: Record<SuitRoute, AppealGroup> = {
  direct: 'suit_direct',
  after_reconsideration: 'suit_after_recon',
};

/**
 * Which cells a case is in, for every year at once (D4). `undefined` for a case that counts nowhere: not yet
 * received, void or split. A new decision changes neither the first closing nor its year.
 */
export function factsOf(state: CaseState): StatisticalFacts | undefined {
  const { receivedOn, receivedEventId, closing } = state;
  if (receivedOn === null || receivedEventId === undefined) return undefined;
  if (state.status === 'VOID' || state.status === 'SPLIT') return undefined;
  return {
    unit: state.unit,
    caseId: state.caseId,
    caseNo: state.caseNo,
    statYear: yearOf(receivedOn),
    receivedOn,
    column: state.applicantKind,
    receivedEventId,
    ...(closing && {
      concludedYear: yearOf(closing.concludedOn),
      concludedOn: closing.concludedOn,
      resultCode: closing.resultCode,
      concludedEventId: closing.signedEventId ?? closing.eventId,
    }),
    appeals: [...state.reconsiderations.map(reconsiderationFact), ...state.suits.map(suitFact)],
    ...(state.fee && saysSomething(state.fee) && { fee: feeFact(state.fee) }),
  };
}

/** Filed when accepted, else when the copy came, else when applied for; concluded when served. */
export function reconsiderationFact(recon: Reconsideration): AppealFact {
  const { concluded } = recon;
  return {
    group: 'recon',
    filedOn: recon.acceptedOn ?? recon.copyReceivedOn ?? recon.filedOn,
    filedEventId: recon.eventId,
    ...(concluded && {
      concludedOn: concluded.servedOn ?? concluded.concludedOn,
      result: concluded.result,
      concludedEventId: concluded.eventId,
    }),
  };
}

/** One proceeding through all instances, pending until concluded. */
export function suitFact(suit: Suit): AppealFact {
  const { concluded } = suit;
  return {
    group: GROUP_OF_ROUTE[suit.route],
    filedOn: suit.copyReceivedOn ?? suit.filedOn,
    filedEventId: suit.eventId,
    ...(concluded && {
      concludedOn: concluded.concludedOn,
      result: concluded.result,
      concludedEventId: concluded.eventId,
    }),
  };
}

/** A notice that a ledger row only implies (lapsed for a fee, L-19) has neither day nor amount: nothing to add up. */
const saysSomething = ({ sentOn, amountYuan, paid, refunds }: Fee): boolean =>
  sentOn !== null || amountYuan !== 0 || paid !== undefined || refunds.length > 0;

/** Noticed in the year of the notice, collected less refunds each in its own year. */
function feeFact(fee: Fee): FeeFact {
  return {
    ...(fee.sentOn !== null && { noticedOn: fee.sentOn }),
    noticedYuan: fee.amountYuan,
    collected: [
      ...(fee.paid ? [{ on: fee.paid.paidOn, yuan: fee.paid.amountYuan }] : []),
      ...fee.refunds.map((refund) => ({ on: refund.refundedOn, yuan: -refund.amountYuan })),
    ],
  };
}
