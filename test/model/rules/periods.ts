import { due, dueAfterDays, dueAfterMonths, isWorked, later, type Day } from './calendar';
import { REMEDY } from './results';
import { isHandedOver, type Case, type Consultation, type Epoch } from './case';

/**
 * by walking the days: a worked day counts unless a consultation that left while the clock ran is out.
 * An extension counts from the day it was told, if the clock still ran then. What is still out on `asOf` pauses to it.
 */
export function replyDue(epoch: Epoch, consultations: readonly Consultation[], asOf: Day): Day {
  if (epoch.deferredTo !== undefined) return deferredDue(epoch, epoch.deferredTo, consultations, asOf);
  const paused: { from: Day; to: Day }[] = [];
  const out = (consultation: Consultation) => {
    const { sentOn: from, endedOn } = consultation;
    paused.push({ from, to: endedOn ?? stillOutTo(consultation, asOf) });
  };
  const isOut = (day: Day) => paused.some(({ from, to }) => from < day && day <= to);
  for (const consultation of consultations) if (consultation.sentOn < epoch.anchor) out(consultation);
  let left = epoch.baseWd;
  let last = epoch.anchor;
  for (let day = epoch.anchor; ; day = later(day, 1)) {
    if (day > epoch.anchor && isWorked(day)) {
      if (!isOut(day)) {
        if (left === 0) return last;
        left--;
      }
      last = day;
    }
    if (left === 0 && day > last && !pausesAhead(day, paused)) return last;
    for (const consultation of consultations) if (consultation.sentOn === day) out(consultation);
    if (epoch.notifiedOn === day && epoch.approved) left += epoch.approved.extraWd;
  }
}

/** What is still out pauses to the day asked about, at most to the end of its opinion period (decision: open consultations). */
function stillOutTo(consultation: Consultation, asOf: Day): Day {
  const lastDay = opinionDue(consultation);
  const seen = asOf > consultation.sentOn ? asOf : consultation.sentOn;
  return lastDay !== undefined && lastDay < seen ? lastDay : seen;
}

/** Whether some worked day ahead is paused already, so that the last day is not reached yet. */
function pausesAhead(today: Day, paused: readonly { to: Day }[]): boolean {
  const end = paused.reduce((latest, { to }) => (to > latest ? to : latest), today);
  for (let day = later(today, 1); day <= end; day = later(day, 1)) if (isWorked(day)) return true;
  return false;
}

/**
 * the delayed date, unless the counted one is later. What is asked while worked days are still being counted
 * pauses them; what is asked in the days between the last counted one and the delayed date finds none to pause.
 */
function deferredDue(epoch: Epoch, deferredTo: Day, consultations: readonly Consultation[], asOf: Day): Day {
  const paused = new Set<Day>();
  let wd = epoch.baseWd;
  const counted = () => due(epoch.anchor, wd + paused.size);
  const end = () => (counted() > deferredTo ? counted() : deferredTo);
  const steps = consultations.map((asked) => ({ on: asked.sentOn, last: counted, take: () => pause(asked) }));
  const { notifiedOn, approved } = epoch;
  if (notifiedOn !== undefined && approved)
    steps.push({ on: notifiedOn, last: end, take: () => void (wd += approved.extraWd) });
  for (const { on, last, take } of steps.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)))
    if (on <= last()) take();
  return end();

  function pause(consultation: Consultation): void {
    const to = consultation.endedOn ?? stillOutTo(consultation, asOf);
    for (let day = consultation.sentOn; day < to;) {
      day = later(day, 1);
      if (day > epoch.anchor && isWorked(day)) paused.add(day);
    }
  }
}

/** C3. `undefined` before receipt. */
export function c3(now: Case, asOf: Day): Day | undefined {
  const epoch = now.epochs.at(-1);
  return epoch && replyDue(epoch, now.consultations, asOf);
}

/** C11. What was asked before the order belongs to the first decision (core's docstring). */
export function c11({ order, consultations }: Case, asOf: Day): Day {
  const { epoch } = order!;
  const since = consultations.filter(({ sentOn }) => sentOn >= epoch.anchor);
  const counted = replyDue(epoch, since, asOf);
  // A named day may be a day off, and moves only for a pause or an extension (core's docstring).
  return epoch.fixedDue !== undefined && counted === due(epoch.anchor, epoch.baseWd) ? epoch.fixedDue : counted;
}

