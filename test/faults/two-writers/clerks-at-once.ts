import { randomUUID } from 'node:crypto';
import type { CaseCommandName } from '@app/disclosure';
import { caseIdOf } from '@app/use-cases';
import { SAMPLE_OF } from '../../../libs/disclosure/src/case/sample-histories';
import type { Sending } from './http-calls';

/** What is asked of an open case again and again; what ends one comes late. */
const OFTEN: CaseCommandName[] = [
  ...Array<CaseCommandName>(8).fill('RecordComplaint'),
  'AssignCase',
  'HandOverCase',
  'ReturnCase',
  'RequestReasons',
  'ReceiveReasons',
  'DeferReply',
  'ConsultThirdParty',
  'ConsultAgency',
  'RequestCorrection',
  'RecordCorrectionNoticeDelivery',
  'ReceiveCorrection',
  'ApproveExtension',
  'NotifyExtension',
  'IssueFeeNotice',
  'RecordFeeNoticeDelivery',
  'RecordPayment',
  'Decide',
  'Decide',
  'DetermineAttribute',
  'RecordSecrecyReview',
  'RevokeUndispatchedDecision',
];
const LATE: CaseCommandName[] = ['DispatchReply', 'RecordDelivery', 'RecordReconsideration', 'Withdraw', 'VoidCase'];

export const UNIT = 'demo';
const HEAD = { id: 'head', role: 'office_head' } as const;
const REVIEWER = { id: 'reviewer', role: 'handler' } as const;

/** A registration under a number that others want as well (F9). */
export function registration(caseNo: string): Sending {
  const { unit: _, ...data } = SAMPLE_OF.RegisterApplication;
  const body = { ...data, caseNo, infoDescription: `示例事项 ${Math.random()}` };
  return { name: 'RegisterApplication', commandId: randomUUID(), actor: HEAD, params: { unit: UNIT }, body };
}

export interface Situation {
  caseNo: string;
  /** How much of the load is over, 0 to 1. */
  over: number;
  /** The newest revision anybody was told. */
  lastSeen: number;
  random: () => number;
  /** What is asked, where it is not all of the above. */
  among?: readonly CaseCommandName[];
}

/** What a clerk sends next: usually one command; now and then the same twice at once, or one id for two commands. */
export function next({ caseNo, over, lastSeen, random, among }: Situation): Sending[] {
  const chance = random();
  const names = among ?? (over > 0.6 && random() < 0.08 ? LATE : OFTEN);
  const command = (): Sending => {
    const name = names[Math.floor(random() * names.length)]!;
    const { consultId: _c, reconId: _r, ...body } = SAMPLE_OF[name] as Record<string, unknown>;
    return {
      name,
      commandId: randomUUID(),
      actor: name.endsWith('Review') ? REVIEWER : HEAD,
      params: { caseId: caseIdOf(UNIT, caseNo) },
      body,
      ...(random() < 0.3 && { expectedRevision: lastSeen }),
    };
  };
  const one = command();
  if (chance < 0.1) return [one, { ...one }];
  if (chance < 0.13) return [one, { ...command(), commandId: one.commandId }];
  if (chance < 0.18) return [{ ...one, leaveAfter: random() * 20 }];
  return [one];
}
