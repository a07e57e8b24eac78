import { ERASURE_REQUESTERS, ERASURE_SUBJECTS } from '../privacy/erasure-words';
import { erasedSubjects, replaceProtected } from '../privacy/protected-places';
import type { ErasureRequester, ErasureSubject } from '../events/catalogue';
import type { CaseEvent } from '../events/envelope';
import type { Rejection } from '../vocabulary/rejections';
import type { Actor, Role } from '../vocabulary/roles';
import type { Outcome } from './commands';
import { fact, isBlank, refuse, refuseIf, unless } from './decisions/decision';
import { fold } from './fold';
import type { CaseState, CaseStatus } from './state';

export interface ErasureOrder {
  subject: ErasureSubject;
  requestedBy: ErasureRequester;
  /** Why the law allows or asks for it, e.g. `个人信息保护法第47条`. */
  legalBasis: string;
  reason: string;
}

interface ErasureContext {
  actor: Actor;
  /** `YYYY-MM-DD`, in Asia/Shanghai. */
  today: string;
}

/** Who may order and who may approve (E_ROLE). Whoever audits or counts destroys nothing. */
export const ERASURE_ROLES: { order: readonly Role[]; approve: readonly Role[] } = {
  order: ['registrar', 'handler', 'office_head', 'admin'],
  approve: ['office_head', 'signer', 'admin'],
};

/** While the office still owes the person an answer it has to know who that is. */
const DONE: readonly CaseStatus[] = ['CLOSED', 'VOID', 'SPLIT'];

/** 删除申请: recorded, nothing is destroyed yet. */
export function orderErasure(history: readonly CaseEvent[], order: ErasureOrder, context: ErasureContext): Outcome {
  const state = fold(history);
  if (!state) return { rejection: refuse('E_CASE_UNKNOWN', 'caseId') };
  return unless(
    role('order', context.actor) ??
      refuseIf(!Object.hasOwn(ERASURE_SUBJECTS, order.subject), 'E_MISSING', 'subject') ??
      refuseIf(!Object.hasOwn(ERASURE_REQUESTERS, order.requestedBy), 'E_MISSING', 'requestedBy') ??
      refuseIf(isBlank(order.legalBasis), 'E_MISSING', 'legalBasis') ??
      refuseIf(isBlank(order.reason), 'E_MISSING', 'reason') ??
      standing(history, state, order.subject) ??
      namesThePerson(history, order),
    () => [fact('ErasureOrdered', order, context.today)],
  );
}

/** 批准: by somebody else than who ordered it (PIPL 47, two people). What the event says is destroyed then. */
export function approveErasure(
  history: readonly CaseEvent[],
  { subject }: { subject: ErasureSubject },
  { actor, today }: ErasureContext,
): Outcome {
  const state = fold(history);
  if (!state) return { rejection: refuse('E_CASE_UNKNOWN', 'caseId') };
  const refusal = role('approve', actor) ?? standing(history, state, subject);
  if (refusal) return { rejection: refusal };
  const order = history.findLast((event) => event.type === 'ErasureOrdered' && event.data.subject === subject);
  if (order?.type !== 'ErasureOrdered') return { rejection: refuse('E_ERASURE_NOT_ORDERED', 'subject') };
  const { id: orderEventId, data } = order;
  return unless(refuseIf(order.actor.id === actor.id, 'E_ERASURE_SAME_PERSON', 'actor'), () => [
    fact('PersonErased', { subject, orderEventId, legalBasis: data.legalBasis, reason: data.reason }, today),
  ]);
}

function role(step: 'order' | 'approve', actor: Actor): Rejection | undefined {
  const allowed = ERASURE_ROLES[step];
  return refuseIf(!allowed.includes(actor.role), 'E_ROLE', undefined, {
    role: actor.role,
    allowed: allowed.join(', '),
  });
}

function standing(history: readonly CaseEvent[], state: CaseState, subject: ErasureSubject): Rejection | undefined {
  const { status, reconsiderations, suits } = state;
  const pending = [...reconsiderations, ...suits].some(({ concluded }) => !concluded);
  return (
    refuseIf(erasedSubjects(history).has(subject), 'E_ERASED', 'subject') ??
    refuseIf(!DONE.includes(status) || pending, 'E_ERASURE_OPEN', undefined, { state: status }) ??
    refuseIf(textsOf(history, subject).length === 0, 'E_ERASURE_NOTHING', 'subject')
  );
}

/** Every protected text on record of the subject. */
function textsOf(history: readonly CaseEvent[], of: ErasureSubject): { field: string; text: string }[] {
  const texts: { field: string; text: string }[] = [];
  replaceProtected(history, ({ subject, field, value }) => {
    if (subject === of && value != null) texts.push({ field, text: typeof value === 'string' ? value : '' });
    return value;
  });
  return texts;
}

const NAMING: readonly string[] = ['applicantName', 'applicantIdProof', 'contact', 'agent', 'thirdParty'];

/** The order stays in the log in the clear and outlives the key. */
function namesThePerson(
  history: readonly CaseEvent[],
  { subject, legalBasis, reason }: ErasureOrder,
): Rejection | undefined {
  const told = `${legalBasis}\n${reason}`;
  const named = textsOf(history, subject).some(
    ({ field, text }) => NAMING.includes(field) && text.trim().length > 1 && told.includes(text.trim()),
  );
  return refuseIf(named, 'E_ERASURE_TEXT', 'reason');
}
