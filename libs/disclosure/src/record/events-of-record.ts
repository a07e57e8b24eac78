import type { DecisionContext, Outcome } from '../case/commands';
import { effectiveHistory } from '../case/effective-history';
import { foldEffective } from '../case/fold';
import { notBefore, refuse } from '../case/decisions/decision';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import { erasedSubjects } from '../privacy/protected-places';
import type { Rejection } from '../vocabulary/rejections';
import type { CaseRecord } from './case-record';
import { checkConclusions, checkOrder, checkRecord } from './check-record';
import { corrections, retraction } from './corrections';
import { isReversal } from './reversal';
import { endingOf } from './ending';
import { ledgerDecision } from './ledger-facts';
import { merged, normalised } from './merge-records';
import { ledgerRow } from './record-of';
import { withoutUntoldPerson } from './personal-cells';
import { replacedEnding, replacedPayment } from './replaced-ending';
import { replacedOutcome } from './replaced-outcome';
import type { AnyStep, Known } from './step';
import { reconsiderationSteps, suitSteps } from './steps/appeals';
import { consultationSteps } from './steps/consultation';
import { correctionSteps, reasonsSteps } from './steps/correction';
import { endingSteps } from './steps/ending';
import { extensionSteps } from './steps/extension';
import { feeSteps } from './steps/fee';
import { registrationSteps } from './steps/registration';

/**
 * What an old ledger's row adds to a case: every fact it means for a new case, only the difference for a known one
 * (L-21) as missing next events, corrections of what it tells otherwise, and retractions where the case ended in
 * another way. `{events: []}` = unchanged. Late acts are taken, impossible orders refused (L-16), presupposed steps
 * without a day become events without date (L-19).
 */
export function eventsOfRecord(record: CaseRecord, history: CaseEvent[], context: DecisionContext): Outcome {
  const erased = erasedSubjects(history).has('applicant');
  const row = withoutUntoldPerson(normalised(record), { erased });
  const effective = effectiveHistory(history);
  const reversed = effective.find(isReversal);
  const known = knownOf(
    row,
    effective.filter((event) => event !== reversed),
    context,
  );
  const whole = merged(row, known.row);
  const refusal = refusedOnSight(row, known, context) ?? checkConclusions(whole);
  if (refusal) return { rejection: refusal };

  // A case whose import was reversed comes back by the same row, or another.
  const reopening = reversed ? [retraction(reversed, context)] : [];
  const events = [...reopening, ...difference(whole, known, context)];
  if (events.length === 0) return { events };
  const impossible = checkOrder(whole) ?? concludedBeforeDecided(whole, known);
  return impossible ? { rejection: impossible } : { events: noted(events, row.note, known) };
}

function knownOf(row: CaseRecord, events: CaseEvent[], { caseId }: DecisionContext): Known {
  const state = foldEffective(events);
  return {
    caseId,
    state,
    row: state && ledgerRow(state, state.receivedOn ?? row.receivedOn),
    events,
  };
}

/** Whoever audits changes nothing; a case that is void or split has no row. */
function refusedOnSight(row: CaseRecord, { state }: Known, { actor, today }: DecisionContext): Rejection | undefined {
  if (actor.role === 'auditor') return refuse('E_ROLE');
  if (state?.status === 'VOID' || state?.status === 'SPLIT')
    return refuse('E_STATE', undefined, { state: state.status });
  return checkRecord(row, today);
}

function difference(record: CaseRecord, known: Known, context: DecisionContext): NewCaseEvent[] {
  const steps = stepsOf(record, known);
  const outdated = [
    ...replacedEnding(known, endingOf(record, known.state)),
    ...replacedOutcome(steps, known),
    ...replacedPayment(record, known),
  ];
  const stands = ({ known: entry }: AnyStep) => entry !== undefined && !outdated.includes(entry);
  return [
    ...steps.filter(stands).flatMap((step) => corrections(step, context)),
    ...outdated.map((entry) => retraction(entry, context)),
    ...steps
      .filter((step) => !stands(step))
      .toSorted(byDay)
      .map(asEvent),
  ];
}

/** Every fact the row means, in legal order. */
function stepsOf(record: CaseRecord, known: Known): AnyStep[] {
  const ending = endingOf(record, known.state);
  return [
    ...registrationSteps(record, known),
    ...correctionSteps(record, known, ending),
    ...reasonsSteps(record, known),
    ...consultationSteps(record, known, ending),
    ...extensionSteps(record, known),
    ...feeSteps(record, known),
    ...endingSteps(record, known, ending),
    ...reconsiderationSteps(record, known),
    ...suitSteps(record, known),
  ];
}

/** Stable: steps of one day keep the legal order. */
function byDay(a: AnyStep, b: AnyStep): number {
  return a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0;
}

function asEvent({ type, effectiveOn, data }: AnyStep): NewCaseEvent {
  return { type, effectiveOn, data } as NewCaseEvent;
}

function concludedBeforeDecided(whole: CaseRecord, { state }: Known): Rejection | undefined {
  if (!state || endingOf(whole, state) !== 'replied') return undefined;
  return notBefore('concludedOn', whole.concludedOn, ledgerDecision(state)?.decidedOn);
}

/** 备注 stands with the first new fact, once. */
function noted(events: NewCaseEvent[], note: string | undefined, { state, row }: Known): NewCaseEvent[] {
  if (note === undefined || note === row?.note || state?.notes.includes(note)) return events;
  return events.map((event, i) => (i === 0 ? { ...event, note } : event));
}
