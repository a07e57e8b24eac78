import type { CivilDate } from '../calendar/civil-date';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import type { CaseCommandName, DecisionContext, Outcome } from './commands';
import { decide } from './decide';
import { DECISIONS } from './decisions';
import * as e from './event-builders';
import { fold } from './fold';
import { PERMISSIONS, type Permission } from './permissions';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { circumstances, command, recorded } from './specification';
import { CASE_STATUSES, type CaseStatus } from './state';

/** One square of regulation §13: a command in a state, on a case that has whatever the command is about. */
export interface Cell {
  status: CaseStatus;
  name: CaseCommandName;
  says: Permission;
  /** What the case is before: its status is `status`. */
  before: CaseStatus | undefined;
  outcome: Outcome;
  /** The status after an accepted command. */
  leadsTo?: CaseStatus;
  /** Where the table says `overdue`: the answer while the period still runs. */
  inTime?: Outcome;
}

export const STATUSES = Object.keys(CASE_STATUSES) as CaseStatus[];
export const COMMANDS = Object.keys(PERMISSIONS) as CaseCommandName[];

/** Every state with every command, each answered by the law itself. */
export function matrix(): Cell[] {
  return COMMANDS.flatMap((name) => STATUSES.map((status) => cell(name, status)));
}

function cell(name: CaseCommandName, status: CaseStatus): Cell {
  const says = PERMISSIONS[name][status];
  const history = recorded(historyFor(name, status));
  const outcome = asked(name, status, history);
  return {
    status,
    name,
    says,
    before: fold(history)?.status,
    outcome,
    ...('events' in outcome && { leadsTo: fold([...history, ...recorded(outcome.events, history)])?.status }),
    ...(says === 'overdue' && { inTime: asked(name, status, recorded(HISTORY_OF[status]), '2025-03-31') }),
  };
}

function asked(name: CaseCommandName, status: CaseStatus, history: CaseEvent[], today?: CivilDate): Outcome {
  const context: DecisionContext = { ...circumstances, history, actor: actorOf(name), ...(today && { today }) };
  return decide(command(name, { ...SAMPLE_OF[name], ...onItsDay(name, status, history) }), fold(history), context);
}

const actorOf = (name: CaseCommandName): DecisionContext['actor'] =>
  name.endsWith('Review') ? { id: 'reviewer', role: 'handler' } : circumstances.actor;

/** The days of the acts, after everything in the history and, in open cases, while the reply period runs. */
function onItsDay(name: CaseCommandName, status: CaseStatus, history: CaseEvent[]): object {
  const on = SAMPLE_DAY[name]?.[status] ?? usualDay(name, status);
  const kinds: Record<string, string> = DECISIONS[name].days;
  const days = Object.entries(kinds).map(([field, kind]) => [field, kind === 'act' ? on : '2026-01-30'] as const);
  const sample: object = SAMPLE_OF[name];
  return {
    ...Object.fromEntries(days.filter(([field]) => field in sample)),
    ...(name === 'RetractEntry' && { targetEventId: history.at(-1)?.id }),
  };
}

function usualDay(name: CaseCommandName, status: CaseStatus): CivilDate {
  if (name === 'RegisterApplication') return '2025-03-03';
  const after = status === 'CLOSED' || status === 'REDECIDING' || PERMISSIONS[name][status] === 'overdue';
  return after || ON_A_PROCEEDING.includes(name) ? '2025-12-05' : '2025-03-24';
}

const ON_A_PROCEEDING: CaseCommandName[] = [
  'AnswerReconsideration',
  'ConcludeReconsideration',
  'RecordInstanceResult',
  'ConcludeLitigation',
];

/** Acts that have a period of their own. */
const SAMPLE_DAY: Partial<Record<CaseCommandName, Partial<Record<CaseStatus, CivilDate>>>> = {
  ReceiveCorrection: { AWAITING_CORRECTION: '2025-03-10' },
  ApproveExtension: { REDECIDING: '2025-05-20' },
  NotifyExtension: { REDECIDING: '2025-05-20' },
};

