import type { CaseEventOf } from '../../events/envelope';
import type { CaseState } from '../state';
import { caseIdIn } from '../../events/case-stream';
import { withEpoch } from './epochs';
import type { Evolution } from './evolution';

/** The state a case begins with. */
export function registered(event: CaseEventOf<'ApplicationRegistered'>): CaseState {
  const data = event.data;
  const opened: CaseState = {
    ...data,
    status: 'UNCONFIRMED',
    caseId: caseIdIn(event.stream),
    receivedOn: null,
    childCaseIds: [],
    linkedCaseIds: [],
    attempts: [],
    consultations: [],
    epochs: [],
    decisions: [],
    reconsiderations: [],
    suits: [],
    notes: [],
    revision: event.revision,
    position: event.position,
    recordedAt: event.recordedAt,
    registeredEventId: event.id,
  };
  return data.receivedOn === null ? opened : received(opened, data.receivedOn, event.id);
}

function received(state: CaseState, receivedOn: string, eventId: string): CaseState {
  return { ...withEpoch(state, { anchor: 'received', startedOn: receivedOn }), receivedOn, receivedEventId: eventId };
}

export const receiptConfirmed: Evolution<'ReceiptConfirmed'> = (state, event) =>
  state.receivedOn === null ? received(state, event.data.confirmedOn, event.id) : state;

export const confirmationAttempted: Evolution<'ConfirmationAttempted'> = (state, { data }) => ({
  ...state,
  attempts: [...state.attempts, data],
});

export const applicationSplit: Evolution<'ApplicationSplit'> = (state, { data }) => ({
  ...state,
  childCaseIds: [...state.childCaseIds, ...data.childCaseIds],
});

export const applicationsLinked: Evolution<'ApplicationsLinked'> = (state, { data }) => ({
  ...state,
  linkedCaseIds: [...state.linkedCaseIds, ...data.caseIds.filter((id) => !state.linkedCaseIds.includes(id))],
});

export const caseVoided: Evolution<'CaseVoided'> = (state, { data }) => ({
  ...state,
  voided: { reason: data.reason, duplicateOfCaseId: data.duplicateOfCaseId },
});
