import type { SelfAuditDifference, WorkCalendar } from '@app/disclosure';
import { registerRowOf } from '../case-register/case-register';
import { dueRowsOf } from '../due-list/due-list';
import type { FoundRows } from './found-rows';
import type { ReplayedCase, ReplayedLog } from './replayed-log';

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

/** The spans of facts, row by row: a changed, dropped or doubled row is named with its case. */
export function factsDifferences(log: ReplayedLog, found: FoundRows, ofUnit?: string): SelfAuditDifference[] {
  return casesOf(log, [...found.facts.keys()], ofUnit).flatMap(([caseId, ofCase]) => {
    const spanRow = ({ from, to, facts }: { from: number; to: number | null; facts: object }) => ({
      ...facts,
      from,
      to,
    });
    const expected = (ofCase?.spans ?? []).map(spanRow);
    const rows = (found.facts.get(caseId) ?? []).map(spanRow);
    const places = [...new Set([...expected, ...rows].map(({ from }) => from))].sort((a, b) => a - b);
    return places.flatMap((place) => {
      const [told, stands] = [expected, rows].map((side) => side.find(({ from }) => from === place));
      const differs = difference(told, stands);
      const { unit, caseNo } = (ofCase ?? stands ?? {}) as { unit?: string; caseNo?: string };
      return differs ? [{ kind: 'facts' as const, unit: unit ?? '', caseId, caseNo: caseNo ?? '', ...differs }] : [];
    });
  });
}

/**
 * The register's line and the running clocks of every case against a fresh fold. A closed case keeps the days it was
 * counted with, so a line is right by the calendar of its last event or by today's.
 */
export function standingDifferences(
  log: ReplayedLog,
  found: FoundRows,
  calendarAt: (position: number) => WorkCalendar,
  ofUnit?: string,
): SelfAuditDifference[] {
  const ids = [...found.register.keys(), ...found.due.keys()];
  return casesOf(log, ids, ofUnit).flatMap(([caseId, ofCase]): SelfAuditDifference[] => {
    const row = found.register.get(caseId);
    const clocks = sorted(found.due.get(caseId) ?? []);
    const { unit, caseNo } = ofCase ?? row ?? clocks[0] ?? { unit: '', caseNo: '' };
    const by = { unit, caseId, caseNo };
    if (!ofCase) {
      return [row && ({ kind: 'register' } as const), clocks[0] && ({ kind: 'due' } as const)].flatMap((each) =>
        each ? [{ ...each, ...by, found: 'a case without events' }] : [],
      );
    }
    const nows = [calendarAt(ofCase.state.position), calendarAt(log.position)].map((calendar) => ({
      caseId,
      state: ofCase.state,
      calendar,
    }));
    const first = <T>(kind: 'register' | 'due', sides: T[], stands: T | undefined): SelfAuditDifference[] => {
      const differences = sides.map((told) => difference(told as object, stands as object | undefined));
      return differences.some((each) => each === undefined) ? [] : [{ kind, ...by, ...differences[1] }];
    };
    return [
      ...first('register', nows.map(registerRowOf), row),
      ...first(
        'due',
        nows.map((now) => keyed(sorted(dueRowsOf(now)))),
        keyed(clocks),
      ),
    ];
  });
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

/** Every case that either side knows, in the order of the log. */
function casesOf(
  { cases }: ReplayedLog,
  found: readonly string[],
  ofUnit: string | undefined,
): [string, ReplayedCase | undefined][] {
  const ids = new Set([...cases.keys(), ...found]);
  return [...ids]
    .map((caseId): [string, ReplayedCase | undefined] => [caseId, cases.get(caseId)])
    .filter(([, ofCase]) => ofUnit === undefined || ofCase === undefined || ofCase.unit === ofUnit);
}
