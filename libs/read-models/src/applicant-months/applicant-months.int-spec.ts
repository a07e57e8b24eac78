import { fact, idOf, registered, type Fact } from '../../test/a-log';
import { expectSameAfterReplay, FollowedLog } from '../../test/followed-log';
import { GetApplicantMonth } from './get-applicant-month';

const stream = (caseNo: string) => `case-${idOf(caseNo)}`;

/** The fact with a key in its metadata, as the write side leaves it. */
const recognised = (told: Fact, applicantKey: string | null): Fact => ({ ...told, metadata: { applicantKey } });
const piece = (caseNo: string, on: string, applicantKey = 'key-1', unit = 'D01') =>
  recognised(registered(caseNo, on, { unit }), applicantKey);

describe('the pieces of an applicant in a calendar month (R-52)', () => {
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open();
    const cases: [string, Fact][] = [
      ['first', piece('1', '2025-03-01')],
      ['last', piece('2', '2025-03-31')],
      ['same day', piece('3', '2025-03-31')],
      ['month before', piece('4', '2025-02-28')],
      ['month after', piece('5', '2025-04-01')],
      ['another applicant', piece('6', '2025-03-10', 'key-2')],
      ['another unit', piece('7', '2025-03-10', 'key-1', 'D02')],
      ['nobody knows whom', registered('8', '2025-03-10')],
    ];
    for (const [name, told] of cases) await followed.tell(stream(name), told);
  });
  afterAll(() => followed.close());

  const ordinal = async (name: string) => {
    const month = await followed.ask(new GetApplicantMonth(idOf(name)));
    return month && [month.month, month.ordinal, month.pieces];
  };

  it('are counted by the day of receipt, those of one day in the order of registration, each unit for itself', async () => {
    expect(await ordinal('first')).toEqual(['2025-03', 1, 3]);
    expect(await ordinal('last')).toEqual(['2025-03', 2, 3]);
    expect(await ordinal('same day')).toEqual(['2025-03', 3, 3]);
    expect(await ordinal('month before')).toEqual(['2025-02', 1, 1]);
    expect(await ordinal('month after')).toEqual(['2025-04', 1, 1]);
    expect(await ordinal('another applicant')).toEqual(['2025-03', 1, 1]);
    expect(await ordinal('another unit')).toEqual(['2025-03', 1, 1]);
  });

  it('are unknown where the applicant is, and there is no answer for a case that is not there', async () => {
    expect(await ordinal('nobody knows whom')).toEqual(['2025-03', null, null]);
    expect(await ordinal('no such case')).toBeUndefined();
  });

  it('move with a late entry, a receipt that is confirmed and a case that is voided', async () => {
    const unconfirmed = { ...registered('9', '2025-03-02') };
    Object.assign(unconfirmed.data, { channel: 'internet', receivedOn: null });
    await followed.tell(stream('late'), recognised(unconfirmed, 'key-1'));
    expect(await ordinal('late')).toEqual([null, null, null]);
    await followed.tell(
      stream('late'),
      fact('ReceiptConfirmed', '2025-03-02', { confirmedOn: '2025-03-02', means: '电话', auto: false }),
    );
    expect(await ordinal('late')).toEqual(['2025-03', 2, 4]);
    expect(await ordinal('same day')).toEqual(['2025-03', 4, 4]);
    await followed.tell(
      stream('first'),
      fact('CaseVoided', '2025-03-05', { reason: 'test_entry', approvedBy: 'head' }),
    );
    expect(await ordinal('first')).toEqual(['2025-03', null, null]);
    expect(await ordinal('same day')).toEqual(['2025-03', 3, 3]);
  });

  it('go with an applicant whose entry is corrected', async () => {
    const corrected = fact('EntryCorrected', '2025-04-02', {
      targetEventId: idOf('x'),
      field: 'applicantName',
      newText: '李四',
      reason: '录入错误',
      approvedBy: 'head',
    });
    await followed.tell(stream('last'), recognised(corrected, 'key-2'));
    expect(await ordinal('last')).toEqual(['2025-03', 2, 2]);
    expect(await ordinal('same day')).toEqual(['2025-03', 2, 2]);
    await followed.tell(stream('last'), recognised(corrected, null));
    expect(await ordinal('last')).toEqual(['2025-03', null, null]);
  });

  it('give the same rows again', () => expectSameAfterReplay(followed));
});
