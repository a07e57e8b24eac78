import { fact, notBefore, unless, type Decision } from './decision';

/** A complaint or report to a higher authority; it moves no clock and counts in no table. */
export const recordComplaint: Decision<'RecordComplaint'> = {
  days: { receivedOn: 'act' },
  required: ['receivedOn', 'body'],
  decide: (data, { arrivedOn }) =>
    unless(notBefore('receivedOn', data.receivedOn, arrivedOn), () => [fact('ComplaintRecorded', data)]),
};
