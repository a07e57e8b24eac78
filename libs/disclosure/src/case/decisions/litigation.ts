import { addDays } from '../../calendar/civil-date';
import type { WorkCalendar } from '../../calendar/work-calendar';
import { rollToWorkday } from '../../calendar/working-days';
import type { Rejection } from '../../vocabulary/rejections';
import type { CaseCommandData, Outcome } from '../commands';
import type { CaseState, Reconsideration, Suit } from '../state';
import { attackableFrom } from './attacked';
import { fact, notBefore, refuse, refuseIf, unless, type Decision } from './decision';

type Filed = CaseCommandData['RecordLitigation'];

/** A suit against the reply or the failure to reply. A skipped reconsideration is a finding. */
export const recordLitigation: Decision<'RecordLitigation'> = {
  days: { filedOn: 'act', copyReceivedOn: 'act' },
  required: ['suitId', 'route', 'filedOn'],
  decide: (data, state, context) =>
    unless(
      refuseIf(
        state.suits.some(({ suitId }) => suitId === data.suitId),
        'E_STATE',
        'suitId',
      ) ??
        wrongRoute(data, state, context.calendar) ??
        notBefore('filedOn', data.filedOn, attackableFrom(state, context)) ??
        notBefore('copyReceivedOn', data.copyReceivedOn, data.filedOn),
      () => [fact('LitigationFiled', data)],
    ),
};

/** After a reconsideration means after its decision, or after its period ended without one. */
function wrongRoute(data: Filed, state: CaseState, calendar: WorkCalendar): Rejection | undefined {
  if (data.route === 'direct') return undefined;
  const named = state.reconsiderations.filter(({ reconId }) => data.reconId === undefined || reconId === data.reconId);
  if (data.reconId !== undefined && named.length === 0) return refuse('E_APPEAL_UNKNOWN', 'reconId');
  const over = named.some((recon) => isOverOn(recon, data.filedOn, calendar));
  const concluded = named.some((recon) => recon.concluded);
  if (over) return undefined;
  return concluded ? refuse('E_DATE_ORDER', 'filedOn') : refuse('E_ROUTE', 'route');
}

/** Calendar days from acceptance in which a reconsideration is decided. */
const DECIDED_WITHIN = { simplified: 30, ordinary: 60 } as const;

function isOverOn(recon: Reconsideration, on: string, calendar: WorkCalendar): boolean {
  if (recon.concluded) return on >= (recon.concluded.servedOn ?? recon.concluded.concludedOn);
  const days = DECIDED_WITHIN[recon.procedure ?? 'ordinary'];
  return on > rollToWorkday(addDays(recon.acceptedOn ?? recon.filedOn, days), calendar);
}

/** One instance's judgment; the proceeding stays one through all of them. */
export const recordInstanceResult: Decision<'RecordInstanceResult'> = {
  days: { decidedOn: 'act' },
  required: ['suitId', 'instance', 'decidedOn', 'form'],
  decide: (data, state) =>
    onOpenSuit(state, data.suitId, (suit) =>
      unless(notBefore('decidedOn', data.decidedOn, suit.filedOn, suit.instances.at(-1)?.decidedOn), () => [
        fact('LitigationInstanceDecided', data),
      ]),
    ),
};

/** The final result; until then the suit is pending. */
export const concludeLitigation: Decision<'ConcludeLitigation'> = {
  days: { concludedOn: 'act' },
  required: ['suitId', 'concludedOn', 'result'],
  decide: (data, state) =>
    onOpenSuit(state, data.suitId, (suit) =>
      unless(
        notBefore('concludedOn', data.concludedOn, suit.filedOn, suit.copyReceivedOn, suit.instances.at(-1)?.decidedOn),
        () => [fact('LitigationConcluded', data)],
      ),
    ),
};

function onOpenSuit({ suits }: CaseState, suitId: string, decide: (suit: Suit) => Outcome): Outcome {
  const open = suits.filter(({ concluded }) => !concluded);
  if (open.length === 0) return { rejection: refuse('E_STATE') };
  const suit = open.find((s) => s.suitId === suitId);
  return suit ? decide(suit) : { rejection: refuse('E_APPEAL_UNKNOWN', 'suitId') };
}
