import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** What the applicant answered, once, after being asked. */
export const receiveReasons: Decision<'ReceiveReasons'> = {
  days: { receivedOn: 'act' },
  required: ['receivedOn'],
  decide: (data, { reasons }) =>
    unless(
      refuseIf(reasons === undefined || reasons.receivedOn !== undefined, 'E_STATE') ??
        notBefore('receivedOn', data.receivedOn, reasons?.sentOn),
      () => [fact('ReasonsReceived', data)],
    ),
};
