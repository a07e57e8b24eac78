import * as e from '../case/event-builders';
import { stateOn } from '../case/history-on';
import { HISTORY_OF } from '../case/sample-histories';
import { recorded } from '../case/specification';
import { fold } from '../case/fold';
import type { CaseStatus } from '../case/state';
import type { NewCaseEvent } from '../events/envelope';
import { factsOf } from './facts-of';
import { factsOn, feeOn } from './facts-on';

const LIFE: NewCaseEvent[] = [
  e.arrived('2024-12-27'),
  e.receiptConfirmed('2024-12-30'),
  e.feeNoticeIssued('2025-01-02'),
  e.feePaid('2025-01-10'),
  ...e.replied('2025-01-20', 'denied_process_information'),
  e.reconsiderationFiled('2025-02-03'),
  e.reconsiderationConcluded('2025-04-01', 'corrected'),
  e.redecisionOrdered('2025-04-02'),
];
const DAYS = ['2024-12-26', '2024-12-27', '2024-12-30', '2025-01-02', '2025-01-10', '2025-01-21', '2025-02-03'];

const statusOn = (day: string, ...events: NewCaseEvent[]): CaseStatus | undefined =>
  stateOn(recorded(events), day)?.status;

describe('a case as it was on a day', () => {
  it('is what had taken effect by then, whenever it was recorded', () => {
    expect(DAYS.map((day) => statusOn(day, ...LIFE))).toEqual([
      undefined,
      'UNCONFIRMED',
      'RUNNING',
      'AWAITING_PAYMENT',
      'RUNNING',
      'CLOSED',
      'CLOSED',
    ]);
    expect(statusOn('2025-04-02', ...LIFE)).toBe('REDECIDING');
  });

  it('has the same facts as the facts cut off at the day', () => {
    const whole = factsOf(fold(recorded(LIFE))!)!;
    for (const day of [...DAYS, '2025-04-01', '2099-12-31']) {
      const state = stateOn(recorded(LIFE), day);
      expect([day, factsOn(whole, day)]).toEqual([day, state && factsOf(state)]);
    }
  });

  it('was concluded, and its proceedings ended, on the very day they were and on none before (A-24, A-52)', () => {
    const whole = factsOf(fold(recorded(LIFE))!)!;
    expect(whole.concludedOn).toBe('2025-01-20');
    expect(['2025-01-19', '2025-01-20'].map((day) => factsOn(whole, day)?.resultCode)).toEqual([
      undefined,
      'denied_process_information',
    ]);
    expect(Object.keys(factsOn(whole, '2025-01-19')!)).not.toContain('concludedOn');
    const [open] = factsOn(whole, '2025-02-03')!.appeals;
    expect(open).toStrictEqual({
      group: 'recon',
      filedOn: whole.appeals[0]!.filedOn,
      filedEventId: open!.filedEventId,
    });
    expect(factsOn({ ...whole, appeals: [open!] }, '2099-12-31')?.appeals).toEqual([open]);
  });

  it('has a fee from the day of its notice, and one that no ledger dates from the beginning (A-62, L-19)', () => {
    const fee = { noticedOn: '2025-01-02', noticedYuan: 380, collected: [{ on: '2025-01-10', yuan: 380 }] };
    expect(feeOn(fee, '2025-01-01')).toBeUndefined();
    expect(feeOn(fee, '2025-01-02')).toStrictEqual({ ...fee, collected: [] });
    expect(feeOn(fee, '2025-01-10')).toStrictEqual(fee);
    const { noticedOn: _undated, ...undated } = fee;
    expect(feeOn(undated, '2024-01-01')).toStrictEqual({ noticedYuan: 380, collected: [] });
  });

  it('is corrected from the beginning, since a correction says what was true before (R-110)', () => {
    const corrected = [
      e.registered('2025-03-03'),
      e.entryCorrected('event-1', 'applicantKind', { newValue: 'legal_other' }),
    ];
    expect(stateOn(recorded(corrected), '2025-03-03')?.applicantKind).toBe('legal_other');
  });

  it('was never one when it is void, and was split when it was received (A-20, R-52)', () => {
    expect(statusOn('2025-03-03', ...HISTORY_OF.VOID)).toBe('VOID');
    expect(statusOn('2025-03-03', ...HISTORY_OF.SPLIT)).toBe('SPLIT');
  });

  it('is not there before its day of receipt was corrected to', () => {
    const later = [e.registered('2025-03-03'), e.entryCorrected('event-1', 'receivedOn', { newValue: '2025-03-10' })];
    expect(statusOn('2025-03-05', ...later)).toBeUndefined();
    expect(statusOn('2025-03-10', ...later)).toBe('RUNNING');
  });
});
