import { z } from 'zod';
import { ruled } from './part-rules';
import { civilDate, long, madeId, sentLetter, short, workingDays } from './parts';
import type { CommandTable } from './command-form';

export const CONSULTATION_FORMS = {
  ConsultThirdParty: {
    path: 'cases/:caseId/consultations/third-party',
    zh: '书面征求第三方意见，期限暂停',
    en: 'Ask a third party; the reply clock pauses',
    rule: 'R-33, R-45',
    shape: {
      consultId: madeId,
      thirdParty: short,
      interest: short,
      sentOn: civilDate,
      docNo: short.optional(),
      letter: sentLetter.optional(),
    },
  },
  ConsultAgency: {
    path: 'cases/:caseId/consultations/agency',
    zh: '征求其他行政机关意见，期限暂停',
    en: 'Ask another agency; the reply clock pauses',
    rule: 'R-33, R-47',
    shape: {
      consultId: madeId,
      otherAgency: short,
      jointMaker: z.boolean(),
      sentOn: civilDate,
      docNo: short.optional(),
      letter: sentLetter.optional(),
      periodWd: workingDays.optional(),
    },
  },
  RecordConsulteeReceipt: {
    path: 'cases/:caseId/consultations/:consultId/receipt',
    zh: '被征求意见方收到',
    en: 'The consulted party received the letter',
    rule: 'R-45, R-47',
    shape: { receivedOn: civilDate },
  },
  RecordOpinion: {
    path: 'cases/:caseId/consultations/:consultId/opinion',
    zh: '收到意见',
    en: 'The opinion arrived',
    rule: 'R-34, R-46',
    shape: {
      receivedOn: civilDate,
      opinion: ruled(z.enum(['agree', 'object', 'partly']), 'R-46'),
      ground: long.optional(),
      groundReasonable: z.boolean().optional(),
    },
  },
  LapseConsultation: {
    path: 'cases/:caseId/consultations/:consultId/lapse',
    zh: '逾期未提出意见',
    en: 'No opinion came in time',
    rule: 'R-46, R-47',
    shape: {},
  },
  CancelConsultation: {
    path: 'cases/:caseId/consultations/:consultId/cancellation',
    zh: '撤销征求意见',
    en: 'Cancel the consultation',
    rule: 'R-34',
    shape: { cancelledOn: civilDate, reason: short },
  },
  NotifyThirdParty: {
    path: 'cases/:caseId/third-party-notice',
    zh: '将公开决定告知第三方',
    en: 'Tell the third party of the disclosure',
    rule: 'R-46',
    shape: { notifiedOn: civilDate, content: long, reasons: long, letter: sentLetter.optional() },
  },
} satisfies Partial<CommandTable>;
