import { addDays, due, isWorkday, stateCouncilCalendar, type CaseEvent, type CivilDate } from '@app/disclosure';

/** An invented office's year, written without looking at the radar: what happened, and when somebody typed it. */
export interface OfficeYear {
  /** The streams of the cases; positions run through all of them in the order of recording. */
  cases: CaseEvent[][];
  /** Cases whose reply left late and was dated back. */
  backdated: Set<string>;
}

export interface OfficeHabits {
  seed: number;
  year: number;
  cases: number;
  /** Replies that left late and are dated back into the period. */
  backdated: number;
  /** Replies of a hundred that leave late and are entered as what they are. */
  honestlyLatePercent: number;
  /** Entries of a hundred that are forgotten for more than two working days. */
  forgottenPercent: number;
}

/** What is typed: days it took effect and was typed on, hour, by whom. */
interface Typed {
  type: CaseEvent['type'];
  effectiveOn: CivilDate;
  data: object;
  typedOn: CivilDate;
  minute: number;
  clerk: string;
}

const CLERKS = ['clerk.01', 'clerk.02', 'clerk.03', 'clerk.04'];

/** Mulberry32: the same year for the same seed on every machine. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function officeYear({
  seed,
  year,
  cases,
  backdated,
  honestlyLatePercent,
  forgottenPercent,
}: OfficeHabits): OfficeYear {
  const roll = dice(seed);
  const between = (from: number, to: number): number => from + Math.floor(roll() * (to - from + 1));
  const one = <T>(of: readonly T[]): T => of[Math.floor(roll() * of.length)]!;
  const later = (day: CivilDate, workingDays: number): CivilDate =>
    workingDays === 0 ? day : due(day, workingDays, stateCouncilCalendar).dueOn;
  const workdayFrom = (day: CivilDate): CivilDate => {
    let on = day;
    while (!isWorkday(on, stateCouncilCalendar)) on = addDays(on, 1);
    return on;
  };
  /** Most is typed at once, some is forgotten for weeks; one clerk is on leave for two weeks of July. */
  const typingDay = (day: CivilDate, clerk: string): CivilDate => {
    const luck = roll() * 100;
    const [forgotten, weeks] = [100 - forgottenPercent, 100 - forgottenPercent / 3];
    const delay = luck < 70 ? 0 : luck < 88 ? 1 : luck < forgotten ? 2 : luck < weeks ? between(3, 5) : between(6, 18);
    const on = later(workdayFrom(day), delay);
    const onLeave = clerk === CLERKS[1] && on >= `${year}-07-07` && on <= `${year}-07-18`;
    return onLeave ? workdayFrom(`${year}-07-21`) : on;
  };
  /** At the desk, and on one day in twenty in the evening. */
  const minuteOfTyping = (): number => (roll() < 0.05 ? between(19 * 60, 22 * 60) : between(9 * 60, 17 * 60));

  const told: { caseNo: string; typed: Typed[] }[] = [];
  const cheated = new Set<string>();
  const chosen = new Set<number>();
  while (chosen.size < backdated) chosen.add(between(0, cases - 1));

  for (let n = 0; n < cases; n++) {
    const caseNo = `${year}-${String(n + 1).padStart(4, '0')}`;
    const clerk = one(CLERKS);
    const receivedOn = workdayFrom(addDays(`${year}-01-02`, Math.floor((n * 330) / cases)));
    let dueOn = later(receivedOn, 20);
    const typed: Typed[] = [];
    const types = (type: CaseEvent['type'], effectiveOn: CivilDate, data: object, on?: CivilDate, minute?: number) => {
      const typedOn = on ?? typingDay(effectiveOn, clerk);
      typed.push({ type, effectiveOn, data, typedOn, minute: minute ?? minuteOfTyping(), clerk });
    };
    types('ApplicationRegistered', receivedOn, registration(caseNo, receivedOn));
    if (roll() < 0.15) {
      const onDay = later(receivedOn, between(12, 19));
      types('ExtensionApproved', onDay, { extraWd: 20, approvedBy: 'head.01', approvedOn: onDay, reason: '需要检索' });
      types('ExtensionNotified', onDay, { notifiedOn: onDay });
      dueOn = later(dueOn, 20);
    }
    const cheats = chosen.has(n);
    const isLate = cheats || roll() * 100 < honestlyLatePercent;
    // Offices use their time: many replies leave in the last days of the period.
    const inTime = earlier(dueOn, roll() < 0.45 ? between(0, 3) : between(4, 17), receivedOn);
    const left = isLate ? later(dueOn, between(1, 15)) : inTime;
    const decidedOn = earlier(left, between(0, 2), receivedOn);
    if (!cheats) {
      // Whoever forgets a reply mostly forgets all of it.
      const sitting = roll() < 0.6 ? typingDay(left, clerk) : undefined;
      types('ReplyDecided', decidedOn, decision(decidedOn), sitting);
      dispatch(types, left, sitting);
    } else {
      cheated.add(caseNo);
      // Typed when it really left or soon after, sometimes in the evening; dated to the end of the period. In one of
      // four the decision itself was made and typed in time, and only the letter left late.
      const typedOn = later(left, between(0, 2));
      const minute = roll() < 0.3 ? between(1150, 1300) : undefined;
      const dated = earlier(dueOn, between(0, 3), receivedOn);
      if (roll() < 0.25) types('ReplyDecided', dated, decision(dated), dated);
      else types('ReplyDecided', dated, decision(dated), typedOn, minute);
      dispatch(types, dated, typedOn, minute);
    }
    told.push({ caseNo, typed });
  }
  return { cases: recorded(told), backdated: cheated };
}

