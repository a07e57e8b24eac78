import { answered, append, decided, eventIdOf, fact, idOf, registered, type Fact } from '../../test/a-log';
import { rowsOf } from '../../test/checksums';
import { expectSameAfterReplay, FollowedLog } from '../../test/followed-log';
import type { CaseSearch } from './search-cases';
import { AmbiguousCaseNo, BadCursor } from '../framework/refusals';
import { FindCase } from './find-case';
import { ListCaseStates } from './list-case-states';
import { SearchCases } from './search-cases';

const stream = (caseNo: string, unit = 'D01') => `case-${idOf(`${unit} ${caseNo}`)}`;
const caseId = (caseNo: string, unit = 'D01') => idOf(`${unit} ${caseNo}`);

const unconfirmed = (caseNo: string, on: string): Fact =>
  fact('ApplicationRegistered', on, {
    ...(registered(caseNo, on).data as never as Record<string, never>),
    channel: 'internet',
    receivedOn: null,
  } as never);

const CASES: [caseNo: string, unit: string, Fact[]][] = [
  ['2025-0001', 'D01', [registered('2025-0001', '2025-03-03')]],
  ['2025-0002', 'D01', [registered('2025-0002', '2025-03-03', { name: '李四' }), ...answered('2025-03-20', 'granted')]],
  [
    '2025-0003',
    'D01',
    [
      registered('2025-0003', '2025-01-06', { name: '示例科技有限公司', kind: 'legal_commercial' }),
      ...answered('2025-02-27', 'denied_third_party'),
    ],
  ],
  ['2025-0004', 'D01', [unconfirmed('2025-0004', '2025-03-04')]],
  ['2025-0005', 'D01', [registered('2025-0005', '2025-02-10', { name: null })]],
  ['2025-0001', 'D02', [registered('2025-0001', '2025-03-05', { unit: 'D02', name: '张三丰' })]],
];

