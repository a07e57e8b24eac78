import type { DoorRefusal } from '@app/runtime';

/** What only the command line can refuse. The rules G are those of the doors (docs/decisions.md). */
export const CLI_REFUSALS = {
  E_USAGE: { rule: 'G-05', zh: '命令行有误', en: 'wrong usage' },
  E_TWO_DATABASES: {
    rule: 'G-06',
    zh: '--data 与 DATABASE_URL 只能给出一个',
    en: '--data and DATABASE_URL exclude each other',
  },
  E_OUT_FILE: { rule: 'G-07', zh: '无法写入文件', en: 'the file cannot be written' },
  E_BUNDLE_FILE: { rule: 'D10', zh: '无法读取该文件', en: 'the file cannot be read' },
  E_FINGERPRINT_FILE: {
    rule: 'F31',
    zh: '该文件不是 ledger fingerprint 的结果',
    en: 'the file is no answer of ledger fingerprint',
  },
  E_NOTHING_SEALED: {
    rule: 'D10',
    zh: '所需事件尚无封签',
    en: 'what has to be shown is under no seal yet',
  },
  E_OPENED_CONTRADICTS: {
    rule: 'A-03',
    zh: '要公开的事件本身不属于此单元格，且无更正或已公布年报可以说明',
    en: 'the event to be opened is not of this cell by itself, and no correction or published report explains it',
  },
  E_NOT_COUNTED: {
    rule: 'A-10',
    zh: '此单元格不由案件统计，无从证明',
    en: 'the cell is recorded, not counted from cases',
  },
} as const satisfies Record<`E_${string}`, DoorRefusal>;

export type CliRefusalCode = keyof typeof CLI_REFUSALS;
