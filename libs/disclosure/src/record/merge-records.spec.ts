import type { CaseRecord } from './case-record';
import { merged, normalised } from './merge-records';
import { row } from './record-specification';

describe('a cell that says nothing is no cell', () => {
  it.each<[string, unknown]>([
    ['an empty text', ''],
    ['blanks', ' \u3000'],
    ['a zero', 0],
    ['nothing', undefined],
    ['null', null],
  ])('%s', (_what, nothing) => {
    const cells = { applicantName: nothing, feeYuan: nothing, concludedOn: nothing, note: nothing };
    const left = Object.keys(normalised(row(cells as Partial<CaseRecord>)));
    expect(left.filter((cell) => cell in cells)).toEqual([]);
  });

  it('but 登记编号 and the unit stay, to be refused where they are empty', () => {
    expect(normalised(row({ unit: '', caseNo: '' }))).toMatchObject({ unit: '', caseNo: '' });
  });

  it('what a proceeding leaves open does not take back what is known of it', () => {
    const filed = { filedOn: '2025-05-06', concludedOn: undefined, result: undefined };
    const ended = { filedOn: '2025-05-06', concludedOn: '2025-06-10', result: 'upheld' } as const;
    const told = normalised(row({ reconsiderations: [filed], suits: [{ route: 'direct', ...filed }] }));
    const known = row({ reconsiderations: [ended], suits: [{ route: 'direct', ...ended }] });
    expect(merged(told, known)).toMatchObject({ reconsiderations: [ended], suits: [{ route: 'direct', ...ended }] });
  });
});

/** The days of the fee in what is known together with a row. */
const feeDays = (told: Partial<CaseRecord>, known?: Partial<CaseRecord>) => {
  const { feeNoticedOn, feePaidOn } = merged(row(told), known && row(known));
  return [feeNoticedOn, feePaidOn];
};
const end = { concludedOn: '2025-03-20', resultCode: 'granted' } as const;
const lapsed = { concludedOn: '2025-03-20', resultCode: 'other_fee_lapsed' } as const;

describe('an amount without dates (ledger-file §1, 16)', () => {
  it.each<[string, Partial<CaseRecord>, (string | undefined)[]]>([
    ['is noticed and paid on the day of conclusion', { ...end, feeYuan: 380 }, ['2025-03-20', '2025-03-20']],
    ['is noticed only where it was never paid', { ...lapsed, feeYuan: 380 }, ['2025-03-20', undefined]],
    ['is not booked before the case is concluded', { feeYuan: 380 }, [undefined, undefined]],
    [
      'is none where the notice has a day',
      { ...end, feeYuan: 380, feeNoticedOn: '2025-03-10' },
      ['2025-03-10', undefined],
    ],
    ['is none where the payment has one', { ...end, feeYuan: 380, feePaidOn: '2025-03-12' }, [undefined, '2025-03-12']],
    ['is none where there is no amount', end, [undefined, undefined]],
  ])('%s', (_what, cells, days) => {
    expect(feeDays(cells)).toEqual(days);
  });
});

describe('a fee that was booked on the day of conclusion', () => {
  const booked = { ...end, feeYuan: 380, feeNoticedOn: '2025-03-20', feePaidOn: '2025-03-20' };
  const later = { ...end, concludedOn: '2025-03-25' };

  it.each<[string, Partial<CaseRecord>, Partial<CaseRecord>, (string | undefined)[]]>([
    ['moves along with it', later, booked, ['2025-03-25', '2025-03-25']],
    [
      'moves along where it was never paid',
      { ...later, resultCode: 'other_fee_lapsed' },
      { ...booked, ...lapsed, feePaidOn: undefined },
      ['2025-03-25', undefined],
    ],
    ['is not paid any more where the row says it lapsed', lapsed, booked, ['2025-03-20', undefined]],
    [
      'is paid where the row says it did not lapse',
      end,
      { ...booked, ...lapsed, feePaidOn: undefined },
      ['2025-03-20', '2025-03-20'],
    ],
    [
      'stays where the row tells the day of the notice',
      { ...later, feeNoticedOn: '2025-03-18' },
      booked,
      ['2025-03-18', '2025-03-20'],
    ],
    [
      'stays where the row tells the day of the payment',
      { ...later, feePaidOn: '2025-03-25' },
      booked,
      ['2025-03-20', '2025-03-25'],
    ],
    [
      'stays where it has no amount: the days were told',
      later,
      { ...booked, feeYuan: undefined },
      ['2025-03-20', '2025-03-20'],
    ],
    [
      'stays where the notice of that day was told, and no payment',
      end,
      { ...booked, feePaidOn: undefined },
      ['2025-03-20', undefined],
    ],
    [
      'stays where the notice went out before',
      later,
      { ...booked, feeNoticedOn: '2025-03-18' },
      ['2025-03-18', '2025-03-20'],
    ],
    [
      'stays where it was paid before',
      later,
      { ...booked, feeNoticedOn: '2025-03-20', feePaidOn: '2025-03-22' },
      ['2025-03-20', '2025-03-22'],
    ],
    [
      'stays where the case is not concluded',
      later,
      { feeYuan: 380, feePaidOn: '2025-03-18' },
      [undefined, '2025-03-18'],
    ],
  ])('%s', (_what, told, known, days) => {
    expect(feeDays(normalised(row(told)), known)).toEqual(days);
  });
});
