import { z } from 'zod';
import { ruled } from './part-rules';
import { civilDate, innerId, madeId, short, workingDays } from './parts';
import type { CommandTable } from './command-form';

const result = ruled(z.enum(['upheld', 'corrected', 'other']), 'A-53, A-54').describe('结果维持、结果纠正、其他结果');

export const APPEAL_FORMS = {
  RecordReconsideration: {
    path: 'cases/:caseId/reconsiderations',
    zh: '被申请行政复议',
    en: 'A reconsideration was filed',
    rule: 'R-92, A-50..A-52',
    shape: {
      reconId: madeId,
      authority: short.optional(),
      target: z
        .union([z.strictObject({ decisionEventId: z.uuid() }), z.literal('inaction')])
        .optional()
        .describe('所针对的决定；省略为最近的决定，无决定则为不作为 / left out: the last decision, else inaction'),
      filedOn: civilDate,
      acceptedOn: civilDate.optional(),
      procedure: ruled(z.enum(['simplified', 'ordinary']), 'R-93').optional(),
      copyReceivedOn: civilDate
        .optional()
        .describe('本机关收到复议申请书副本之日，答复期限自此起算 / the answer is due from it (R-93)'),
    },
  },
  AnswerReconsideration: {
    path: 'cases/:caseId/reconsiderations/:reconId/answer',
    zh: '提交复议答复',
    en: 'Answer the reconsideration',
    rule: 'R-93',
    shape: { copyReceivedOn: civilDate, answeredOn: civilDate },
  },
  ConcludeReconsideration: {
    path: 'cases/:caseId/reconsiderations/:reconId/conclusion',
    zh: '复议审结',
    en: 'The reconsideration was concluded',
    rule: 'A-51..A-53',
    shape: {
      concludedOn: civilDate,
      servedOn: civilDate.optional(),
      result,
      form: short.optional(),
      redecisionPeriod: workingDays.optional(),
    },
  },
  RecordLitigation: {
    path: 'cases/:caseId/suits',
    zh: '被提起行政诉讼',
    en: 'A suit was filed',
    rule: 'R-96, A-55',
    shape: {
      suitId: madeId,
      court: short.optional(),
      route: ruled(z.enum(['direct', 'after_reconsideration']), 'A-55'),
      reconId: innerId.optional(),
      filedOn: civilDate,
      copyReceivedOn: civilDate.optional(),
    },
  },
  RecordInstanceResult: {
    path: 'cases/:caseId/suits/:suitId/instances',
    zh: '各审级裁判',
    en: 'One instance was decided',
    rule: 'A-52',
    shape: {
      instance: ruled(z.enum(['first', 'second', 'retrial']), 'A-52'),
      decidedOn: civilDate,
      form: short,
      final: z.boolean(),
    },
  },
  ConcludeLitigation: {
    path: 'cases/:caseId/suits/:suitId/conclusion',
    zh: '诉讼审结',
    en: 'The suit was concluded',
    rule: 'A-51..A-54',
    shape: { concludedOn: civilDate, result, form: short.optional() },
  },
  OrderRedecision: {
    path: 'cases/:caseId/redecision-order',
    zh: '责令重新答复',
    en: 'A new decision was ordered',
    rule: 'R-98',
    shape: {
      source: z.union([z.strictObject({ reconId: innerId }), z.strictObject({ suitId: innerId })]),
      orderReceivedOn: civilDate,
      periodWd: workingDays.optional().describe('责令的期限（工作日）；未定的为20 / as ordered, else 20'),
      dueOn: civilDate.optional(),
    },
  },
} satisfies Partial<CommandTable>;
