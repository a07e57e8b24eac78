import type { CaseState, Desk } from '../state';
import { fact, notBefore, refuse, refuseIf, unless, type Decision } from './decision';

/** 承办: the disclosure office gives the case to an office of the unit. */
export const assignCase: Decision<'AssignCase'> = {
  days: { assignedOn: 'act' },
  required: ['office', 'assignedOn'],
  decide: (data, state) =>
    unless(
      refuseIf(deskOf(state) !== undefined, 'E_STATE') ?? notBefore('assignedOn', data.assignedOn, state.arrivedOn),
      () => [fact('CaseAssigned', data)],
    ),
};

/** 转办: to another office or person. */
export const handOverCase: Decision<'HandOverCase'> = {
  days: { handedOverOn: 'act' },
  required: ['office', 'handedOverOn', 'reason'],
  decide: (data, state) => {
    const desk = deskOf(state);
    if (!desk) return { rejection: refuse('E_STATE') };
    return unless(
      refuseIf(desk.office === data.office && desk.handler === data.handler, 'E_NO_CHANGE', 'office') ??
        notBefore('handedOverOn', data.handedOverOn, desk.since),
      () => [fact('CaseHandedOver', data)],
    );
  },
};

/** 退回: to where it came from. */
export const returnCase: Decision<'ReturnCase'> = {
  days: { returnedOn: 'act' },
  required: ['returnedOn', 'reason'],
  decide: (data, state) => {
    const desk = deskOf(state);
    if (!desk) return { rejection: refuse('E_STATE') };
    return unless(notBefore('returnedOn', data.returnedOn, desk.since), () => [fact('CaseReturned', data)]);
  },
};

const deskOf = ({ desks }: CaseState): Desk | undefined => desks?.at(-1);