type Types = (type: CaseEvent['type'], effectiveOn: CivilDate, data: object, on?: CivilDate, minute?: number) => void;

const decision = (decidedOn: CivilDate): object => ({
  decidedOn,
  resultCode: 'granted',
  legalBasis: ['Reg.36(2)'],
  reasons: null,
  remedy: 'either',
});

function dispatch(types: Types, on: CivilDate, typedOn?: CivilDate, minute?: number): void {
  types('ReplyDispatched', on, { dispatchedOn: on, mode: 'china_post' }, typedOn, minute);
  types('CaseClosed', on, { concludedOn: on, resultCode: 'granted', closingKind: 'replied' }, typedOn, minute);
}

function registration(caseNo: string, receivedOn: CivilDate): object {
  return {
    unit: 'DEMO',
    caseNo,
    channel: 'in_person',
    arrivedOn: receivedOn,
    receivedOn,
    applicantKind: 'natural_person',
    applicantName: null,
    applicantIdProof: null,
    contact: null,
    infoDescription: null,
    filledByOffice: false,
  };
}

/** So many working days before a day, but not before another. */
function earlier(day: CivilDate, workingDays: number, notBefore: CivilDate): CivilDate {
  let [on, left] = [day, workingDays];
  while (left > 0 && on > notBefore) {
    on = addDays(on, -1);
    if (isWorkday(on, stateCouncilCalendar)) left--;
  }
  return on;
}

/** The log: a case is typed in its own order, whatever is typed first comes first. */
function recorded(told: { caseNo: string; typed: Typed[] }[]): CaseEvent[][] {
  const all = told.flatMap(({ caseNo, typed }, index) => {
    let last = '';
    return typed.map((entry, revision) => {
      const at = `${entry.typedOn}T${String(Math.floor(entry.minute / 60)).padStart(2, '0')}:${String(entry.minute % 60).padStart(2, '0')}:00+08:00`;
      const instant = new Date(at).toISOString();
      last = instant > last ? instant : last;
      return { caseNo, index, revision, recordedAt: last, entry };
    });
  });
  all.sort((a, b) =>
    a.recordedAt === b.recordedAt ? a.index - b.index || a.revision - b.revision : a.recordedAt < b.recordedAt ? -1 : 1,
  );
  const streams: CaseEvent[][] = told.map(() => []);
  all.forEach(({ caseNo, index, revision, recordedAt, entry: { type, effectiveOn, data, clerk } }, position) =>
    streams[index]!.push({
      id: `${caseNo}/${revision}`,
      type,
      stream: `case-${caseNo}`,
      effectiveOn,
      recordedAt,
      actor: { id: clerk, role: 'handler' },
      revision,
      position: position + 1,
      data,
      metadata: { unit: 'DEMO', commandId: `${caseNo}/${revision}` },
    } as unknown as CaseEvent),
  );
  return streams;
}
