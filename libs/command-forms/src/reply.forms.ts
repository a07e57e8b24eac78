import { z } from 'zod';
import { RESULT_CODES } from '@app/disclosure';
import { ruled } from './part-rules';
import { civilDate, innerId, long, sentLetter, short } from './parts';
import type { CommandTable } from './command-form';
import { oneOf } from './one-of';

const resultCode = oneOf(RESULT_CODES, 'A §3', 'E_RESULT_CODE').describe('办理结果，年报表三的行 / row of table 3');

/** What any decision says. */
const reply = {
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
};

const review = {
  result: ruled(z.enum(['passed', 'objected']), 'Reg.17').describe('通过、不通过 / passed or not'),
  reviewedOn: civilDate,
  opinion: long.optional(),
};

export const REPLY_FORMS = {
  Decide: {
    path: 'cases/:caseId/decision',
    zh: '作出处理决定',
    en: 'Decide',
    rule: 'R-70..R-85',
    shape: reply,
  },
  RevokeUndispatchedDecision: {
    path: 'cases/:caseId/decision/revocation',
    zh: '撤回未发出的决定',
    en: 'Take back a decision not yet dispatched',
    rule: 'R §13',
    shape: { reason: short },
  },
  DetermineAttribute: {
    path: 'cases/:caseId/decision/attribute',
    zh: '信息公开属性认定',
    en: 'Determine what kind of information it is',
    rule: 'Reg.17',
    shape: {
      attribute: z
        .enum(['proactive', 'on_request', 'not_disclosed'])
        .describe('主动公开、依申请公开、不予公开 / published, given on request, not given'),
      determinedOn: civilDate,
      basis: short.optional(),
    },
  },
  RecordSecrecyReview: {
    path: 'cases/:caseId/decision/secrecy-review',
    zh: '保密审查',
    en: 'Review the secrecy; handler, reviewer and signer are different people',
    rule: 'Reg.17',
    shape: review,
  },
  RecordLegalReview: {
    path: 'cases/:caseId/decision/legal-review',
    zh: '合法性审查',
    en: 'Review the legality',
    rule: 'Reg.17',
    shape: review,
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
      letter: sentLetter.optional(),
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
  Redecide: {
    path: 'cases/:caseId/redecision',
    zh: '重新作出决定（不另计一件）',
    en: 'Decide again as ordered; no new case in the tables',
    rule: 'R-98, R-99, A-31',
    shape: reply,
  },
  SelfCorrectDecision: {
    path: 'cases/:caseId/self-correction',
    zh: '自行改变已发出的决定，另行发出',
    en: 'Change a decision that was sent, on the own motion',
    rule: 'A-31',
    shape: { ...reply, reason: short },
  },
  CorrectEntry: {
    path: 'cases/:caseId/entry-corrections',
    zh: '更正登记（须另一人批准）',
    en: 'Correct an entry; somebody else approves',
    rule: 'R-110',
    shape: {
      targetEventId: z.uuid(),
      field: short,
      newValue: z.json().optional().describe('省略则删去该项 / left out: the field is taken away'),
      reason: short,
      approvedBy: short,
    },
  },
  RetractEntry: {
    path: 'cases/:caseId/entry-retractions',
    zh: '撤销登记（须另一人批准）；由其产生的办结一并撤销',
    en: 'Take an entry back, with the closing that followed from it; somebody else approves',
    rule: 'R-110, A-30',
    shape: { targetEventId: z.uuid(), reason: short, approvedBy: short },
  },
  RecordLetter: {
    path: 'cases/:caseId/letters/sendings',
    zh: '登记寄发文书（登记回执、征求意见告知、不再处理告知）',
    en: 'Record that a letter about an event was sent: receipt, notice of a consultation or a lapse',
    rule: 'R-18, R-25, R-49, R-56',
    shape: {
      aboutEventId: innerId.describe('所告知的事项 / the event told of'),
      sentOn: civilDate,
      letter: sentLetter,
    },
  },
  RecordComplaint: {
    path: 'cases/:caseId/complaints',
    zh: '登记投诉举报',
    en: 'Record a complaint',
    rule: 'R-103',
    shape: { receivedOn: civilDate, body: long, outcome: short.optional() },
  },
} satisfies Partial<CommandTable>;
