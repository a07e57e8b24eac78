import { z } from 'zod';
import { civilDate, long, sentLetter, short, workingDays } from './parts';
import type { CommandTable } from './command-form';

export const CORRECTION_FORMS = {
  RequestCorrection: {
    path: 'cases/:caseId/correction-notice',
    zh: '告知补正（只能一次）',
    en: 'Ask for correction, once',
    rule: 'R-20, R-21',
    shape: {
      sentOn: civilDate,
      items: z.array(short).max(50).describe('需补正事项 / what to correct'),
      periodWd: workingDays.optional().describe('补正期限（工作日）；与 dueOn 二选一 / period, or dueOn'),
      dueOn: civilDate.optional(),
      docNo: short.optional(),
      letter: sentLetter.optional(),
    },
  },
  RecordCorrectionNoticeDelivery: {
    path: 'cases/:caseId/correction-notice/delivery',
    zh: '补正告知送达',
    en: 'The correction notice was received',
    rule: 'R-24',
    shape: { servedOn: civilDate },
  },
  ReceiveCorrection: {
    path: 'cases/:caseId/correction',
    zh: '收到补正，期限重新计算',
    en: 'The correction arrived; the reply clock starts again',
    rule: 'R-22, R-25',
    shape: {
      correctedOn: civilDate,
      newDescription: long.optional(),
      excuse: z.strictObject({ reason: short, approvedBy: short }).optional().describe('逾期补正的正当理由 / R-25'),
    },
  },
  LapseCorrection: {
    path: 'cases/:caseId/correction/lapse',
    zh: '逾期不补正，视为放弃',
    en: 'No correction came in time; deemed abandoned',
    rule: 'R-25',
    shape: {},
  },
  RequestReasons: {
    path: 'cases/:caseId/reasons-request',
    zh: '要求说明大量申请的理由',
    en: 'Ask for reasons of excessive applications',
    rule: 'R-40',
    shape: { sentOn: civilDate, dueOn: civilDate.optional(), letter: sentLetter.optional() },
  },
  ReceiveReasons: {
    path: 'cases/:caseId/reasons',
    zh: '收到申请人说明的理由',
    en: "The applicant's reasons arrived",
    rule: 'R-40, R-41',
    shape: { receivedOn: civilDate, text: long, accepted: z.boolean().optional() },
  },
  DeferReply: {
    path: 'cases/:caseId/deferral',
    zh: '理由合理、无法按期答复：延迟答复告知',
    en: 'Reasonable but too much to answer in time: a later day',
    rule: 'R-40',
    shape: { newDueOn: civilDate, notifiedOn: civilDate, reason: short, letter: sentLetter.optional() },
  },
} satisfies Partial<CommandTable>;
