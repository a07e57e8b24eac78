import { z } from 'zod';
import { APPLICANT_KINDS, CHANNELS } from '@app/disclosure';
import { ruled } from './part-rules';
import { civilDate, long, sentLetter, short } from './parts';
import type { CommandTable } from './command-form';
import { oneOf } from './one-of';

export const REGISTRATION_FORMS = {
  RegisterApplication: {
    path: 'units/:unit/cases',
    zh: '登记申请',
    en: 'Register an application',
    rule: 'R-05, R-10..R-18',
    shape: {
      caseNo: short
        .max(64)
        .optional()
        .describe('登记编号；省略则取本年下一个号 / left out: the next number of the year'),
      channel: oneOf(CHANNELS, 'R-10..R-15'),
      arrivedOn: civilDate.describe('寄达或提交之日 / day it was physically there'),
      confirmedOn: civilDate.optional().describe('已与申请人确认之日 / day confirmed with the applicant (R-12..R-17)'),
      applicantKind: oneOf(APPLICANT_KINDS, 'A §3'),
      applicantName: short,
      applicantIdProof: short.optional(),
      contact: short.optional(),
      agent: short.optional(),
      infoDescription: long,
      formWanted: short.optional(),
      routeWanted: short.optional(),
      filledByOffice: z.boolean().optional(),
      parentCaseId: z.uuid().optional(),
    },
  },
  SplitApplication: {
    path: 'cases/:caseId/split',
    zh: '拆分申请（一事一申请），每项各为一件',
    en: 'Split the application; each part is a case of its own',
    rule: 'R-52',
    shape: {
      reason: short,
      children: z
        .array(
          z.strictObject({
            caseNo: short
              .max(64)
              .optional()
              .describe('省略为原编号加序号 / left out: the number of the case and -1, -2 …'),
            infoDescription: long,
          }),
        )
        .min(2)
        .max(50),
    },
  },
  LinkApplications: {
    path: 'cases/:caseId/links',
    zh: '合并答复关联（各为一件）',
    en: 'Answered together with other cases; each stays a case',
    rule: 'A-25',
    shape: { caseIds: z.array(z.uuid()).min(1).max(100) },
  },
  AssignCase: {
    path: 'cases/:caseId/assignment',
    zh: '承办：交本单位科室、人员办理',
    en: 'Give the case to an office of the unit',
    rule: 'Reg.45',
    shape: { office: short, handler: short.optional(), assignedOn: civilDate },
  },
  HandOverCase: {
    path: 'cases/:caseId/assignment/handover',
    zh: '转办',
    en: 'Hand the case over to another office or person',
    rule: 'Reg.45',
    shape: { office: short, handler: short.optional(), handedOverOn: civilDate, reason: short },
  },
  ReturnCase: {
    path: 'cases/:caseId/assignment/return',
    zh: '退回',
    en: 'Return the case to where it came from',
    rule: 'Reg.45',
    shape: { returnedOn: civilDate, reason: short },
  },
  RecordConfirmationAttempt: {
    path: 'cases/:caseId/confirmation-attempts',
    zh: '记录确认联系未果',
    en: 'Record an attempt to reach the applicant',
    rule: 'R-16',
    shape: { attemptedOn: civilDate, means: short, result: short },
  },
  ConfirmReceipt: {
    path: 'cases/:caseId/confirmation',
    zh: '确认收到申请',
    en: 'Confirm receipt; the reply clock starts',
    rule: 'R-12..R-18',
    shape: { confirmedOn: civilDate, means: short, auto: z.boolean().optional() },
  },
  Withdraw: {
    path: 'cases/:caseId/withdrawal',
    zh: '申请人撤回申请',
    en: 'The applicant withdraws',
    rule: 'R-90',
    shape: {
      withdrawnOn: civilDate,
      document: short.optional(),
      identityVerified: z.boolean(),
      letter: sentLetter.optional(),
    },
  },
  VoidCase: {
    path: 'cases/:caseId/void',
    zh: '登记作废',
    en: 'Void a mistaken registration',
    rule: 'R §13',
    shape: {
      reason: ruled(
        z.enum(['double_registration', 'test_entry', 'wrong_agency_registration', 'withdrawn_unconfirmed']),
        'R §13',
      ),
      approvedBy: short,
      duplicateOfCaseId: z.uuid().optional(),
    },
  },
} satisfies Partial<CommandTable>;
