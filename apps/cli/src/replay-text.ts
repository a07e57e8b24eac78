import { terminalTable } from '@app/annual-report';
import {
  DAY_KINDS,
  EVENTS,
  fieldLabel,
  shanghaiTimeText,
  valuesOf,
  type CaseState,
  type Cause,
  type ClockView,
  type Moment,
} from '@app/disclosure';
import type { DifferenceView, EntryView, MomentView, ReplayDocument, SignedView, StepView } from '@app/runtime';
import { isForPeople, valueText } from './replay-values';

const NONE = '–';
const CLOCK_STATES: Record<ClockView['state'], string> = {
  running: '计算中',
  paused: '暂停',
  stopped: '已停止',
  expired: '已届满',
};

/** A replay for a terminal; the same document as `--json`. */
export function replayText({ case: of, at, steps, difference, signed }: ReplayDocument): string {
  const heading = `${of.caseNo} ${of.caseId} ${of.unit}，共 ${of.revisions} 条记录`;
  const parts = [
    ...(steps ?? []).map(stepText),
    ...(difference ? differenceText(difference) : []),
    ...(signed ?? []).flatMap(signedText),
    ...(at ? momentText(at, steps ? [] : at.entries) : []),
  ];
  return [heading, '', ...parts].join('\n');
}

const momentName = ({ revision, position, on }: Moment): string => `r${revision} 位置 ${position} ${on}`;
const late = ({ lateWd = 0 }: EntryView): string => (lateWd > 0 ? `迟 ${lateWd} 工作日` : '');
/** What a correction put in the place of what; masked values stay masked. */
function corrected({ type, data }: EntryView): string {
  if (type !== 'EntryCorrected') return '';
  const { field, oldValue, oldText, newValue, newText } = data;
  const name = String(field);
  return `${name} ${valueText(name, oldValue ?? oldText ?? undefined)} → ${valueText(name, newValue ?? newText ?? undefined)}`;
}

const entryRow = (entry: EntryView): string[] => [
  `r${entry.revision}`,
  String(entry.position),
  shanghaiTimeText(entry.recordedAt),
  `生效 ${entry.effectiveOn}`,
  entry.label,
  `${entry.actor.id} ${entry.actor.label}`,
  entry.origin ? '台账导入' : '',
  late(entry),
  corrected(entry),
];

const entryLine = (entry: EntryView): string =>
  entryRow(entry)
    .filter((cell) => cell !== '')
    .join('  ');

function stepText({ entry, changes: { fields, clocks, findings, letters } }: StepView): string {
  const status = fields.find(({ field }) => field === 'status');
  return [
    entryLine(entry),
    ...(status ? [`    状态 ${valueText('status', status.before)} → ${valueText('status', status.after)}`] : []),
    ...clocks.map(
      ({ clock, label, before, after }) => `    ${clock} ${label} ${clockText(before)} → ${clockText(after)}`,
    ),
    ...findingLines(findings),
    ...letters.map(({ label }) => `    文书 ${label} 已发出`),
    '',
  ].join('\n');
}

function differenceText({ from, to, fields, clocks, findings, letters }: DifferenceView): string[] {
  return [
    `${momentName(from)} → ${momentName(to)}`,
    '',
    ...section(
      '变化 fields',
      fields
        .filter(({ field }) => isForPeople(field))
        .map(({ field, label, before, after, masked }) => [
          label,
          valueText(field, before),
          '→',
          valueText(field, after),
          masked ? '（隐去）' : '',
        ]),
    ),
    ...(clocks.length > 0 ? ['期限 clocks'] : []),
    ...clocks.flatMap(({ clock, label, before, after, because }) => [
      `  ${clock} ${label}  ${clockText(before)} → ${clockText(after)}`,
      ...because.map((reason) =>
        because.length === 1
          ? `      ${causeText(reason.cause)}`
          : `      ${clockText(reason.before)} → ${clockText(reason.after)}  ${causeText(reason.cause)}`,
      ),
    ]),
    ...findingLines(findings),
    ...letters.map(({ label, sentOn }) => `    文书 ${label} ${sentOn} 已发出`),
  ];
}

const CAUSES: { [K in Cause['kind']]: (cause: Extract<Cause, { kind: K }>) => string } = {
  event: ({ revision, type, effectiveOn, actor }) => `r${revision} ${EVENTS[type].label} ${effectiveOn} ${actor.id}`,
  notice: ({ position, year, source }) => `位置 ${position} ${year}年放假安排：${source}`,
  days: ({ from, to }) => `时间经过 ${from} → ${to}`,
};
const causeText = (cause: Cause): string => CAUSES[cause.kind](cause as never);

function signedText({ entry, known, late, rewritten }: SignedView): string[] {
  return [
    entryLine(entry),
    `  当时所知 known then：${momentName(known.moment)} ${known.statusLabel ?? NONE}`,
    ...known.clocks.map((clock) => `    ${clock.id} ${clock.label} ${clockText(clock)}`),
    ...known.findings.map(({ code, zh, rule }) => `    ${code} ${zh} (${rule})`),
    ...indented('  事后补录 recorded later, effective before', late.map(entryRow)),
    ...indented('  事后更正 rewritten later', rewritten.map(entryRow)),
    '',
  ];
}

function momentText(at: MomentView, entries: readonly EntryView[]): string[] {
  const values = at.state ? [...valuesOf(at.state as CaseState)] : [];
  return [
    `截至 ${momentName(at.moment)}  ${at.statusLabel ?? NONE}  日历 ${at.calendarVersion}`,
    '',
    ...section(
      '案件 state',
      values
        .filter(([field]) => isForPeople(field))
        .map(([field, value]) => [fieldLabel(field), valueText(field, value)]),
    ),
    ...section(
      '期限 clocks',
      at.clocks.map((clock) => [
        clock.id,
        clock.label,
        `${clock.startedOn} → ${clock.dueOn}${clock.provisional ? '（暂定）' : ''}`,
        CLOCK_STATES[clock.state],
        clock.overdueWd === undefined ? '' : `逾期 ${clock.overdueWd} 工作日`,
        clock.rule,
      ]),
    ),
    ...at.clocks.flatMap(({ id, label, working }) =>
      working
        ? section(
            `${id} ${label} 逐日`,
            working.map((day) => [day.on, day.n ?? NONE, DAY_KINDS[day.kind], day.rule]),
          )
        : [],
    ),
    ...section(
      '提示 findings',
      at.findings.map(({ code, zh, rule }) => [code, zh, rule]),
    ),
    ...section(
      '文书 letters',
      at.letters.map(({ label, sentOn, revision, actor }) => [label, sentOn, `r${revision}`, actor.id]),
    ),
    ...section('经过 entries', entries.map(entryRow)),
  ];
}

function findingLines({ appeared, vanished }: DifferenceView['findings']): string[] {
  return [
    ...appeared.map(({ code, zh, rule }) => `    + ${code} ${zh} (${rule})`),
    ...vanished.map(({ code, zh, rule }) => `    − ${code} ${zh} (${rule})`),
  ];
}

const section = (title: string, rows: (string | number)[][]): string[] =>
  rows.length === 0 ? [] : [title, ...lines(rows), ''];
const indented = (title: string, rows: string[][]): string[] => (rows.length === 0 ? [] : [title, ...lines(rows)]);
const lines = (rows: (string | number)[][]): string[] =>
  terminalTable(rows)
    .split('\n')
    .map((line) => `    ${line}`);

function clockText(view: ClockView | null): string {
  return view ? `${view.dueOn} ${CLOCK_STATES[view.state]}${view.provisional ? '（暂定）' : ''}` : NONE;
}
