import { z } from 'zod';
import { APPLICANT_KINDS, CHANNELS } from '@app/disclosure';
import { ruled } from '../validation/part-rules';
import { civilDate, long, short } from '../validation/parts';
import type { CommandTable } from './command-route';
import { oneOf } from './one-of';

export const REGISTRATION_ROUTES = {
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
    shape: { withdrawnOn: civilDate, document: short.optional(), identityVerified: z.boolean() },
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
