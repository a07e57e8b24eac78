import { REPORT_YEARS, tablesText, type Check } from '@app/annual-report';
import { FileRefused, type ImportProgress, type Tally } from '@app/ledger-file';
import { GetAnnualTables } from '@app/read-models';
import { importLedgerFile, type LedgerImported } from '@app/runtime';
import { RegisterUnit, unitExists } from '@app/use-cases';
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { reportYear, unitCode } from '../arguments';
import { RefusedByLedger, type CliCommand, type CommandContext } from '../command';
import { operator } from '../operator';

/** Below this many rows an import is over before a progress line helps. */
const PROGRESS_FROM = 300;

export const importCommand: CliCommand = {
  usage: 'FILE --unit CODE [--unit-name NAME] [--year Y] [--dry-run]',
  summary: 'brings a ledger file (xlsx, csv) into the register',
  options: {
    unit: { type: 'string' },
    'unit-name': { type: 'string' },
    year: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  required: ['unit'],
  positionals: 1,
  async run(context) {
    const { args } = context;
    const unit = unitCode(args.text('unit')!);
    const year = args.text('year') === undefined ? undefined : reportYear(args.text('year')!);
    const dryRun = args.flag('dry-run');
    const path = args.positionals[0]!;
    await requireFile(path);
    const name = await nameOfNewUnit(context, unit);
    const result = await importLedgerFile(context.ledger, {
      file: { name: basename(path), bytes: path },
      unit,
      year,
      dryRun,
      actor: operator(),
      beforeRecording: async () => {
        if (name === undefined || dryRun) return;
        const commandId = randomUUID();
        await context.ledger.execute(new RegisterUnit({ unit, name, commandId, actor: operator() }));
      },
      onProgress: (progress) => {
        if (progressRows(progress) >= PROGRESS_FROM) context.progress(progressLine(progress));
      },
    });
    const { accepted, unchanged, questions, refused, events, cases, totals } = result;
    for (const line of whatIsLeft(totals)) context.note(line);
    return {
      refused: totals.refused.count > 0,
      json: {
        accepted,
        unchanged,
        questions,
        refused,
        events,
        cases,
        totals,
        fileSha256: result.fileSha256,
        skipped: result.skipped,
        missing: result.missing,
      },
      text: async () =>
        [summary(result), ...(dryRun ? [] : [await resultingTables(context, unit, result.years)])].join('\n'),
    };
  },
};

/** What is still to be done, in plain words: exit 1 means that a row was refused, a question alone leaves it 0. */
export function whatIsLeft({
  rowsToAnswer,
  refused,
}: Pick<LedgerImported['totals'], 'rowsToAnswer' | 'refused'>): string[] {
  const again =
    '修改文件后再次导入，已登记的不会重复 / mend the file and import it again, what is recorded is not repeated';
  return [
    ...(rowsToAnswer > 0
      ? [
          `${rowsToAnswer} 行待确认、未导入：按“questions”所列行、列填写，${again} (rows need an answer and were left out)`,
        ]
      : []),
    ...(refused.count > 0 ? [`${refused.count} 处被拒绝：${again} (refused)`] : []),
  ];
}

const progressRows = (progress: ImportProgress): number =>
  progress.phase === 'reading' ? progress.done : progress.total;

const progressLine = (progress: ImportProgress): string =>
  progress.phase === 'reading'
    ? `reading 读取 ${progress.done}`
    : `recording 登记 ${progress.done} / ${progress.total}`;

/** Before anything is said about the unit: who mistyped both is told of the file first. */
async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new FileRefused('X_NOT_FOUND');
}

/** An import may bring its unit along; without a name the unit has to be known. */
async function nameOfNewUnit({ args, ledger }: CommandContext, unit: string): Promise<string | undefined> {
  const name = args.text('unit-name')?.trim();
  if (name !== undefined && name !== '') return name;
  if (!(await unitExists(ledger.foundation.store, unit))) {
    throw new RefusedByLedger('E_UNIT_UNKNOWN', {
      field: 'unit',
      reason: { zh: '请用 --unit-name 给出名称以登记该单位', en: 'give its name with --unit-name to register it' },
    });
  }
  return undefined;
}

/** Lines of each kind; the JSON document has the first thousand, and the totals of both tell the rest. */
const SHOWN = { skipped: 20, notices: 20, issues: 40 };

function summary(result: LedgerImported): string {
  const { totals } = result;
  const lines = [
    `${result.dryRun ? 'dry run: ' : ''}accepted 接收 ${result.accepted}, unchanged 无变化 ${result.unchanged}, ` +
      `questions 待确认 ${totals.questions.count}, refused 拒绝 ${totals.refused.count}; events ${result.events}, cases ${result.cases}`,
  ];
  if (result.encoding) lines.push(`encoding ${result.encoding}`);
  for (const { sheet, from, to, reason } of result.skipped.slice(0, SHOWN.skipped)) {
    lines.push(`skipped ${sheet} ${from === to ? `row ${from}` : `rows ${from}–${to}`}: ${reason}`);
  }
  lines.push(...more('skipped', totals.skipped, SHOWN.skipped));
  for (const { code, message } of result.notices.slice(0, SHOWN.notices)) lines.push(`notice ${code}: ${message}`);
  lines.push(...more('notices', totals.notices, SHOWN.notices));
  for (const { row, code, rule, message, en } of [...result.refused, ...result.questions].slice(0, SHOWN.issues)) {
    lines.push(`row ${row} ${code} (${rule}): ${message} / ${en}`);
  }
  const { questions, refused } = totals;
  if (questions.count + refused.count > SHOWN.issues) {
    lines.push(`refused in all: ${perCode(refused)}`, `questions in all: ${perCode(questions)}`);
  }
  if (totals.missing > 0) {
    lines.push(`${totals.missing} known case(s) are not in this file; nothing happens to them (L-21)`);
  }
  return lines.join('\n');
}

function more(what: string, tally: Tally, shown: number): string[] {
  return tally.count > shown ? [`${what} in all: ${perCode(tally)}`] : [];
}

function perCode({ count, byCode }: Tally): string {
  const codes = Object.entries(byCode).map(([code, number]) => `${code} ${number}`);
  return codes.length === 0 ? `${count}` : `${count} (${codes.join(', ')})`;
}

/** The tables the file speaks of, beside their relations (ledger-file §4). */
async function resultingTables(context: CommandContext, unit: string, years: number[]): Promise<string> {
  const parts: string[] = [];
  for (const each of years.filter((year) => year >= REPORT_YEARS.first)) {
    const answer = await context.ledger.ask(new GetAnnualTables(unit, each));
    parts.push('', `${unit} ${each}`, tablesText(answer.tables), checksLine(answer.checks));
  }
  return parts.join('\n');
}

function checksLine(checks: Check[]): string {
  const broken = checks.filter((check) => !check.ok);
  return broken.length === 0
    ? `relations: all ${checks.length} hold 勾稽关系全部成立`
    : broken.map((check) => `${check.level} ${check.id}: ${check.message}`).join('\n');
}
