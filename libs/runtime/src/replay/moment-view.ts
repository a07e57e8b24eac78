import {
  CASE_STATUSES,
  CLOCK_NAMES,
  FINDINGS,
  STATE_FIELDS,
  type CaseAt,
  type CaseState,
  type CaseStatus,
  type Clock,
  type Finding,
  type LetterSent,
  type Moment,
} from '@app/disclosure';
import { LETTERS, type LetterKind } from '@app/letters';

export type FindingView = Finding & { zh: string; rule: string };
export type ClockOfMoment = Omit<Clock, 'working'> & { label: string; rule: string; working?: Clock['working'] };

/** A letter that went out. Its hash is under protection like its text: names could be tried against it (D9). */
export interface LetterView extends Omit<LetterSent, 'textHash'> {
  label: string;
}

/** A case at a moment, protected values masked. */
export interface MomentView {
  moment: Moment;
  calendarVersion: string;
  status: CaseStatus | null;
  statusLabel: string | null;
  state: Partial<CaseState> | null;
  clocks: ClockOfMoment[];
  findings: FindingView[];
  letters: LetterView[];
}

/** `at` is what everything is computed from, `shown` the same moment of the masked history. */
export function momentView(at: CaseAt, shown: CaseAt, { working }: { working: boolean }): MomentView {
  const status = at.state?.status ?? null;
  return {
    moment: at.moment,
    calendarVersion: at.calendarVersion,
    status,
    statusLabel: status && CASE_STATUSES[status],
    state: shown.state ? factsOf(shown.state) : null,
    clocks: at.clocks.map(({ working: days, ...clock }) => ({
      ...clock,
      label: CLOCK_NAMES[clock.id].zh,
      rule: CLOCK_NAMES[clock.id].rule,
      ...(working && { working: days }),
    })),
    findings: at.findings.map(findingView),
    letters: at.letters.map(letterView),
  };
}

/** The case without what the moment tells itself. */
function factsOf(state: CaseState): Partial<CaseState> {
  const facts = Object.entries(state).filter(([name]) => !STATE_FIELDS[name as keyof CaseState].ofTheMoment);
  return Object.fromEntries(facts);
}

export function findingView(finding: Finding): FindingView {
  const { zh, rule } = FINDINGS[finding.code];
  return { ...finding, zh, rule };
}

export function letterView({ textHash: _protected, ...letter }: LetterSent): LetterView {
  const label = Object.hasOwn(LETTERS, letter.kind) ? LETTERS[letter.kind as LetterKind].zh : letter.kind;
  return { ...letter, label };
}
