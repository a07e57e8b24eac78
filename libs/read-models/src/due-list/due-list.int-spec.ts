import { stateCouncilCalendar } from '@app/disclosure';
import { answered, closed, consulted, fact, idOf, registered } from '../../test/a-log';
import { expectSameAfterReplay, FollowedLog } from '../../test/followed-log';
import { ListDue } from './list-due';

const stream = (caseNo: string) => `case-${idOf(caseNo)}`;

describe('the due list', () => {
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open();
    await followed.tell(stream('open'), registered('2025-1', '2025-03-03'));
    await followed.tell(stream('answered'), registered('2025-2', '2025-03-03'), ...answered('2025-03-20', 'granted'));
    await followed.tell(stream('asked'), registered('2025-3', '2025-03-03'), ...consulted('c1', '2025-03-12'));
    await followed.tell(stream('other unit'), registered('2025-4', '2025-02-10', { unit: 'D02' }));
  });
  afterAll(() => followed.close());

  const lines = async (on: string, unit?: string) =>
    (await followed.ask(new ListDue({ on, unit }))).items.map(({ caseNo, clock, dueOn, bucket, daysLeft }) => [
      caseNo,
      clock,
      dueOn,
      bucket,
      daysLeft,
    ]);

  it('has the clocks that run, soonest first, as the days were counted', async () => {
    // X01-like: 20 working days from 2025-03-03 end on 03-31, 7 on 03-12.
    expect(await lines('2025-03-10', 'D01')).toEqual(
      [
        ['2025-1', 'C1', '2025-03-12', 'due', 2],
        ['2025-3', 'C1', '2025-03-12', 'due', 2],
        ['2025-1', 'C3', '2025-03-31', 'due', 21],
        ['2025-3', 'C3', '2025-03-31', 'waiting', 21],
        ['2025-3', 'C4', '2025-04-02', 'waiting', 23],
      ].sort((a, b) => String(a[2]).localeCompare(String(b[2]))),
    );
  });

  it('says who is late from the day after', async () => {
    const { counts } = await followed.ask(new ListDue({ on: '2025-03-31' }));
    const later = await followed.ask(new ListDue({ on: '2025-04-01' }));
    const lateReplies = ({ items }: typeof later) =>
      items.filter(({ clock, bucket }) => clock === 'C3' && bucket === 'late');
    expect(lateReplies(later).map(({ caseNo }) => caseNo)).toContain('2025-1');
    expect(later.counts.late).toBeGreaterThan(counts.late);
  });

  it('leaves out what is answered, and counts beyond the limit', async () => {
    const list = await followed.ask(new ListDue({ on: '2025-03-10', limit: 1 }));
    expect(list.items).toHaveLength(1);
    expect(list.items[0]?.caseNo).toBe('2025-4');
    const { items } = await followed.ask(new ListDue({ on: '2025-03-10' }));
    const counted = (bucket: string) => items.filter((item) => item.bucket === bucket).length;
    expect(list.counts).toEqual({ late: counted('late'), due: counted('due'), waiting: counted('waiting') });
    expect(items.length).toBeGreaterThan(5);
    expect(items.map(({ caseNo }) => caseNo)).not.toContain('2025-2');
  });

  it('watches what the office owes after the reply, not what only the applicant may still do', async () => {
    await followed.tell(
      stream('appealed'),
      registered('2025-5', '2025-03-03', { unit: 'D04' }),
      ...answered('2025-03-20', 'granted'),
      fact('ReplyDelivered', '2025-03-24', { servedOn: '2025-03-24', proof: '回执' }),
    );
    expect(await lines('2025-04-01', 'D04')).toEqual([]);
    await followed.tell(
      stream('appealed'),
      fact('RedecisionOrdered', '2025-06-03', { source: { reconId: 'r1' }, orderReceivedOn: '2025-06-03' }),
    );
    expect(await lines('2025-06-04', 'D04')).toEqual([['2025-5', 'C11', '2025-07-01', 'due', 27]]);
  });

  it('has no clock that lapsed, and of a closed case only what is asked of the office after it', async () => {
    await followed.tell(
      stream('lapsed'),
      registered('2025-6', '2025-03-03', { unit: 'D05' }),
      fact('CorrectionRequested', '2025-03-06', { sentOn: '2025-03-06', items: ['名称不明确'], periodWd: 10 }),
      fact('CorrectionNoticeDelivered', '2025-03-07', { servedOn: '2025-03-07' }),
    );
    expect((await lines('2025-04-01', 'D05')).map(([, clock, , bucket]) => [clock, bucket])).toContainEqual([
      'C2',
      'late',
    ]);
    await followed.tell(
      stream('lapsed'),
      fact('CorrectionLapsed', '2025-03-24', { lapsedOn: '2025-03-24' }),
      closed('2025-03-24', 'other_correction_lapsed'),
    );
    expect(await lines('2025-04-01', 'D05')).toEqual([]);

    await followed.tell(
      stream('asked in vain'),
      registered('2025-7', '2025-03-03', { unit: 'D06' }),
      ...consulted('c1', '2025-03-12'),
      ...consulted('c2', '2025-03-13'),
      fact('ThirdPartyConsultationLapsed', '2025-04-03', { consultId: 'c1', lapsedOn: '2025-04-03' }),
    );
    const asked = async () => (await followed.ask(new ListDue({ on: '2025-04-04', unit: 'D06' }))).items;
    expect((await asked()).filter(({ clock }) => clock === 'C4').map(({ subject }) => subject)).toEqual(['c2']);
    await followed.tell(stream('asked in vain'), ...answered('2025-04-04', 'granted'));
    expect(await asked()).toEqual([]);
  });

  it('has what waits for a delivery nobody recorded, last and without a day', async () => {
    await followed.tell(
      stream('on its way'),
      registered('2025-8', '2025-03-03', { unit: 'D07' }),
      fact('CorrectionRequested', '2025-03-06', { sentOn: '2025-03-06', items: ['名称不明确'], periodWd: 10 }),
    );
    expect(await lines('2025-03-10', 'D07')).toEqual([['2025-8', 'C2', null, 'waiting', null]]);
    const { counts } = await followed.ask(new ListDue({ on: '2099-01-01', unit: 'D07' }));
    expect(counts).toEqual({ late: 0, due: 0, waiting: 1 });
    await followed.tell(
      stream('on its way'),
      fact('CorrectionNoticeDelivered', '2025-03-07', { servedOn: '2025-03-07' }),
    );
    expect(await lines('2025-03-10', 'D07')).toEqual([['2025-8', 'C2', '2025-03-21', 'waiting', 11]]);
  });

  it('gives the same rows again', () => expectSameAfterReplay(followed));

  it('counts again when the calendar of a year becomes known (R-66)', async () => {
    await followed.tell(stream('next year'), registered('2026-1', '2026-12-28', { unit: 'D03' }));
    const due = async () =>
      (await followed.ask(new ListDue({ on: '2026-12-28', unit: 'D03' }))).items.find(({ clock }) => clock === 'C3');
    const before = await due();
    expect(before).toMatchObject({ provisional: true, calendarVersion: stateCouncilCalendar.version });
    await followed.tell(
      'calendar',
      fact('WorkCalendarUpdated', '2026-11-05', {
        year: 2027,
        version: '2027',
        daysOff: ['2027-01-01', '2027-01-04'],
        makeUpDays: [],
        source: '示例通知',
      }),
    );
    const after = await due();
    expect(after?.provisional).toBe(false);
    expect(after?.calendarVersion).not.toBe(before?.calendarVersion);
    expect(after!.dueOn! > before!.dueOn!).toBe(true);
    await expectSameAfterReplay(followed);
  });
});
