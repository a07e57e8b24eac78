import { z } from 'zod';
import { civilDate, sentLetter, short, yuan } from './parts';
import type { CommandTable } from './command-form';

/** The law caps an extension at 20 wd and says so itself; the edge only keeps nonsense out. */
const extraWorkingDays = z.int().min(1).max(1000);

export const PERIOD_FORMS = {
  ApproveExtension: {
    path: 'cases/:caseId/extension/approval',
    zh: '批准延期',
    en: 'Approve an extension',
    rule: 'R-31, R-32',
    shape: { extraWd: extraWorkingDays, approvedBy: short, approvedOn: civilDate, reason: short },
  },
  NotifyExtension: {
    path: 'cases/:caseId/extension/notice',
    zh: '延期告知，期限自此后移',
    en: 'Tell the applicant; only now the due date moves',
    rule: 'R-31',
    shape: { notifiedOn: civilDate, docNo: short.optional(), letter: sentLetter.optional() },
  },
  IssueFeeNotice: {
    path: 'cases/:caseId/fee-notice',
    zh: '发出收费通知',
    en: 'Issue a fee notice',
    rule: 'R-50..R-54',
    shape: {
      sentOn: civilDate,
      method: z.enum(['per_piece', 'per_page']),
      units: z
        .int()
        .min(1)
        .max(1_000_000)
        .describe('页数；按件时为该申请人当月第几件 / pages, or the ordinal of the piece in the month'),
      alreadyPublic: z
        .boolean()
        .optional()
        .describe('信息已公开、只告知获取方式：按量不收费 / already public: nothing per page (R-53)'),
      amountYuan: yuan,
      docNo: short.optional(),
      letter: sentLetter.optional(),
    },
  },
  RecordFeeNoticeDelivery: {
    path: 'cases/:caseId/fee-notice/delivery',
    zh: '收费通知送达',
    en: 'The fee notice was received',
    rule: 'R-54',
    shape: { servedOn: civilDate },
  },
  RecordPayment: {
    path: 'cases/:caseId/fee-payment',
    zh: '缴费，期限重新计算',
    en: 'The fee was paid; the reply clock starts again',
    rule: 'R-55',
    shape: { paidOn: civilDate, amountYuan: yuan, receiptNo: short.optional() },
  },
  LapseFee: {
    path: 'cases/:caseId/fee-lapse',
    zh: '逾期未缴费，视为放弃',
    en: 'Not paid in time; deemed abandoned',
    rule: 'R-56',
    shape: {},
  },
  RecordRefund: {
    path: 'cases/:caseId/fee-refunds',
    zh: '退费',
    en: 'Money was given back',
    rule: 'R-59',
    shape: { refundedOn: civilDate, amountYuan: yuan, reason: short },
  },
} satisfies Partial<CommandTable>;
