import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { terminalTable } from '@app/annual-report';
import { CLOCK_NAMES, type HolidayNotice } from '@app/disclosure';
import { ListMovedDates } from '@app/read-models';
import { RecordWorkCalendar } from '@app/use-cases';
import { RefusedByLedger, type CliCommand } from '../command';
import { operator } from '../operator';

/** Far above any notice. */
const MOST_BYTES = 100_000;

export const calendarCommand: CliCommand = {
  usage: 'FILE [--dry-run]',
  summary: 'puts a holiday notice (JSON) in force and lists the due dates that move',
  options: { 'dry-run': { type: 'boolean' } },
  positionals: 1,
  async run({ args, ledger }) {
    const notice = noticeIn(await textOf(args.positionals[0]!));
    const dryRun = args.flag('dry-run');
    const { before, after, ...receipt } = await ledger.execute(
      new RecordWorkCalendar({ commandId: randomUUID(), actor: operator(), notice, dryRun }),
    );
    const moved = await ledger.ask(new ListMovedDates({ before, after }));
    const calendarVersion = { before: before.version, after: after.version };
    return {
      json: { dryRun, ...receipt, calendarVersion, cases: moved.cases, moved: moved.items },
      text: [
        receipt.years.length === 0
          ? '该通知已在施行 in force already'
          : `${dryRun ? '试算 dry run' : '已施行 in force'}: ${receipt.years.join(', ')}; ${moved.cases} case(s) move`,
        terminalTable(
          moved.items.map((item) => [
            item.unit,
            item.caseNo,
            item.clock,
            CLOCK_NAMES[item.clock].zh,
            `${item.before} → ${item.after}`,
          ]),
        ),
      ].join('\n'),
    };
  },
};

async function textOf(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > MOST_BYTES) throw unreadable('文件过大', 'too large for a notice');
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RefusedByLedger) throw error;
    throw unreadable('文件无法按 UTF-8 读取', 'cannot be read as UTF-8 text');
  }
}

/** `{year, daysOff, makeUpDays, source}` and nothing else. @throws RefusedByLedger naming the field */
function noticeIn(text: string): HolidayNotice {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    throw unreadable('不是 JSON', 'is not JSON');
  }
  if (typeof told !== 'object' || told === null || Array.isArray(told)) throw unreadable('不是通知', 'is no notice');
  const fields = told as Record<string, unknown>;
  for (const name of Object.keys(fields)) if (!Object.hasOwn(FIELDS, name)) throw malformed(name);
  for (const name of Object.keys(FIELDS) as (keyof HolidayNotice)[])
    if (!FIELDS[name](fields[name])) throw malformed(name);
  return fields as unknown as HolidayNotice;
}

const areDays = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= 120 && value.every((day) => typeof day === 'string');

const FIELDS: Record<keyof HolidayNotice, (value: unknown) => boolean> = {
  year: Number.isInteger,
  daysOff: areDays,
  makeUpDays: areDays,
  source: (value) => typeof value === 'string' && value.length <= 20_000,
};

const unreadable = (zh: string, en: string) =>
  new RefusedByLedger('E_CALENDAR_NOTICE', { field: 'file', reason: { zh, en } });
const malformed = (field: string) =>
  new RefusedByLedger('E_CALENDAR_NOTICE', {
    field,
    reason: { zh: '字段缺失、未知或类型有误', en: 'the field is missing, unknown or of another kind' },
  });
