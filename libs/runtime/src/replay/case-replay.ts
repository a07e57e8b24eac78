import {
  caseFile,
  liftEvent,
  momentNow,
  momentOfInstant,
  momentOfPosition,
  momentOfRevision,
  shownHistory,
  type CalendarNotice,
  type CaseFile,
  type CivilDate,
  type Moment,
} from '@app/disclosure';
import { CALENDAR_STREAM, caseHistory, caseStream, Refused, type WriteSide } from '@app/use-cases';
import { NoSuchMoment } from './no-such-moment';

/** A case opened for replay: as the log tells it, and as it may be shown (D9). */
export interface CaseReplay {
  caseId: string;
  caseNo: string;
  unit: string;
  today: CivilDate;
  /** Last position of the log. */
  head: number;
  /** Everything is computed from this one. */
  file: CaseFile;
  /** The same with protected values masked: what is printed comes from this one. */
  shown: CaseFile;
}

/** The case and the holiday notices, from the log itself. @throws Refused E_CASE_UNKNOWN */
export async function openCaseReplay(write: WriteSide, caseId: string): Promise<CaseReplay> {
  const history = await caseHistory(write.store, caseStream(caseId));
  const [registration] = history;
  if (registration?.type !== 'ApplicationRegistered') throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'case' });
  const notices: CalendarNotice[] = [];
  for await (const stored of write.store.readStream(CALENDAR_STREAM)) notices.push(liftEvent(stored) as CalendarNotice);
  return {
    caseId,
    caseNo: registration.data.caseNo,
    unit: registration.data.unit,
    today: write.today(),
    head: (await write.store.head()).position,
    file: caseFile(history, notices),
    shown: caseFile(shownHistory(history, { unmasked: false }).history, notices),
  };
}

/** How a moment is named at the doors: `265` a position of the log, `r5` a revision of the case, `now`. */
export const MOMENT_TEXT = /^(now|r\d{1,9}|\d{1,15})$/;
/** Two of them, `r2..now`. */
export const MOMENTS_TEXT = /^(now|r\d{1,9}|\d{1,15})\.\.(now|r\d{1,9}|\d{1,15})$/;

/** @throws NoSuchMoment */
export function momentNamed({ file, today, head }: CaseReplay, text: string): Moment {
  if (text === 'now') return momentNow(file, today);
  if (!text.startsWith('r')) {
    if (Number(text) > head) throw new NoSuchMoment('NOT_YET', { head });
    return momentThere(momentOfPosition(file, Number(text)));
  }
  const revision = Number(text.slice(1));
  if (revision >= file.history.length) throw new NoSuchMoment('NO_REVISION', { revisions: file.history.length });
  return momentOfRevision(file, revision);
}

/** @throws NoSuchMoment */
export function momentAsOf({ file }: CaseReplay, instant: string): Moment {
  return momentThere(momentOfInstant(file, instant));
}

/** @throws NoSuchMoment also where the second lies before the first */
export function momentsNamed(replay: CaseReplay, text: string): [from: Moment, to: Moment] {
  const [from, to] = text.split('..').map((name) => momentNamed(replay, name)) as [Moment, Moment];
  if (to.position < from.position || to.revision < from.revision || to.on < from.on) {
    throw new NoSuchMoment('BACKWARDS');
  }
  return [from, to];
}

function momentThere(moment: Moment): Moment {
  if (moment.revision < 0) throw new NoSuchMoment('BEFORE_THE_CASE');
  return moment;
}
