import {
  evolve,
  factsOf,
  fold,
  type CaseEvent,
  type CaseEventType,
  type CaseState,
  type StatisticalFacts,
} from '@app/disclosure';

/** Events by which the facts of a case can change; all others may be forgotten while a bundle is read. */
const COUNTED = {
  ApplicationRegistered: true,
  ReceiptConfirmed: true,
  ApplicationSplit: true,
  CaseVoided: true,
  CaseClosed: true,
  ReconsiderationFiled: true,
  ReconsiderationAnswered: true,
  ReconsiderationConcluded: true,
  LitigationFiled: true,
  LitigationConcluded: true,
  EntryCorrected: true,
  EntryRetracted: true,
} as const satisfies Partial<Record<CaseEventType, true>>;

export const isCounted = (type: string): type is keyof typeof COUNTED => Object.hasOwn(COUNTED, type);

/** These change how earlier events read. */
const rewrites = ({ type }: CaseEvent): boolean => type === 'EntryCorrected' || type === 'EntryRetracted';

interface Moment {
  position: number;
  facts: StatisticalFacts | undefined;
}

/** The facts of one case at every position, from its counted events in order. */
export class CaseFacts {
  private readonly history: CaseEvent[] = [];
  private readonly moments: Moment[] = [];
  private state: CaseState | undefined;

  constructor(readonly unit: string) {}

  /** @throws whatever folding a history that no office could have recorded throws */
  add(event: CaseEvent): void {
    this.history.push(event);
    this.state = rewrites(event) ? fold(this.history) : evolve(this.state, event);
    this.moments.push({ position: event.position, facts: this.state && factsOf(this.state) });
  }

  at(position: number): StatisticalFacts | undefined {
    return this.moments.findLast((moment) => moment.position <= position)?.facts;
  }
}
