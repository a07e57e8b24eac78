import * as e from './event-builders';
import { SAMPLE_OF } from './sample-histories';
import { command, given, stateAfter } from './specification';

const open = e.registered('2025-03-03');
const assigned = e.caseAssigned('2025-03-04', '法规科', 'handler-1');
const handedOver = e.caseHandedOver('2025-03-05', '业务科');
const hand = (office: string, handler?: string, handedOverOn = '2025-03-05') =>
  command('HandOverCase', { office, handler, handedOverOn, reason: '职责调整' });
const back = (returnedOn = '2025-03-06') => command('ReturnCase', { returnedOn, reason: '非本科室职责' });

describe('who handles a case', () => {
  it('is the office it was given to', () => {
    given(open).when(command('AssignCase', SAMPLE_OF.AssignCase)).then(assigned).thenStatus('RUNNING');
    expect(stateAfter(open, assigned).desks).toEqual([{ office: '法规科', handler: 'handler-1', since: '2025-03-04' }]);
  });

  it('is the one it was handed over to', () => {
    given(open, assigned).when(hand('业务科')).then(e.caseHandedOver('2025-03-05', '业务科'));
    expect(stateAfter(open, assigned, handedOver).desks?.at(-1)).toEqual({ office: '业务科', since: '2025-03-05' });
  });

  it('is again the one before when it is returned, in the end the disclosure office', () => {
    given(open, assigned, handedOver).when(back()).then(e.caseReturned('2025-03-06'));
    const returned = [open, assigned, handedOver, e.caseReturned('2025-03-06')];
    expect(stateAfter(...returned).desks).toEqual([{ office: '法规科', handler: 'handler-1', since: '2025-03-06' }]);
    expect(stateAfter(...returned, e.caseReturned('2025-03-07')).desks).toEqual([]);
    given(...returned, e.caseReturned('2025-03-07'))
      .when(command('AssignCase', { ...SAMPLE_OF.AssignCase, assignedOn: '2025-03-08' }))
      .thenStatus('RUNNING');
  });

  it('is one at a time', () => {
    given(open, assigned).when(command('AssignCase', SAMPLE_OF.AssignCase)).thenRejected('E_STATE');
    given(open).when(hand('业务科')).thenRejected('E_STATE');
    given(open).when(back()).thenRejected('E_STATE');
  });

  it('changes when it is handed over: to another office, or to another person of the same', () => {
    given(open, assigned).when(hand('法规科', 'handler-1')).thenRejected('E_NO_CHANGE', 'office');
    given(open, assigned).when(hand('法规科', 'handler-2')).thenStatus('RUNNING');
  });

  it('changes in the order of the days', () => {
    given(open)
      .when(command('AssignCase', { ...SAMPLE_OF.AssignCase, assignedOn: '2025-03-02' }))
      .thenRejected('E_DATE_ORDER');
    given(open, assigned)
      .when(hand('业务科', undefined, '2025-03-03'))
      .thenRejected('E_DATE_ORDER');
    given(open, assigned).when(back('2025-03-03')).thenRejected('E_DATE_ORDER');
  });
});
