import type { CivilDate } from '../../calendar/civil-date';
import type { CaseEventData, CaseEventType, Dated } from '../../events/catalogue';
import type { NewEventOf } from '../../events/envelope';
import { takesEffectOn } from '../../events/takes-effect-on';
import type { Rejection, RejectionCode } from '../../vocabulary/rejections';
import type { CaseCommandData, CaseCommandName, DecisionContext, Outcome } from '../commands';
import type { CaseState } from '../state';

/** The fields of a command that hold a day; by convention their names end in `On`. */
export type DayField<T extends CaseCommandName> = Extract<keyof CaseCommandData[T], `${string}On`>;

/** A day of an act lies in the past; a deadline that is set may lie ahead. */
export type DayKind = 'act' | 'deadline';

/** Before registration there is no case. */
export type StateBefore<T extends CaseCommandName> = T extends 'RegisterApplication' ? undefined : CaseState;

/** How one command is decided: what is checked the same way everywhere, and what is its own. */
export interface Decision<T extends CaseCommandName> {
  days: Record<DayField<T>, DayKind>;
  /** Texts without which the act cannot be recorded (E_MISSING). */
  required: readonly (keyof CaseCommandData[T] & string)[];
  decide(data: CaseCommandData[T], state: StateBefore<T>, context: DecisionContext): Outcome;
}

/** A fact, effective on its own day; acts without a day of their own are given one. */
export function fact<T extends CaseEventType>(
  type: T,
  data: CaseEventData[T],
  effectiveOn: Dated = takesEffectOn(type, data),
): NewEventOf<CaseEventType> {
  if (effectiveOn === null) throw new Error(`${type} has no day to take effect on`);
  return { type, effectiveOn, data } as unknown as NewEventOf<CaseEventType>;
}

/** The facts, unless something speaks against them. */
export function unless(refusal: Rejection | undefined, facts: () => NewEventOf<CaseEventType>[]): Outcome {
  return refusal ? { rejection: refusal } : { events: facts() };
}

export function refuse(code: RejectionCode, field?: string, detail?: Rejection['detail']): Rejection {
  return { code, ...(field !== undefined && { field }), ...(detail && { detail }) };
}

export function refuseIf(
  condition: boolean,
  code: RejectionCode,
  field?: string,
  detail?: Rejection['detail'],
): Rejection | undefined {
  return condition ? refuse(code, field, detail) : undefined;
}

/** E_DATE_ORDER when a day precedes one it depends on; days that are not known hold nothing up (L-19). */
export function notBefore(
  field: string,
  on: CivilDate | undefined,
  ...dependsOn: (Dated | undefined)[]
): Rejection | undefined {
  const latest = latestOf(dependsOn);
  return on !== undefined && latest !== undefined && on < latest
    ? refuse('E_DATE_ORDER', field, { earliest: latest })
    : undefined;
}

export function latestOf(days: readonly (Dated | undefined)[]): CivilDate | undefined {
  return days.filter((day) => day !== undefined && day !== null).reduce<CivilDate | undefined>(later, undefined);
}

function later(a: CivilDate | undefined, b: CivilDate): CivilDate {
  return a === undefined || b > a ? b : a;
}

export function isBlank(text: string | undefined | null): boolean {
  return text === undefined || text === null || text.trim() === '';
}
