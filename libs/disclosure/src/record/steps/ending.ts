import type { CivilDate } from '../../calendar/civil-date';
import { remedyFor } from '../../case/remedy';
import type { CaseEventOf } from '../../events/envelope';
import { RESULT_CODES, type ResultCode } from '../../vocabulary/result-codes';
import type { CaseRecord } from '../case-record';
import type { Ending } from '../ending';
import { ledgerDecision } from '../ledger-facts';
import { entryById, lastOf, step, toldBy, type AnyStep, type Known } from '../step';

/** The end of the case, in the steps its kind consists of; a result without a day is a decision not yet sent. */
export function endingSteps(record: CaseRecord, known: Known, ending: Ending | undefined): AnyStep[] {
  const { concludedOn, resultCode } = record;
  if (ending === undefined || resultCode === undefined) return [];
  if (concludedOn === undefined) return [decided(record, resultCode, known)];
  const sentOn = ending === 'replied' ? dispatchDay(concludedOn, known) : concludedOn;
  return [
    ...STEPS_OF_ENDING[ending](record, { resultCode, concludedOn }, known),
    step(
      'CaseClosed',
      { concludedOn: sentOn, resultCode, closingKind: ending },
      { known: lastOf(known, 'CaseClosed'), told: ['concludedOn', 'resultCode', 'closingKind'] },
    ),
  ];
}

interface Conclusion {
  resultCode: ResultCode;
  concludedOn: CivilDate;
}

const STEPS_OF_ENDING: Record<Ending, (record: CaseRecord, conclusion: Conclusion, known: Known) => AnyStep[]> = {
  replied: (record, { resultCode, concludedOn }, known) => [
    decided(record, resultCode, known),
    step(
      'ReplyDispatched',
      { dispatchedOn: dispatchDay(concludedOn, known), mode: null },
      {
        known: entryById(known, 'ReplyDispatched', known.state && ledgerDecision(known.state)?.dispatch?.eventId),
        told: ['dispatchedOn'],
      },
    ),
    ...signed(concludedOn, known),
  ],
  correction_lapsed: (_record, { concludedOn }, known) => [
    step(
      'CorrectionLapsed',
      { lapsedOn: concludedOn },
      { known: lastOf(known, 'CorrectionLapsed'), told: ['lapsedOn'] },
    ),
  ],
  fee_lapsed: (_record, { concludedOn }, known) => [
    step('FeeLapsed', { lapsedOn: concludedOn }, { known: lastOf(known, 'FeeLapsed'), told: ['lapsedOn'] }),
  ],
  withdrawn: (_record, { concludedOn }, known) => [
    step(
      'ApplicationWithdrawn',
      { withdrawnOn: concludedOn, identityVerified: true },
      { known: lastOf(known, 'ApplicationWithdrawn'), told: ['withdrawnOn'] },
    ),
  ],
};

/** The service that concluded the case, where the reply was handed over: the row's day is the day of signing. */
function signature(known: Known): CaseEventOf<'ReplyDelivered'> | undefined {
  return entryById(known, 'ReplyDelivered', known.state?.closing?.signedEventId);
}

function signed(servedOn: CivilDate, known: Known): AnyStep[] {
  const entry = signature(known);
  return entry ? [step('ReplyDelivered', { ...entry.data, servedOn }, { known: entry, told: ['servedOn'] })] : [];
}

/** A reply that was handed over left when it is on record to have left, and not after it was signed for. */
function dispatchDay(concludedOn: CivilDate, known: Known): CivilDate {
  const sentOn = known.state && ledgerDecision(known.state)?.dispatch?.dispatchedOn;
  return signature(known) && sentOn !== undefined && sentOn < concludedOn ? sentOn : concludedOn;
}

/** Number and reasons of the document are not in a ledger; basis and remedy are those of the result. */
function decided(record: CaseRecord, resultCode: ResultCode, known: Known): AnyStep {
  const entry = entryById(known, 'ReplyDecided', known.state && ledgerDecision(known.state)?.eventId);
  return step(
    'ReplyDecided',
    {
      decidedOn: null,
      resultCode,
      legalBasis: [...RESULT_CODES[resultCode].basis],
      reasons: null,
      // Its own day decides the remedy, that of the reply where no other is known.
      remedy: remedyFor(resultCode, entry?.data.decidedOn ?? record.concludedOn ?? null),
    },
    {
      known: entry,
      told:
        entry?.data.resultCode === resultCode
          ? toldBy(known, record, { remedy: 'concludedOn' })
          : ['resultCode', 'legalBasis', 'remedy'],
      undatedOn: record.concludedOn ?? lastDayOf(record),
    },
  );
}

function lastDayOf(record: CaseRecord): CivilDate {
  const days = [
    record.correctionAskedOn,
    record.correctionReceivedOn,
    record.extensionNotifiedOn,
    record.consultedOn,
    record.opinionOn,
    record.feeNoticedOn,
    record.feePaidOn,
  ];
  return days.reduce<CivilDate>((last, day) => (day !== undefined && day > last ? day : last), record.receivedOn);
}
