import type { CaseRecord } from './case-record';
import { checkConclusions, checkOrder, checkRecord } from './check-record';
import { row } from './record-specification';

type Cells = Partial<CaseRecord>;
const TODAY = '2026-06-30';
const check = (cells: Cells) => checkRecord(row(cells), TODAY);

describe('a cell of a row', () => {
  it.each<[string, Cells, string, string]>([
    ['a unit that is empty', { unit: '' }, 'E_MISSING', 'unit'],
    ['登记编号 that is empty', { caseNo: '' }, 'E_MISSING', 'caseNo'],
    ['申请人类型 that the form does not have', { applicantKind: '法人' as never }, 'E_MISSING', 'applicantKind'],
    ['接收渠道 that nobody knows', { channel: 'pigeon' as never }, 'E_MISSING', 'channel'],
    ['办理结果 that the form does not have', { resultCode: 'maybe' as never }, 'E_RESULT_CODE', 'resultCode'],
    ['延期工作日 of none', { extensionWd: 0 }, 'E_EXT_TOO_LONG', 'extensionWd'],
    ['延期工作日 of a day and a half', { extensionWd: 1.5 }, 'E_EXT_TOO_LONG', 'extensionWd'],
    ['延期工作日 of 21', { extensionWd: 21 }, 'E_EXT_TOO_LONG', 'extensionWd'],
    ['扣除工作日 of none', { deductedWd: 0 }, 'E_MISSING', 'deductedWd'],
    ['扣除工作日 of half a day', { deductedWd: 2.5 }, 'E_MISSING', 'deductedWd'],
    ['扣除工作日 of 1001', { deductedWd: 1001 }, 'E_MISSING', 'deductedWd'],
    ['收费金额 below zero', { feeYuan: -1 }, 'E_FEE_AMOUNT', 'feeYuan'],
    ['收费金额 that is no number', { feeYuan: NaN }, 'E_FEE_AMOUNT', 'feeYuan'],
    ['收费金额 without end', { feeYuan: Infinity }, 'E_FEE_AMOUNT', 'feeYuan'],
  ])('%s is refused', (_what, cells, code, field) => {
    expect(check(cells)).toEqual({ code, field });
  });

  it.each<[string, Cells]>([
    ['延期工作日 of 1', { extensionWd: 1 }],
    ['延期工作日 of 20', { extensionWd: 20 }],
    ['扣除工作日 of 1', { deductedWd: 1 }],
    ['扣除工作日 of 1000', { deductedWd: 1000 }],
    ['收费金额 of nothing', { feeYuan: 0 }],
    ['收费金额 with fen', { feeYuan: 0.5 }],
    ['接收渠道 left out', { channel: undefined }],
  ])('%s is taken', (_what, cells) => {
    expect(check(cells)).toBeUndefined();
  });
});

/** A row that tells only this day beside 收到日期. */
const ONE_DAY: Record<string, (day: string) => Cells> = {
  receivedOn: (receivedOn) => ({ receivedOn }),
  arrivedOn: (arrivedOn) => ({ arrivedOn }),
  correctionAskedOn: (correctionAskedOn) => ({ correctionAskedOn }),
  correctionReceivedOn: (correctionReceivedOn) => ({ correctionReceivedOn }),
  extensionNotifiedOn: (extensionNotifiedOn) => ({ extensionNotifiedOn }),
  consultedOn: (consultedOn) => ({ consultedOn }),
  opinionOn: (opinionOn) => ({ opinionOn }),
  feeNoticedOn: (feeNoticedOn) => ({ feeNoticedOn }),
  feePaidOn: (feePaidOn) => ({ feePaidOn }),
  concludedOn: (concludedOn) => ({ concludedOn }),
  'reconsiderations.0.filedOn': (filedOn) => ({ reconsiderations: [{ filedOn }] }),
  'reconsiderations.1.concludedOn': (concludedOn) => ({
    reconsiderations: [{ filedOn: '2025-05-06' }, { filedOn: '2025-05-06', concludedOn }],
  }),
  'suits.0.filedOn': (filedOn) => ({ suits: [{ route: 'direct', filedOn }] }),
  'suits.0.concludedOn': (concludedOn) => ({ suits: [{ route: 'direct', filedOn: '2025-05-06', concludedOn }] }),
};

describe.each(Object.entries(ONE_DAY))('the day %s', (field, cells) => {
  it('is refused where it is no day', () => {
    expect(check(cells('2025-02-30'))).toEqual({ code: 'E_DATE', field });
  });

  it('is refused where it has not come yet', () => {
    expect(check(cells('2026-07-01'))).toEqual({ code: 'E_FUTURE', field, detail: { today: TODAY } });
  });

  it('may be today', () => {
    // arrived today cannot have been received before (another rule)
    expect(check({ ...(field === 'arrivedOn' && { receivedOn: TODAY }), ...cells(TODAY) })).toBeUndefined();
  });
});

