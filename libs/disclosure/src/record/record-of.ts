import type { CivilDate } from '../calendar/civil-date';
import { consultationOverOn } from '../case/latest-step';
import type { CaseState, Consultation } from '../case/state';
import { reconsiderationFact, suitFact } from '../statistics/facts-of';
import type { CaseRecord } from './case-record';
import { ledgerConsultation, ledgerDecision, ledgerExtension } from './ledger-facts';

/**
 * The ledger row of a case, for export (L-25): its statistical facts whole, of its steps what a row has room for.
 * @throws RangeError for a case that is no row: not yet received, void or split
 */
export function recordOf(state: CaseState): CaseRecord {
  if (state.receivedOn === null || state.status === 'VOID' || state.status === 'SPLIT') {
    throw new RangeError(`a case in state ${state.status} is no row of a ledger`);
  }
  return ledgerRow(state, state.receivedOn);
}

/** The row a case would have if it was received on that day. */
export function ledgerRow(state: CaseState, receivedOn: CivilDate): CaseRecord {
  const { correction, closing, fee } = state;
  const extension = ledgerExtension(state);
  const decision = ledgerDecision(state);
  return {
    ...given({
      arrivedOn: state.arrivedOn === receivedOn ? undefined : state.arrivedOn,
      channel: state.channel,
      applicantName: state.applicantName,
      applicantIdProof: state.applicantIdProof,
      contact: state.contact,
      infoDescription: state.infoDescription,
      correctionAskedOn: correction?.sentOn,
      correctionReceivedOn: correction?.receivedOn,
      extensionNotifiedOn: extension?.notifiedOn,
      extensionWd: extension?.extraWd,
      ...consultationCells(ledgerConsultation(state)),
      feeNoticedOn: fee?.sentOn,
      feeMethod: fee?.method,
      feeYuan: fee?.amountYuan === 0 ? undefined : fee?.amountYuan,
      feePaidOn: fee?.paid?.paidOn,
      concludedOn: closing?.concludedOn,
      resultCode: closing?.resultCode ?? decision?.resultCode,
      note: state.notes.length === 0 ? undefined : state.notes.join('；'),
    }),
    unit: state.unit,
    caseNo: state.caseNo,
    receivedOn,
    applicantKind: state.applicantKind,
    reconsiderations: state.reconsiderations.map(reconsiderationFact).map(({ filedOn, concludedOn, result }) => ({
      filedOn,
      ...given({ concludedOn, result }),
    })),
    suits: state.suits.map((suit) => {
      const { filedOn, concludedOn, result } = suitFact(suit);
      return { route: suit.route, filedOn, ...given({ concludedOn, result }) };
    }),
  };
}

/** A cancelled consultation is one whose opinion the row does not tell. */
function consultationCells(
  consultation: Consultation | undefined,
): Pick<CaseRecord, 'opinion' | 'deductedWd'> & { consultedOn?: string | null; opinionOn?: string } {
  if (!consultation) return {};
  const { sentOn, deductedWd, outcome } = consultation;
  return {
    consultedOn: sentOn,
    opinionOn: consultationOverOn(consultation),
    opinion: outcome?.how === 'lapsed' ? 'lapsed' : outcome?.opinion,
    deductedWd,
  };
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], null> };

/** Leaves out what is not known. */
function given<T extends object>(cells: T): Given<T> {
  return Object.fromEntries(
    Object.entries(cells).filter(([, value]) => value !== undefined && value !== null),
  ) as Given<T>;
}