const reconsidered = [e.reconsiderationFiled('2025-05-20', { reconId: 'recon-1', target: 'inaction' })];
const sued = [e.litigationFiled('2025-05-20')];
const consulted = [e.thirdPartyConsulted('2025-05-10')];

/** What a command is about, where the sample history of a state does not have it. */
const ABOUT: Partial<Record<CaseCommandName, NewCaseEvent[] | Partial<Record<CaseStatus, NewCaseEvent[]>>>> = {
  HandOverCase: [e.caseAssigned('2025-03-04', '法规科')],
  ReturnCase: [e.caseAssigned('2025-03-04')],
  ReceiveReasons: [e.reasonsRequested('2025-03-05')],
  DeferReply: [e.reasonsRequested('2025-03-05'), e.reasonsReceived('2025-03-10')],
  NotifyExtension: {
    RUNNING: [e.extensionApproved('2025-03-11')],
    CONSULTING: [e.extensionApproved('2025-03-11')],
    REDECIDING: [e.extensionApproved('2025-05-12')],
  },
  RecordRefund: [e.feeNoticeIssued('2025-03-03'), e.feePaid('2025-03-04')],
  RecordConsulteeReceipt: { REDECIDING: consulted },
  RecordOpinion: { REDECIDING: consulted },
  LapseConsultation: {
    CONSULTING: [e.consultationNoticeReceived('2025-03-12')],
    REDECIDING: [...consulted, e.consultationNoticeReceived('2025-05-12')],
  },
  CancelConsultation: { REDECIDING: consulted },
  AnswerReconsideration: reconsidered,
  ConcludeReconsideration: reconsidered,
  RecordInstanceResult: sued,
  ConcludeLitigation: sued,
  OrderRedecision: [...reconsidered, e.reconsiderationConcluded('2025-06-10', 'corrected')],
  RetractEntry: [e.event('ComplaintRecorded', { receivedOn: '2025-06-02', body: '示例投诉' })],
};

/** A decision that waits in a concluded case: a changed one, or a new one. */
const WAITING: Partial<Record<CaseStatus, NewCaseEvent[]>> = {
  CLOSED: [
    e.event('DecisionSelfCorrected', {
      ...SAMPLE_OF.SelfCorrectDecision,
      reasons: '经检索不存在',
      replacesEventId: 'event-2',
    }),
  ],
  REDECIDING: [e.replyRedecided('2025-05-20', 'unable_not_held', 'event-2')],
};
const ON_A_WAITING_DECISION: CaseCommandName[] = [
  'RevokeUndispatchedDecision',
  'DetermineAttribute',
  'RecordSecrecyReview',
  'RecordLegalReview',
  'DispatchReply',
];

/** The sample histories end with the service of the notice; here it is still to come. */
const SERVES: CaseCommandName[] = ['RecordCorrectionNoticeDelivery', 'RecordFeeNoticeDelivery'];

/** Overdue although a consultation is open: it was sent too late to hold the clock. */
const ASKED_LATE = [e.registered('2025-03-03'), e.thirdPartyConsulted('2025-04-10')];

function historyFor(name: CaseCommandName, status: CaseStatus): NewCaseEvent[] {
  const late = PERMISSIONS[name][status] === 'overdue' && status === 'CONSULTING';
  const base = late ? ASKED_LATE : HISTORY_OF[status];
  if (ON_A_WAITING_DECISION.includes(name)) {
    const cleared = status === 'DECIDED' && name === 'DispatchReply' ? e.cleared('2025-03-12') : [];
    return [...base, ...(WAITING[status] ?? []), ...cleared];
  }
  if (SERVES.includes(name) && PERMISSIONS[name][status] === 'allowed') return base.slice(0, -1);
  const permitted = ['allowed', 'overdue'].includes(PERMISSIONS[name][status]);
  const about = (permitted && ABOUT[name]) || [];
  return [...base, ...(Array.isArray(about) ? about : (about[status] ?? []))];
}