describe('the days of a row come in an order that can have been (L-16)', () => {
  const D = '2025-03-10';
  const day = (field: string, on: string) => ONE_DAY[field]!(on);

  it.each<[later: string, earlier: string]>([
    ['receivedOn', 'arrivedOn'],
    ['correctionAskedOn', 'receivedOn'],
    ['correctionReceivedOn', 'receivedOn'],
    ['correctionReceivedOn', 'correctionAskedOn'],
    ['extensionNotifiedOn', 'receivedOn'],
    ['consultedOn', 'receivedOn'],
    ['opinionOn', 'receivedOn'],
    ['opinionOn', 'consultedOn'],
    ['feeNoticedOn', 'receivedOn'],
    ['feePaidOn', 'receivedOn'],
    ['feePaidOn', 'feeNoticedOn'],
    ['concludedOn', 'receivedOn'],
    ['concludedOn', 'correctionAskedOn'],
    ['concludedOn', 'correctionReceivedOn'],
    ['concludedOn', 'extensionNotifiedOn'],
    ['concludedOn', 'consultedOn'],
    ['concludedOn', 'opinionOn'],
    ['concludedOn', 'feeNoticedOn'],
    ['concludedOn', 'feePaidOn'],
    ['reconsiderations.0.filedOn', 'receivedOn'],
    ['suits.0.filedOn', 'receivedOn'],
  ])('%s never before %s, but on the same day', (later, earlier) => {
    const told = (on: string) => row({ ...day(earlier, D), ...day(later, on) });
    expect(checkOrder(told('2025-03-09'))).toEqual({ code: 'E_DATE_ORDER', field: later, detail: { earliest: D } });
    expect(checkOrder(told(D))).toBeUndefined();
  });

  it('the second of two proceedings, too, and no proceeding is over before it was filed', () => {
    const filed = { filedOn: '2025-05-06', concludedOn: '2025-05-06' };
    const early = { filedOn: '2025-05-06', concludedOn: '2025-05-05' };
    expect(checkOrder(row({ reconsiderations: [filed, filed] }))).toBeUndefined();
    expect(checkOrder(row({ reconsiderations: [filed, early] }))).toMatchObject({
      field: 'reconsiderations.1.concludedOn',
    });
    expect(checkOrder(row({ suits: [{ route: 'direct', ...early }] }))).toMatchObject({ field: 'suits.0.concludedOn' });
  });
});

describe('a conclusion says how and when', () => {
  const filed = { filedOn: '2025-05-06' };

  it.each<[string, Cells, string]>([
    ['a case, nobody knows how', { concludedOn: '2025-03-20' }, 'resultCode'],
    ['a correction that lapsed, nobody knows when', { resultCode: 'other_correction_lapsed' }, 'concludedOn'],
    ['a fee that lapsed, nobody knows when', { resultCode: 'other_fee_lapsed' }, 'concludedOn'],
    [
      'a reconsideration, nobody knows how',
      { reconsiderations: [filed, { ...filed, concludedOn: '2025-06-01' }] },
      'reconsiderations.1.result',
    ],
    [
      'a reconsideration, nobody knows when',
      { reconsiderations: [filed, { ...filed, result: 'upheld' }] },
      'reconsiderations.1.concludedOn',
    ],
    [
      'a suit, nobody knows how',
      { suits: [{ route: 'direct', ...filed, concludedOn: '2025-06-01' }] },
      'suits.0.result',
    ],
    ['a suit, nobody knows when', { suits: [{ route: 'direct', ...filed, result: 'other' }] }, 'suits.0.concludedOn'],
  ])('%s', (_what, cells, field) => {
    expect(checkConclusions(row(cells))).toEqual({ code: 'E_MISSING', field });
  });

  it.each<[string, Cells]>([
    ['nothing is concluded', { reconsiderations: [filed], suits: [{ route: 'direct', ...filed }] }],
    ['a reply is decided and not sent yet', { resultCode: 'granted' }],
    ['a lapse has its day', { resultCode: 'other_fee_lapsed', concludedOn: '2025-03-20' }],
    ['a proceeding has both', { reconsiderations: [{ ...filed, concludedOn: '2025-06-01', result: 'upheld' }] }],
  ])('or nothing is missing: %s', (_what, cells) => {
    expect(checkConclusions(row(cells))).toBeUndefined();
  });
});