describe('the register', () => {
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open();
    for (const [caseNo, unit, facts] of CASES) await append(followed.store, stream(caseNo, unit), ...facts);
    await followed.projector.catchUp();
  });
  afterAll(() => followed.close());

  const found = async (criteria: CaseSearch) =>
    (await followed.ask(new SearchCases(criteria))).items.map(({ unit, caseNo }) => `${unit}/${caseNo.slice(5)}`);

  it('shows the latest received first and those not yet received on top', async () => {
    const [top, ...others] = await found({ unit: 'D01' });
    expect(top).toBe('D01/0004');
    expect(others.slice(0, 2).sort()).toEqual(['D01/0001', 'D01/0002']);
    expect(others.slice(2)).toEqual(['D01/0005', 'D01/0003']);
  });

  it.each<[string, CaseSearch, string[]]>([
    ['number', { caseNo: '2025-0003' }, ['D01/0003']],
    ['number in every unit', { caseNo: '2025-0001' }, ['D01/0001', 'D02/0001']],
    ['beginning of a number', { caseNo: '2025-000*', unit: 'D02' }, ['D02/0001']],
    ['a number that is no pattern', { caseNo: '2025-%' }, []],
    ['status', { status: ['UNCONFIRMED'] }, ['D01/0004']],
    ['several status', { status: ['CLOSED', 'UNCONFIRMED'] }, ['D01/0002', 'D01/0003', 'D01/0004']],
    ['applicant kind', { applicantKind: ['legal_commercial'] }, ['D01/0003']],
    ['result', { resultCode: ['granted'] }, ['D01/0002']],
    ['first day of receipt', { receivedFrom: '2025-03-05' }, ['D02/0001']],
    ['last day of receipt', { receivedTo: '2025-01-06' }, ['D01/0003']],
    // Due 2025-03-31 and, received 2025-02-10, on 2025-03-10: only the unanswered count, and not on the day itself.
    ['overdue', { overdueOn: '2025-03-31', unit: 'D01' }, ['D01/0005']],
    ['overdue a day later', { overdueOn: '2025-04-01', unit: 'D01' }, ['D01/0001', 'D01/0005']],
    ['part of a name', { applicantName: '三' }, ['D01/0001', 'D01/0004', 'D02/0001']],
    ['name in full width and with spaces', { applicantName: ' 李　四 ' }, ['D01/0002']],
    ['a name that is no pattern', { applicantName: '%' }, []],
    ['all at once', { applicantName: '李四', unit: 'D01', status: ['CLOSED'], receivedTo: '2025-12-31' }, ['D01/0002']],
  ])('finds cases by %s', async (_, criteria, expected) => {
    expect((await found(criteria)).sort()).toEqual(expected);
  });

  it('masks names, those of organisations less', async () => {
    const { items } = await followed.ask(new SearchCases({ unit: 'D01' }));
    const names = Object.fromEntries(items.map(({ caseNo, applicantName }) => [caseNo.slice(5), applicantName]));
    expect(names).toEqual({ '0001': '张*', '0002': '李*', '0003': '示例*', '0004': '张*', '0005': null });
  });

  it('pages through all of them once, by an opaque cursor, in any page size', async () => {
    const whole = await found({});
    for (const limit of [1, 2, 5]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await followed.ask(new SearchCases({ limit, cursor }));
        seen.push(...page.items.map(({ unit, caseNo }) => `${unit}/${caseNo.slice(5)}`));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(whole);
    }
  });

  it.each([
    '',
    'x',
    'bm9wZQ',
    Buffer.from('[1,2]').toString('base64url'),
    Buffer.from('["2025-02-31","a"]').toString('base64url'),
  ])('refuses a cursor it did not make: %p', async (cursor) => {
    await expect(followed.ask(new SearchCases({ cursor }))).rejects.toThrow(BadCursor);
  });

  it('tells when a reply was late by how much', async () => {
    const late = await followed.ask(new FindCase({ caseId: caseId('2025-0003') }));
    // 20 working days from 01-06, with 01-26 and 02-08 worked and 01-28 to 02-04 off; then 14 to 02-27.
    expect(late).toMatchObject({
      replyDueOn: '2025-02-08',
      dispatchedOn: '2025-02-27',
      overdueWd: 14,
      concludedOn: '2025-02-27',
    });
  });

  it('finds one case by id, or by number where that is enough', async () => {
    expect((await followed.ask(new FindCase({ caseNo: '2025-0002' })))?.caseId).toBe(caseId('2025-0002'));
    expect((await followed.ask(new FindCase({ caseNo: '2025-0001', unit: 'D02' })))?.caseId).toBe(
      caseId('2025-0001', 'D02'),
    );
    expect(await followed.ask(new FindCase({ caseNo: '2025-0009' }))).toBeUndefined();
    const ambiguous = followed.ask(new FindCase({ caseNo: '2025-0001' }));
    await expect(ambiguous).rejects.toThrow(AmbiguousCaseNo);
    await expect(ambiguous).rejects.toMatchObject({ units: ['D01', 'D02'] });
  });

  it('lists the cases of a unit for its ledger, and of a year those its tables speak of', async () => {
    const listed = async (year?: number) => {
      const numbers: string[] = [];
      for await (const { caseNo } of await followed.ask(new ListCaseStates('D01', year))) numbers.push(caseNo.slice(5));
      return numbers;
    };
    expect(await listed()).toEqual(['0003', '0005', '0001', '0002', '0004']);
    expect(await listed(2024)).toEqual([]);
    expect(await listed(2025)).toEqual(['0003', '0005', '0001', '0002']);
    expect(await listed(2026)).toEqual(['0005', '0001']);
  });

  it('keeps names in one table only, which can be emptied', async () => {
    const rows = [
      ...(await rowsOf(followed.dataSource, 'register_case')),
      ...(await rowsOf(followed.dataSource, 'timeline_event')),
    ];
    expect(rows.join()).not.toMatch(/张三|李四|有限公司/);
    expect((await rowsOf(followed.dataSource, 'register_name')).join()).toContain('张三');
  });

  it('gives the same rows again', () => expectSameAfterReplay(followed));

  it('follows a correction of the registration', async () => {
    const target = eventIdOf(stream('2025-0002'), 0);
    const approved = { reason: '录入错误', approvedBy: 'head-1', targetEventId: target };
    await followed.tell(
      stream('2025-0002'),
      fact('EntryCorrected', '2025-04-01', { ...approved, field: 'applicantName', oldText: '李四', newText: '赵六' }),
      fact('EntryCorrected', '2025-04-01', {
        ...approved,
        field: 'applicantKind',
        oldValue: 'natural_person',
        newValue: 'legal_other',
      }),
    );
    expect(await found({ applicantName: '李四' })).toEqual([]);
    expect(await followed.ask(new FindCase({ caseId: caseId('2025-0002') }))).toMatchObject({
      applicantKind: 'legal_other',
      applicantName: '赵*',
      revision: 5,
      status: 'CLOSED',
    });
  });

  it('forgets the name of a person who was erased', async () => {
    await followed.tell(stream('2025-0005'), decided('2025-03-03', 'granted'));
    expect(
      await followed.dataSource.query('select * from read_models.register_name where case_id = $1', [
        caseId('2025-0005'),
      ]),
    ).toEqual([]);
  });
});
