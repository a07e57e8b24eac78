import type { SelfAuditDifference, WorkCalendar } from '@app/disclosure';
import { registerRowOf } from '../case-register/case-register';
import { dueRowsOf } from '../due-list/due-list';
import type { CaseNow } from '../framework/latest-cases';
import type { FoundRows } from './found-rows';
import type { FactsOverTime } from './registers-in-log';
import type { ReplayedCase } from './replayed-case';
import { spansAt } from './replayed-case';

/** Text of a value that is the same whatever the order of its keys; absent and null say the same. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined && each !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

type Row = object;

/** The fields in which two rows differ, each side's values; `undefined` where they say the same. */
function difference(
  expected: Row | undefined,
  found: Row | undefined,
): { expected?: string; found?: string } | undefined {
  if (!expected && !found) return undefined;
  const keys = new Set([...Object.keys(expected ?? {}), ...Object.keys(found ?? {})]);
  const of = (row: Row | undefined, key: string): unknown => (row as Record<string, unknown> | undefined)?.[key];
  const differing = [...keys].filter((key) => canonical(of(expected, key)) !== canonical(of(found, key))).sort();
  if (expected && found && differing.length === 0) return undefined;
  const said = (row: Row | undefined) =>
    row &&
    differing
      .map((key) => `${key} ${canonical(of(row, key))}`)
      .join(', ')
      .slice(0, 500);
  return { ...(expected && { expected: said(expected) }), ...(found && { found: said(found) }) };
}

/** One case on both sides, and the positions its rows stand at. */
export interface ComparedCase {
  caseId: string;
  /** Absent where the log knows no such case. */
  inLog: ReplayedCase | undefined;
  rows: FoundRows;
  positions: { facts: number; register: number; due: number };
}

/** The spans of facts, row by row: a changed, dropped or doubled row is named with its case. */
export function factsDifferences({ caseId, inLog, rows, positions }: ComparedCase): SelfAuditDifference[] {
  const spanRow = ({ from, to, facts }: FactsOverTime) => ({ ...facts, from, to });
  const expected = spansAt(inLog?.spans ?? [], positions.facts).map(spanRow);
  const found = rows.facts.map(spanRow);
  const places = [...new Set([...expected, ...found].map(({ from }) => from))].sort((a, b) => a - b);
  return places.flatMap((place) => {
    const [told, stands] = [expected, found].map((side) => side.find(({ from }) => from === place));
    const differs = difference(told, stands);
    const { unit = '', caseNo = '' } = inLog ?? stands ?? {};
    return differs ? [{ kind: 'facts' as const, unit, caseId, caseNo, ...differs }] : [];
  });
}

/**
 * The register's line and the running clocks of a case against a fresh fold. A closed case keeps the days it was
 * counted with, so a line is right by the calendar of its last event or by that of the position it stands at.
 */
export function standingDifferences(
  { caseId, inLog, rows, positions }: ComparedCase,
  calendarAt: (position: number) => WorkCalendar,
): SelfAuditDifference[] {
  const clocks = sorted(rows.due);
  const { unit, caseNo } = inLog ?? rows.register ?? clocks[0] ?? { unit: '', caseNo: '' };
  const by = { unit, caseId, caseNo };
  const without = { ...by, found: 'a case without events' };
  /** Told by the calendar then, or by today's; none where the log had no event of it yet. */
  const differs = <T extends object>(
    kind: 'register' | 'due',
    told: (now: CaseNow) => T,
    stands: T | undefined,
    nothing: T | undefined,
  ): SelfAuditDifference[] => {
    const state = inLog?.stateAt(positions[kind]);
    if (!state) return difference(nothing, stands) ? [{ kind, ...without }] : [];
    const calendars = new Set([calendarAt(state.position), calendarAt(positions[kind])]);
    const found = [...calendars].map((calendar) => difference(told({ caseId, state, calendar }), stands));
    return found.includes(undefined) ? [] : [{ kind, ...by, ...found.at(-1) }];
  };
  return [
    ...differs('register', registerRowOf, rows.register, undefined),
    ...differs('due', (now) => keyed(sorted(dueRowsOf(now))), keyed(clocks), {}),
  ];
}

type Clock = ReturnType<typeof dueRowsOf>[number];
const keyOf = ({ clock, subject }: Clock): string => `${clock} ${subject}`.trim();
const sorted = (clocks: readonly Clock[]): Clock[] => clocks.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
const keyed = (clocks: readonly Clock[]): Record<string, string> =>
  Object.fromEntries(
    clocks.map((clock) => [
      keyOf(clock),
      `${clock.startedOn}..${clock.dueOn} ${clock.status}${clock.paused ? ' paused' : ''}${clock.provisional ? ' provisional' : ''}`,
    ]),
  );
