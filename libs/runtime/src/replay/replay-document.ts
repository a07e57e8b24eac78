import {
  CASE_STATUSES,
  compared,
  momentNow,
  replayAt,
  replaySteps,
  signings,
  type CaseAt,
  type CaseStatus,
  type CivilDate,
  type Moment,
} from '@app/disclosure';
import { momentAsOf, momentNamed, momentsNamed, type CaseReplay } from './case-replay';
import { differenceView, type DifferenceView } from './difference-view';
import { entryViews, type EntryView } from './entry-views';
import { momentView, type MomentView } from './moment-view';

/** What is asked of a case; at most one of the first four. */
export interface ReplayQuestion {
  /** `265`, `r5` or `now`. */
  at?: string;
  /** UTC instant. */
  asOf?: string;
  /** `r2..now` */
  diff?: string;
  signed?: boolean;
  /** Every day of every clock. */
  working?: boolean;
}

/** One entry and what it changed. */
export interface StepView {
  entry: EntryView;
  status: CaseStatus;
  statusLabel: string;
  changes: Omit<DifferenceView, 'from' | 'to'>;
}

/** What was known when a decision was signed or sent, and what was told only later of the days before. */
export interface SignedView {
  entry: EntryView;
  known: MomentView;
  late: EntryView[];
  rewritten: EntryView[];
}

export interface ReplayDocument {
  case: { caseId: string; caseNo: string; unit: string; revisions: number };
  /** The day it was asked. */
  today: CivilDate;
  /** The case at the moment asked for, or now; with the entries until then. */
  at?: MomentView & { entries: EntryView[] };
  steps?: StepView[];
  difference?: DifferenceView;
  signed?: SignedView[];
}

/** The answer for HTTP and command line; without a moment every step and the case now. @throws NoSuchMoment */
export function replayDocument(replay: CaseReplay, question: ReplayQuestion): ReplayDocument {
  const { caseId, caseNo, unit, today, file } = replay;
  const working = question.working ?? false;
  const named = { case: { caseId, caseNo, unit, revisions: file.history.length }, today };
  if (question.diff !== undefined) {
    const [from, to] = momentsNamed(replay, question.diff);
    return { ...named, difference: differenceBetween(replay, from, to) };
  }
  if (question.signed) return { ...named, signed: signedViews(replay, working) };
  if (question.at !== undefined) return { ...named, at: viewAt(replay, momentNamed(replay, question.at), working) };
  if (question.asOf !== undefined) return { ...named, at: viewAt(replay, momentAsOf(replay, question.asOf), working) };
  return { ...named, steps: stepViews(replay), at: viewAt(replay, momentNow(file, today), working) };
}

function viewAt(replay: CaseReplay, moment: Moment, working: boolean) {
  const { file, shown } = replay;
  const view = momentView(replayAt(file, moment), replayAt(shown, moment), { working });
  return { ...view, entries: entryViews(replay).slice(0, moment.revision + 1) };
}

function differenceBetween({ file, shown }: CaseReplay, from: Moment, to: Moment): DifferenceView {
  const difference = compared(file, replayAt(file, from), replayAt(file, to));
  return differenceView(difference, replayAt(shown, from), replayAt(shown, to));
}

function stepViews(replay: CaseReplay): StepView[] {
  const { file } = replay;
  const shown = replaySteps(replay.shown);
  const listed = entryViews(replay);
  let before: CaseAt | undefined;
  let shownBefore: CaseAt | undefined;
  return replaySteps(file).map((step, i) => {
    const difference = compared(file, before ?? nothingBefore(step), step);
    const {
      from: _from,
      to: _to,
      ...changes
    } = differenceView(difference, shownBefore ?? nothingBefore(step), shown[i]!);
    before = step;
    shownBefore = shown[i];
    const { status } = step.state!;
    return { entry: listed[i]!, status, statusLabel: CASE_STATUSES[status], changes };
  });
}

/** Before the first entry nothing is known; it is seen from the day of that entry. */
const nothingBefore = ({ moment }: CaseAt): CaseAt => ({
  moment: { ...moment, revision: -1, position: moment.position - 1 },
  calendarVersion: '',
  state: undefined,
  clocks: [],
  findings: [],
  letters: [],
});

function signedViews(replay: CaseReplay, working: boolean): SignedView[] {
  const listed = entryViews(replay);
  return signings(replay.file).map(({ event, known, late, rewritten }) => ({
    entry: listed[event.revision]!,
    known: momentView(known, replayAt(replay.shown, known.moment), { working }),
    // As they count today: a day that was corrected since is the corrected one.
    late: late.map(({ revision, effectiveOn }) => ({ ...listed[revision]!, effectiveOn })),
    rewritten: rewritten.map(({ revision }) => listed[revision]!),
  }));
}
