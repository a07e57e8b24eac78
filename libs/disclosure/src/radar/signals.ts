import { eveOfDeadline } from './eve-of-deadline';
import { inTimeByLateEntry } from './in-time-by-late-entry';
import { lateEntries } from './late-entries';
import { offHours } from './off-hours';
import type { RadarSignal, Searched, SignalKind } from './signal';
import { yearEndBatch } from './year-end-batch';

/** One kind of signal: what it says, what it is measured in, and what harmless things look the same. */
export interface SignalDefinition {
  rule: string;
  zh: string;
  en: string;
  /** `one_in`: by chance once in so many; `tenths`: tenths of the usual distance beyond the usual lateness. */
  measure: 'one_in' | 'tenths';
  innocent: { zh: string; en: string }[];
  find: (searched: Searched) => RadarSignal[];
}

const PAPER = {
  zh: '先在纸质登记簿上办理，事后集中录入',
  en: 'work done on paper first and typed in afterwards',
};
const LEAVE = {
  zh: '录入人员休假、换岗或系统停用',
  en: 'whoever types was on leave or replaced, or the system was down',
};

/** Every signal, the gravest first. */
export const SIGNALS: Record<SignalKind, SignalDefinition> = {
  in_time_by_late_entry: {
    rule: 'R-36, R §14',
    zh: '按当时登记已逾期，事后补录或者更正使答复变为按期',
    en: 'overdue by what was on record, in time by what was entered or corrected later',
    measure: 'one_in',
    innocent: [
      PAPER,
      { zh: '期满当日发出、次日录入', en: 'sent on the last day and typed on the next' },
      {
        zh: '更正录入错误的日期，有发文簿或者邮寄凭证可查',
        en: 'a typing error put right; the post book proves the day',
      },
    ],
    find: inTimeByLateEntry,
  },
  late_entry: {
    rule: 'R §14, D2',
    zh: '生效日期与录入日期相隔远超本单位习惯',
    en: 'entered long after it took effect, far beyond the habit of the unit',
    measure: 'tenths',
    innocent: [
      PAPER,
      LEAVE,
      { zh: '复议、诉讼文书由他人转来较迟', en: 'documents of reconsideration or court that others passed on late' },
    ],
    find: lateEntries,
  },
  year_end_batch: {
    rule: 'A-41, A-02',
    zh: '年初集中录入上一年度的事项，多于其他月初',
    en: 'many entries of the old year in the first days of January, more than at other turns of a month',
    measure: 'one_in',
    innocent: [
      { zh: '编制年报前核对台账，补齐遗漏', en: 'the register was checked for the annual report and completed' },
      LEAVE,
    ],
    find: yearEndBatch,
  },
  eve_of_deadline: {
    rule: 'R-30, R §14',
    zh: '答复期满前夜间或者休息日录入，多于平时',
    en: 'entries in the evening or on days off just before a reply was due, more than otherwise',
    measure: 'one_in',
    innocent: [{ zh: '期满前加班办结', en: 'overtime to meet the deadline' }],
    find: eveOfDeadline,
  },
  off_hours: {
    rule: 'R §14',
    zh: '某人在夜间或者休息日录入的日数远多于他人',
    en: 'somebody enters on evenings and days off on far more days than the others',
    measure: 'one_in',
    innocent: [
      { zh: '值班、轮班或者经批准的加班', en: 'duty, shifts or agreed overtime' },
      { zh: '多人共用一个账号', en: 'an account that several people share' },
    ],
    find: offHours,
  },
};

export const SIGNAL_KINDS = Object.keys(SIGNALS) as SignalKind[];