/** The date an extension, a deferral or a fee notice is held against. */
const currentDue = (now: Case, asOf: Day): Day => (now.status === 'REDECIDING' ? c11(now, asOf) : c3(now, asOf)!);

/** the day an act is told of lies after the period. A consultation still out on a day off holds the clock too. */
export function isAfterDue(now: Case, on: Day): boolean {
  let worked = on;
  while (!isWorked(worked)) worked = later(worked, 1);
  return on > currentDue(now, worked);
}

/** The date a deferral must not fall short of, or a failure to reply begins after. */
export const dueAsOf = currentDue;

export const c1 = (now: Case): Day | undefined => (now.receivedOn === null ? undefined : due(now.receivedOn, 7));

/** C2: the day the agency set, or so many working days after the applicant had the notice. */
export function c2({ correction }: Case): Day | undefined {
  if (!correction) return undefined;
  if (correction.dueOn !== undefined) return correction.dueOn;
  return correction.servedOn === undefined ? undefined : due(correction.servedOn, correction.periodWd!);
}

/** C4, C5. */
export const opinionDue = ({ receivedOn, periodWd }: Consultation): Day | undefined =>
  receivedOn === undefined ? undefined : due(receivedOn, periodWd);

/** C6. */
export const c6 = ({ fee }: Case): Day | undefined => (fee?.servedOn === undefined ? undefined : due(fee.servedOn, 20));

/** the day the first reply counts as given: sent off, or signed for where it was handed over. */
export function repliedOn({ decisions }: Case): Day | undefined {
  const first = decisions.find(({ kind, dispatchedOn }) => kind === 'first' && dispatchedOn !== undefined);
  if (!first) return undefined;
  return (isHandedOver(first) ? first.servedOn : undefined) ?? first.dispatchedOn;
}

/** C3 of a case that was replied to: nothing moves it afterwards. */
export function c3Replied(now: Case, on: Day): Day {
  return replyDue(
    now.epochs.at(-1)!,
    now.consultations.filter(({ sentOn }) => sentOn <= on),
    on,
  );
}

/** C7: of every decision that was served. */
export const c7 = ({ decisions }: Case): Day[] =>
  decisions.flatMap(({ servedOn }) => (servedOn === undefined ? [] : dueAfterDays(servedOn, 60)));

/** C8: after the decision was received, or after the period of one that never came. */
export const c8 = ({ recons }: Case, today: Day): Day[] =>
  recons.flatMap(({ concluded, acceptedOn, procedure }) => {
    if (concluded) return concluded.servedOn === undefined ? [] : dueAfterDays(concluded.servedOn, 15);
    if (acceptedOn === undefined) return [];
    const end = dueAfterDays(acceptedOn, procedure === 'simplified' ? 30 : 60);
    return today > end ? dueAfterDays(end, 15) : [];
  });

/** C9: of every served decision that may be sued directly, and of a reply that was or is late. */
export function c9(now: Case, today: Day): Day[] {
  const direct = now.decisions.flatMap(({ servedOn, resultCode }) =>
    servedOn !== undefined && REMEDY[resultCode] === 'either' ? dueAfterMonths(servedOn, 6) : [],
  );
  const missed = missedOn(now, today);
  return missed === undefined ? direct : [...direct, dueAfterMonths(missed, 6)];
}

function missedOn(now: Case, today: Day): Day | undefined {
  const on = repliedOn(now);
  if (on !== undefined) {
    const dueOn = c3Replied(now, on);
    return on > dueOn ? dueOn : undefined;
  }
  // Withdrawn, lapsed or waiting for the applicant: no reply is owed.
  if (now.closing || now.status === 'AWAITING_CORRECTION' || now.status === 'AWAITING_PAYMENT') return undefined;
  return isAfterDue(now, today) ? c3(now, today) : undefined;
}

/** C10. */
export const c10 = (copyReceivedOn: Day, procedure: string | undefined): Day =>
  due(copyReceivedOn, procedure === 'simplified' ? 5 : 10);
