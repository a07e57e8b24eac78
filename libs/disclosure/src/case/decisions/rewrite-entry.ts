import { CHANNELS } from '../../vocabulary/channels';
import type { CaseEventType, ClosingKind } from '../../events/catalogue';
import { EVENTS } from '../../events/definitions';
import { entryField } from '../../events/entry-fields';
import type { CaseEvent, CaseEventOf, NewCaseEvent } from '../../events/envelope';
import type { Rejection } from '../../vocabulary/rejections';
import type { DecisionContext } from '../commands';
import { effectiveHistory } from '../effective-history';
import { sameValue } from '../same-value';
import { fact, isBlank, refuse, refuseIf, unless, type Decision } from './decision';

/**
 * A value that was entered wrongly is replaced, never changed. What follows from the corrected entry is
 * corrected with it; whether the history still holds is seen by replaying it (`rewritten-history`).
 */
export const correctEntry: Decision<'CorrectEntry'> = {
  days: {},
  required: ['targetEventId', 'field', 'reason'],
  decide: ({ targetEventId, field, newValue, reason, approvedBy }, _state, context) => {
    const target = entryOf(targetEventId, context);
    if (!target) return { rejection: approval(approvedBy, context) ?? refuse('E_ENTRY_UNKNOWN', 'targetEventId') };
    return unless(
      approval(approvedBy, context) ??
        refuseIf(!isCorrectable(target, field, newValue), 'E_FIELD', 'field') ??
        refuseIf(sameValue(valueOf(target, field), newValue), 'E_NO_CHANGE', 'newValue'),
      () =>
        [{ entry: target, field }, ...following(target, field, context)].map(({ entry, field: of }) =>
          correction(entry, of, newValue, { reason, approvedBy }, context),
        ),
    );
  },
};

/** What did not happen is taken back, with what followed from it: a lapse takes its closing along. */
export const retractEntry: Decision<'RetractEntry'> = {
  days: {},
  required: ['targetEventId', 'reason'],
  decide: ({ targetEventId, reason, approvedBy }, _state, context) => {
    const target = entryOf(targetEventId, context);
    if (!target) return { rejection: approval(approvedBy, context) ?? refuse('E_ENTRY_UNKNOWN', 'targetEventId') };
    return unless(
      approval(approvedBy, context) ?? refuseIf(FOLLOWS_FROM_OTHERS.includes(target.type), 'E_DEPENDENT'),
      () =>
        [...consequences(target, context), target].map(({ id }) =>
          fact('EntryRetracted', { targetEventId: id, reason, approvedBy }, context.today),
        ),
    );
  },
};

/** A second pair of eyes: somebody else than who enters it. */
function approval(approvedBy: string | undefined, { actor }: DecisionContext): Rejection | undefined {
  return refuseIf(isBlank(approvedBy) || approvedBy?.trim() === actor.id, 'E_ROLE', 'approvedBy');
}

/** An entry that counts, as it counts today. */
function entryOf(eventId: string, { history = [] }: DecisionContext): CaseEvent | undefined {
  return effectiveHistory(history).find(({ id }) => id === eventId);
}

function isCorrectable({ type }: CaseEvent, name: string, value: unknown): boolean {
  const field = entryField(type, name);
  if (!field || field.fixed) return false;
  return value === undefined ? field.optional === true : field.accepts(value);
}

const valueOf = ({ data }: CaseEvent, field: string): unknown => (data as Record<string, unknown>)[field];

/** Taken back only with what they follow from; a registration is voided, a split has cases of its own. */
const FOLLOWS_FROM_OTHERS: CaseEvent['type'][] = [
  'ApplicationRegistered',
  'ApplicationSplit',
  'CaseClosed',
  'CaseVoided',
  // What was destroyed does not come back.
  'ErasureOrdered',
  'PersonErased',
];

/** The closing that an entry brought about; what it voided is over for good, and nothing in it is rewritten (§13). */
function consequences(target: CaseEvent, { history = [] }: DecisionContext): CaseEvent[] {
  const counting = effectiveHistory(history);
  return counting.filter((event) => event.type === 'CaseClosed' && concluding(event, counting)?.id === target.id);
}

/** The kind of entry that concludes a case in each way. */
const CONCLUDED_BY: Record<ClosingKind, CaseEventType> = {
  replied: 'ReplyDispatched',
  withdrawn: 'ApplicationWithdrawn',
  correction_lapsed: 'CorrectionLapsed',
  fee_lapsed: 'FeeLapsed',
};

/** The entry a closing was recorded for: the last of its kind before it, not one of a later decision on the same day. */
function concluding(closing: CaseEventOf<'CaseClosed'>, counting: readonly CaseEvent[]): CaseEvent | undefined {
  const type = CONCLUDED_BY[closing.data.closingKind];
  return counting.findLast((event) => event.type === type && event.revision < closing.revision);
}

/** Fields elsewhere that hold the same value because they follow from it. */
function following(target: CaseEvent, field: string, context: DecisionContext): { entry: CaseEvent; field: string }[] {
  if (target.type === 'ApplicationRegistered' && CHANNELS[target.data.channel].receipt === 'byArrival') {
    if (field === 'arrivedOn') return [{ entry: target, field: 'receivedOn' }];
    if (field === 'receivedOn') return [{ entry: target, field: 'arrivedOn' }];
  }
  const counting = effectiveHistory(context.history ?? []);
  const closing = counting.find((event) => event.type === 'CaseClosed');
  if (!closing) return [];
  if (field === 'dispatchedOn' || field === 'withdrawnOn') {
    return consequences(target, context).map((entry) => ({ entry, field: 'concludedOn' }));
  }
  if (field !== 'resultCode' || closing.data.closingKind !== 'replied') return [];
  const dispatch = concluding(closing, counting);
  // The decision that was sent; one that was taken back before it closed nothing.
  const sent = counting.findLast(
    ({ type, revision }) => type === 'ReplyDecided' && revision < (dispatch?.revision ?? closing.revision),
  );
  return sent?.id === target.id ? [{ entry: closing, field: 'resultCode' }] : [];
}

/** Text under protection travels in fields under protection (D9); what was or becomes absent is left out. */
function correction(
  entry: CaseEvent,
  field: string,
  value: unknown,
  said: { reason: string; approvedBy: string },
  { today }: DecisionContext,
): NewCaseEvent {
  const isProtected = (EVENTS[entry.type].protectedFields as readonly string[]).includes(field);
  const [old, next] = isProtected ? (['oldText', 'newText'] as const) : (['oldValue', 'newValue'] as const);
  const before = valueOf(entry, field);
  return fact(
    'EntryCorrected',
    {
      targetEventId: entry.id,
      field,
      ...(before !== undefined && { [old]: before }),
      ...(value !== undefined && { [next]: value }),
      ...said,
    },
    today,
  );
}
