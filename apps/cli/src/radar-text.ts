import { terminalTable } from '@app/annual-report';
import {
  EVENTS,
  shanghaiTimeText,
  SIGNALS,
  type FlaggedEntry,
  type RadarSignal,
  type WeekOfLateness,
} from '@app/disclosure';
import type { EntryRadar } from '@app/read-models';

/** Entries of a signal that are listed; the others are counted. */
const LISTED = 20;
const BAR = 40;

/** A radar report for a terminal; the same as `--json`, long lists cut. */
export function radarText({
  unit,
  year,
  cases,
  entries,
  usual,
  lateness,
  imports,
  signals,
  position,
}: EntryRadar): string {
  return [
    `${unit}${year === undefined ? '' : ` ${year}`}：${cases} 件，人工录入 ${entries.judged} 条（本单位共 ${entries.ofTheUnit} 条），台账导入 ${entries.imported} 条，系统 ${entries.bySystem} 条；位置 ${position}`,
    usual
      ? `通常迟录 usual：中位数 ${usual.medianWd} 工作日，中位偏差 ${usual.madWd}，按 ${usual.entries} 条`
      : '人工录入太少，无从比较 too few entries by hand to tell what is usual',
    ...(entries.judged > 0 ? ['', '迟录工作日 working days from effect to record', ...histogram(lateness)] : []),
    ...(imports.length > 0 ? ['', '台账导入（自带来源，不作迟录评价）imports', ...importLines(imports)] : []),
    '',
    ...(signals.length === 0 ? ['没有需要询问的迟录 nothing that asks for a question'] : signals.flatMap(signalText)),
  ].join('\n');
}

function histogram(bars: readonly WeekOfLateness[]): string[] {
  const most = Math.max(1, ...bars.map(({ entries }) => entries));
  return terminalTable(
    bars.map(({ fromWd, toWd, entries }) => [
      toWd === 0 ? '当日' : toWd === undefined ? `≥${fromWd}` : `${fromWd}–${toWd}`,
      entries,
      // A bar is never nothing while there is an entry.
      '#'.repeat(Math.ceil((BAR * entries) / most)),
    ]),
  )
    .split('\n')
    .map((line) => `  ${line}`);
}

function importLines(imports: EntryRadar['imports']): string[] {
  const lines = imports
    .slice(0, LISTED)
    .map(({ fileSha256, cases, entries, recorded, effective, turnedInTime }) => [
      fileSha256.slice(0, 12),
      `${cases} 件`,
      `${entries} 条`,
      `录入 ${recorded.from === recorded.to ? recorded.from : `${recorded.from}..${recorded.to}`}`,
      `生效 ${effective.from}..${effective.to}`,
      turnedInTime > 0 ? `其中 ${turnedInTime} 条使在册逾期答复变为按期` : '',
    ]);
  return indented(terminalTable(lines)).concat(more(imports.length));
}

function signalText({ kind, score, figure, baseline, entries }: RadarSignal): string[] {
  const { zh, en, rule, measure, innocent } = SIGNALS[kind];
  const measured =
    score === 0
      ? '无从比较 nothing to compare with'
      : { one_in: `偶然 1/${score}`, tenths: `偏离 ${score / 10} 倍` }[measure];
  return [
    `${kind}  ${zh}（${rule}）  ${measured}`,
    `  ${en}`,
    `  数字 figure：${pairs(figure)}；比较 baseline：${pairs(baseline)}`,
    ...indented(terminalTable(entries.slice(0, LISTED).map(entryRow))),
    ...more(entries.length),
    `  也可能是 may be harmless：${innocent.map((reason) => reason.zh).join('；')}`,
    '',
  ];
}

const entryRow = ({ caseNo, type, effectiveOn, recordedAt, actor, lateWd, strong, dueOn }: FlaggedEntry): string[] => [
  caseNo,
  EVENTS[type].label,
  `生效 ${effectiveOn}`,
  `录入 ${shanghaiTimeText(recordedAt)}`,
  `迟 ${lateWd}`,
  dueOn === undefined ? '' : `期满 ${dueOn}`,
  actor.id,
  strong ? '*' : '',
];

const pairs = (values: Record<string, number | string>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join('，');
const indented = (table: string): string[] => table.split('\n').map((line) => `    ${line}`);
const more = (all: number): string[] => (all > LISTED ? [`    … 另有 ${all - LISTED} 条（--json 全部列出）`] : []);
