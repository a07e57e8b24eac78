import type { Clock, ClockId } from './clock';

/** One clock seen twice; `null` where one of the two views has no such clock. */
export interface ClockChange {
  clock: ClockId;
  subject?: string;
  before: ClockView | null;
  after: ClockView | null;
}

export type ClockView = Pick<Clock, 'dueOn' | 'state' | 'provisional'>;

/** The clocks of two views side by side, in the order of the second, then what only the first had. */
export function compareClocks(before: readonly ClockLike[], after: readonly ClockLike[]): ClockChange[] {
  const pairs = after.map((clock) => ({ clock, earlier: before.find((other) => isSame(other, clock)) }));
  const gone = before.filter((clock) => !after.some((other) => isSame(other, clock)));
  return [
    ...pairs.map(({ clock, earlier }) => change(clock, earlier, clock)),
    ...gone.map((clock) => change(clock, clock, undefined)),
  ];
}

/** Whether the end moved, or there is an end on one side only. */
export function hasMoved({ before, after }: ClockChange): boolean {
  return before?.dueOn !== after?.dueOn;
}

type ClockLike = ClockView & Pick<Clock, 'id' | 'subject'>;

function isSame(one: ClockLike, other: ClockLike): boolean {
  return one.id === other.id && one.subject === other.subject;
}

function change({ id, subject }: ClockLike, before: ClockLike | undefined, after: ClockLike | undefined): ClockChange {
  const named = { clock: id, ...(subject !== undefined && { subject }) };
  return { ...named, before: viewOf(before), after: viewOf(after) };
}

function viewOf(clock: ClockLike | undefined): ClockView | null {
  return clock ? { dueOn: clock.dueOn, state: clock.state, provisional: clock.provisional } : null;
}
