import * as e from '../case/event-builders';
import { fold } from '../case/fold';
import { recorded, stateAfter } from '../case/specification';
import { recordOf } from './record-of';
import { row } from './record-specification';

const received = e.registered('2025-03-03');

describe('the row of a case', () => {
  it('that was received and nothing more fills no other cell', () => {
    expect(recordOf(stateAfter(received))).toStrictEqual(row());
  });

  it.each([
    ['not received yet', 'UNCONFIRMED', [e.arrived('2025-03-01')]],
    ['void', 'VOID', [received, e.caseVoided('2025-03-04')]],
    ['split', 'SPLIT', [received, e.applicationSplit('2025-03-04')]],
  ])('that is %s does not exist (A-20)', (_what, status, history) => {
    expect(() => recordOf(stateAfter(...history))).toThrow(
      new RangeError(`a case in state ${status} is no row of a ledger`),
    );
  });

  it('has 寄达日期 only where it is not 收到日期', () => {
    const letter = stateAfter(e.arrived('2025-03-01'), e.receiptConfirmed('2025-03-03'));
    expect(recordOf(letter)).toMatchObject({ arrivedOn: '2025-03-01', receivedOn: '2025-03-03' });
  });

  it('has no amount of a fee of nothing, but its days', () => {
    const free = stateAfter(received, e.feeNoticeIssued('2025-03-10', { amountYuan: 0, method: null }));
    expect(recordOf(free)).toStrictEqual({ ...row(), feeNoticedOn: '2025-03-10' });
    const owed = stateAfter(received, e.feeNoticeIssued('2025-03-10'));
    expect(recordOf(owed)).toStrictEqual({ ...row(), feeNoticedOn: '2025-03-10', feeMethod: 'per_page', feeYuan: 380 });
  });

  it('has its notes one after the other', () => {
    const noted = [
      { ...received, note: '备注一' },
      { ...e.correctionRequested('2025-03-05'), note: '备注二' },
    ];
    expect(recordOf(fold(recorded(noted))!).note).toBe('备注一；备注二');
  });

  it('tells a third party’s end: its opinion, 逾期 on the day of the lapse, or its day alone', () => {
    const asked = e.thirdPartyConsulted('2025-03-13');
    const cells = (...events: Parameters<typeof stateAfter>) => {
      const { consultedOn, opinionOn, opinion } = recordOf(stateAfter(received, asked, ...events));
      return [consultedOn, opinionOn, opinion];
    };
    expect(cells()).toEqual(['2025-03-13', undefined, undefined]);
    expect(cells(e.thirdPartyOpinion('2025-03-20', 'object'))).toEqual(['2025-03-13', '2025-03-20', 'object']);
    expect(cells(e.thirdPartyLapsed('2025-04-04'))).toEqual(['2025-03-13', '2025-04-04', 'lapsed']);
    expect(
      cells(e.event('ThirdPartyConsultationLapsed', { consultId: 'consult-1', lapsedOn: null }, '2025-04-04')),
    ).toEqual(['2025-03-13', undefined, 'lapsed']);
    expect(cells(e.consultationCancelled('2025-03-20'))).toEqual(['2025-03-13', '2025-03-20', undefined]);
  });

  it('tells proceedings that are pending without an end', () => {
    const appealed = stateAfter(
      received,
      ...e.replied('2025-03-20'),
      e.reconsiderationFiled('2025-04-20'),
      e.litigationFiled('2025-04-21'),
    );
    expect(recordOf(appealed)).toMatchObject({
      reconsiderations: [{ filedOn: '2025-04-20' }],
      suits: [{ route: 'direct', filedOn: '2025-04-21' }],
    });
  });
});
