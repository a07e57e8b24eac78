import { z } from 'zod';
import { isReportYear, REPORT_YEARS } from '@app/annual-report';
import { isCivilDate } from '@app/disclosure';
import { ruled } from './part-rules';

/** The Regulation first took effect in 2008; no date of a case lies before. */
const FIRST_DAY = '2008-01-01';
const LAST_DAY = '2100-12-31';

/** A day in Asia/Shanghai that exists (D2). */
export const civilDate = ruled(
  z
    .string()
    .refine((value) => isCivilDate(value), says('应为存在的日期 YYYY-MM-DD', 'must be an existing day, YYYY-MM-DD'))
    .refine((value) => value >= FIRST_DAY && value <= LAST_DAY, says('日期超出范围', 'lies outside 2008-2100'))
    .meta({ format: 'date', examples: ['2025-03-03'] }),
  'R-60',
);

/** NUL, or half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Text that can be stored unchanged (F10) and is not only blanks. */
export function text(maximum: number) {
  const part = z
    .string()
    .min(1)
    .max(maximum)
    .refine((value) => /\S/.test(value), says('不能只有空白', 'must not be blank'))
    .refine((value) => !UNSTORABLE.test(value), says('含有无法保存的字符', 'cannot be stored'));
  return ruled(part, 'F10');
}

/** A name, number or word. */
export const short = text(200);
/** What an application or a reply says. */
export const long = text(20_000);

/** Id of something inside a case. Imported ones are not always UUIDs. */
export const innerId = z.string().regex(/^[\w-]{1,64}$/);
/** Id made by the client; made from the command's id when left out. */
export const madeId = z.uuid().optional().describe('UUID; left out: made by the server / 可省略');

/** Whole yuan. */
export const yuan = ruled(z.int().min(0).max(1_000_000_000), 'A-14');
/** Working days of a period. */
export const workingDays = ruled(z.int().min(1).max(1000), 'R-60');

export const unitCode = ruled(
  z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]{0,63}$/)
    .describe('单位代码 / unit code'),
  'R-02',
);

const { first, last } = REPORT_YEARS;

/** A year a report can be about; `1900` and `abc` are not. */
export const reportYear = ruled(
  z
    .string()
    .refine(isReportYear, says(`应为 ${first} 至 ${last}`, `must lie between ${first} and ${last}`))
    .transform(Number),
  'A-02',
  'E_YEAR',
);

/** A number in a query string. */
export function numeral(minimum: number, maximum: number) {
  return z
    .string()
    .refine(
      (value) => /^\d{1,16}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum,
      says(`应为 ${minimum} 至 ${maximum} 的整数`, `must be a whole number between ${minimum} and ${maximum}`),
    )
    .transform(Number);
}

/** `1`/`true` or `0`/`false` in a query string. */
export const flag = z.enum(['1', '0', 'true', 'false']).transform((value) => value === '1' || value === 'true');

/** A place in the log, as commands answer it. */
export const position = ruled(numeral(0, Number.MAX_SAFE_INTEGER).describe('日志位置 / position in the log'), 'A-44');

export function says(zh: string, en: string) {
  return { error: zh, params: { en } };
}

/** An instant with its zone, told in UTC with milliseconds. */
export const instant = ruled(
  z.iso
    .datetime({ offset: true })
    .transform((value) => new Date(value).toISOString())
    .describe('记录时刻 / instant of recording, e.g. 2026-01-31T12:00:00+08:00'),
  'A-44',
);

/** What a clerk sends back of the draft that went out: the hash of the text, and what it said beside the case. */
export const sentLetter = z
  .strictObject({
    template: z.string().regex(/^[a-z_]{1,64}$/),
    version: z.int().min(1).max(1000),
    textHash: z.string().regex(/^[0-9a-f]{64}$/),
    particulars: z.record(z.string().regex(/^[a-zA-Z]{1,32}$/), text(2000)).optional(),
  })
  .describe('随文发出的文书：模板、版本、正文散列 / the letter that went out with it');
