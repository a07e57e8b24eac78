import type { NewCaseEvent } from '@app/disclosure';
import * as e from '../../../disclosure/src/testing';
import { undelivered } from './undelivered';

const received = e.registered('2025-03-03');
const waits = (...events: NewCaseEvent[]) => undelivered(e.stateAfter(received, ...events));

describe('what waits for a delivery nobody has recorded', () => {
  it('is a correction notice, until it was served or where it names a day (R-24)', () => {
    const asked = e.correctionRequested('2025-03-05');
    expect(waits(asked)).toEqual([{ id: 'C2' }]);
    expect(waits(asked, e.correctionNoticeDelivered('2025-03-07'))).toEqual([]);
    expect(waits(e.correctionRequested('2025-03-05', { periodWd: undefined, dueOn: '2025-03-20' }))).toEqual([]);
    expect(waits(asked, e.correctionReceived('2025-03-08'))).toEqual([]);
  });

  it('is each letter of an open consultation (R-45, R-47)', () => {
    const both = [
      e.thirdPartyConsulted('2025-03-05', { consultId: 'a' }),
      e.agencyConsulted('2025-03-06', { consultId: 'b' }),
    ];
    expect(waits(...both)).toEqual([
      { id: 'C4', subject: 'a' },
      { id: 'C5', subject: 'b' },
    ]);
    expect(waits(...both, e.consultationNoticeReceived('2025-03-07', 'a'))).toEqual([{ id: 'C5', subject: 'b' }]);
    expect(waits(...both, e.consultationCancelled('2025-03-07', 'b'))).toEqual([{ id: 'C4', subject: 'a' }]);
  });

  it('is a fee notice (R-54)', () => {
    expect(waits(e.feeNoticeIssued('2025-03-10'))).toEqual([{ id: 'C6' }]);
    expect(waits(e.feeNoticeIssued('2025-03-10'), e.feeNoticeDelivered('2025-03-12'))).toEqual([]);
  });

  it('is nothing of a case that was closed', () => {
    expect(
      waits(
        e.correctionRequested('2025-03-05'),
        e.applicationWithdrawn('2025-03-06'),
        e.caseClosed('2025-03-06', 'other_other', 'withdrawn'),
      ),
    ).toEqual([]);
  });
});
