import { z } from 'zod';
import { RESULT_CODES } from '@app/disclosure';
import { ruled } from '../validation/part-rules';
import { civilDate, long, short } from '../validation/parts';
import type { CommandTable } from './command-route';
import { oneOf } from './one-of';

const resultCode = oneOf(RESULT_CODES, 'A §3', 'E_RESULT_CODE').describe('办理结果，年报表三的行 / row of table 3');

export const REPLY_ROUTES = {
  Decide: {
    path: 'cases/:caseId/decision',
    zh: '作出处理决定',
    en: 'Decide',
    rule: 'R-70..R-85',
    shape: {
      decidedOn: civilDate,
      resultCode,
      subCode: short.optional(),
      itemResults: z
        .array(z.strictObject({ item: short, resultCode }))
        .max(200)
        .optional(),
      legalBasis: z.array(short).max(20).describe('法律依据 / legal basis, e.g. Reg.36(1)'),
      reasons: long.optional(),
      publicInterestGround: long.optional(),
      responsibleAgency: short.optional(),
      priorCaseId: z.uuid().optional(),
      remedy: ruled(z.enum(['reconsideration_first', 'either', 'none']), 'R-84').describe('救济途径 / remedy told'),
      docNo: short.optional(),
      decidedBy: short.optional(),
    },
  },
  RevokeUndispatchedDecision: {
    path: 'cases/:caseId/decision/revocation',
    zh: '撤回未发出的决定',
    en: 'Take back a decision not yet dispatched',
    rule: 'R §13',
    shape: { reason: short },
  },
  DispatchReply: {
    path: 'cases/:caseId/dispatch',
    zh: '发出答复，办结',
    en: 'Dispatch the reply; the case is concluded',
    rule: 'R-37, A-24',
    shape: {
      dispatchedOn: civilDate,
      mode: ruled(z.enum(['china_post', 'hand', 'via_agency', 'electronic']), 'R-37'),
      trackingNo: short.optional(),
      carrier: short.optional().describe('承运人；邮寄只能通过中国邮政 / only China Post may carry it'),
    },
  },
  RecordDelivery: {
    path: 'cases/:caseId/delivery',
    zh: '答复送达，救济期限起算',
    en: 'The reply was served; appeal periods start',
    rule: 'R-91',
    shape: { servedOn: civilDate, proof: short },
  },
} satisfies Partial<CommandTable>;
