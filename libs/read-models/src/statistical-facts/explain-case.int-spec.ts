import { COUNTED_CELLS, type CellId } from '@app/annual-report';
import {
  answered,
  append,
  caseStreamOf,
  eventIdOf,
  fact,
  idOf,
  interleaved,
  logOf,
  registered,
  type Fact,
} from '../../test/a-log';
import { FollowedLog } from '../../test/followed-log';
import { inSnapshot } from '../database/in-transaction';
import { casesOfRegister } from './cases-at';
import { ExplainCase } from './explain-case';
import { ExplainCell } from './explain-cell';

const approved = { reason: '录入错误', approvedBy: 'head-1' };

describe('a case asked about in a cell', () => {
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open();
    for (const unit of ['D01', 'D02']) {
      await append(
        followed.store,
        `unit-${unit}`,
        fact('UnitRegistered', '2024-01-02', { unit, name: '示例局', canMakeRules: false }),
      );
    }
  });
  afterAll(() => followed.close());

  /** The story of a case of its own; its id. */
  async function tell(name: string, ...facts: Fact[]): Promise<string> {
    await followed.tell(`case-${idOf(name)}`, ...facts);
    return idOf(name);
  }
  const eventOf = (name: string, revision: number) => eventIdOf(`case-${idOf(name)}`, revision);

  async function why(caseId: string, cell: CellId, year = 2025, moment: { at?: number; on?: string } = {}) {
    return (await followed.ask(new ExplainCase('D01', year, cell, caseId, moment)))!;
  }
  const reasons = async (...asked: Parameters<typeof why>) =>
    (await why(...asked)).reasons.map(({ reason, event }) => [reason, event?.type]);

  const granted = 't3.granted.natural_person';

  it('is counted since its closing, by its closing', async () => {
    const caseId = await tell('counted', registered('2025-1', '2025-03-03'), ...answered('2025-03-20', 'granted'));
    const answer = await why(caseId, granted);
    expect(answer).toMatchObject({
      counted: 1,
      members: [{ event: { eventId: eventOf('counted', 3), type: 'CaseClosed' }, rule: 'A-24' }],
      reasons: [],
      elsewhere: ['t3.new_received.natural_person', granted],
      episodes: [{ counted: 1, since: { eventId: eventOf('counted', 3) }, until: null }],
    });
    expect(answer.clause.rules).toEqual(expect.arrayContaining(['A-24', 'Reg.36(1)']));
  });

  it('says the year, the result and the column that keep it out, each with its event', async () => {
    const caseId = await tell('elsewhere', registered('2025-2', '2025-03-03'), ...answered('2025-03-20', 'granted'));
    expect(await reasons(caseId, granted, 2024)).toEqual([['concluded_later', 'CaseClosed']]);
    expect(await reasons(caseId, 't3.unable_not_held.legal_other')).toEqual([
      ['other_column', 'ApplicationRegistered'],
      ['other_result', 'CaseClosed'],
    ]);
    expect(await reasons(caseId, 't4.recon.total')).toEqual([['no_proceeding', undefined]]);
    expect(await reasons(caseId, 't2.rules.issued')).toEqual([['not_from_cases', undefined]]);
  });

  it('knows what put it there and what removed it, where it once was counted', async () => {
    const retracted = fact('EntryRetracted', '2025-03-24', { ...approved, targetEventId: eventOf('retracted', 3) });
    const story = [registered('2025-3', '2025-03-03'), ...answered('2025-03-21', 'granted'), retracted];
    const caseId = await tell('retracted', ...story);
    expect(await reasons(caseId, granted)).toEqual([
      ['result_taken_back', 'EntryRetracted'],
      ['still_open', undefined],
    ]);
    const { episodes, counted } = await why(caseId, granted);
    expect(counted).toBe(0);
    expect(episodes.map(({ since, until }) => [since.type, until?.type])).toEqual([['CaseClosed', 'EntryRetracted']]);
  });

  it('names the correction that moved it from one column into the other', async () => {
    const corrected = fact('EntryCorrected', '2025-03-04', {
      ...{ targetEventId: eventOf('moved', 0), field: 'applicantKind' },
      ...{ oldValue: 'natural_person', newValue: 'legal_other', ...approved },
    });
    const caseId = await tell('moved', registered('2025-4', '2025-03-03'), corrected);
    const left = await why(caseId, 't3.new_received.natural_person');
    expect(left.episodes.map(({ since, until }) => [since.type, until?.type])).toEqual([
      ['ApplicationRegistered', 'EntryCorrected'],
    ]);
    const entered = await why(caseId, 't3.new_received.legal_other');
    expect(entered.episodes.map(({ since, until }) => [since.type, until])).toEqual([['EntryCorrected', null]]);
  });

  it.each<[string, Fact[], string, string]>([
    ['void', [fact('CaseVoided', '2025-03-04', { reason: 'test_entry' })], 'voided', 'CaseVoided'],
    [
      'merged',
      [fact('CaseVoided', '2025-03-04', { reason: 'double_registration', duplicateOfCaseId: idOf('counted') })],
      'double_registration',
      'CaseVoided',
    ],
    ['reversed', [fact('CaseVoided', '2025-03-04', { reason: 'import_reversed' })], 'import_reversed', 'CaseVoided'],
    [
      'split',
      [fact('ApplicationSplit', '2025-03-04', { childCaseIds: [idOf('a'), idOf('b')], reason: '一事一申请' })],
      'split',
      'ApplicationSplit',
    ],
  ])('says of one that is %s why it counts nowhere, and that it once did', async (name, facts, reason, type) => {
    const caseId = await tell(`nowhere ${name}`, registered(`2025-${name}`, '2025-03-03'), ...facts);
    expect(await reasons(caseId, 't3.new_received.total')).toEqual([[reason, type]]);
    const { episodes } = await why(caseId, 't3.new_received.total');
    expect(episodes.map(({ since, until }) => [since.type, until?.type])).toEqual([['ApplicationRegistered', type]]);
  });

  it('says of one that waits for confirmation that it does', async () => {
    const { data, ...letter } = registered('2025-5', '2025-03-03');
    const caseId = await tell('waiting', { ...letter, data: { ...data, receivedOn: null } } as Fact);
    expect(await reasons(caseId, 't3.new_received.total')).toEqual([['unconfirmed', 'ApplicationRegistered']]);
  });

  it('says that it was not on record then, had not come on that day, or is another unit’s', async () => {
    const before = (await followed.store.head()).position;
    const caseId = await tell('later', registered('2025-6', '2025-03-03'));
    expect(await reasons(caseId, 't3.new_received.total', 2025, { at: before })).toEqual([['unknown_then', undefined]]);
    expect(await reasons(caseId, 't3.new_received.total', 2025, { on: '2025-03-02' })).toEqual([
      ['not_yet', 'ApplicationRegistered'],
    ]);
    expect((await why(caseId, 't3.new_received.total', 2025, { on: '2025-03-03' })).counted).toBe(1);
    const other = await tell('other', registered('2025-7', '2025-03-03', { unit: 'D02' }));
    expect(await reasons(other, 't3.new_received.total')).toEqual([['other_unit', undefined]]);
    expect(await followed.ask(new ExplainCase('D01', 2025, granted, idOf('nobody')))).toBeUndefined();
  });

  it('says that its register went to the successor, from the year after the last day on (A-77)', async () => {
    const caseId = await tell('taken over', registered('2025-8', '2025-12-20', { unit: 'D02' }));
    await followed.tell(
      'unit-D02',
      fact('UnitAbolished', '2025-12-31', { unit: 'D02', lastDay: '2025-12-31', successor: 'D01' }),
    );
    const asked = (unit: string) => followed.ask(new ExplainCase(unit, 2026, 't3.carried_in.total', caseId));
    expect((await asked('D02'))!.reasons.map(({ reason }) => reason)).toEqual(['succeeded']);
    expect((await asked('D01'))!.counted).toBe(1);
  });
});

describe('what an explanation costs', () => {
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open(await logOf(interleaved(60, 2)));
    await followed.projector.catchUp();
  });
  afterAll(() => followed.close());

  const costs = async () => {
    const cells = await Promise.all(
      COUNTED_CELLS.map(async (cell) => (await followed.ask(new ExplainCell('D01', 2025, cell))).cost),
    );
    const caseId = caseStreamOf(5).slice('case-'.length);
    const one = await followed.ask(new ExplainCase('D01', 2025, 't3.denied_third_party.total', caseId));
    return [...cells, one!.cost];
  };

  /** Rows of facts PostgreSQL itself looked at for the members of a cell, whatever it gave back. */
  const looked = (cell: CellId): Promise<number> =>
    inSnapshot(followed.dataSource, async (manager) => {
      const read = async () => {
        const [row] = await manager.query<{ rows: number }[]>(
          `select seq_tup_read + coalesce(idx_tup_fetch, 0) as rows from pg_stat_xact_user_tables
           where schemaname = 'read_models' and relname = 'statistical_facts'`,
        );
        return row!.rows;
      };
      const before = await read();
      const { position: at } = await followed.store.head();
      await casesOfRegister(manager, { unit: 'D01', at, fromYear: 2025, toYear: 2025 }, [], cell);
      return (await read()) - before;
    });

  it('is counted with it, and does not grow with the cases of other units', async () => {
    const before = await costs();
    expect(before.every(({ queries }) => queries > 3)).toBe(true);
    expect(Math.max(...before.map(({ rows }) => rows))).toBeGreaterThan(30);
    await followed.dataSource.query(
      `insert into read_models.statistical_facts
       select 'other-' || n || case_id, from_position, to_position, 'D' || (n + 10), case_no, stat_year, stat_column,
         concluded_year, result_code, received_event_id, concluded_event_id, appeals, fee, received_on, concluded_on
       from read_models.statistical_facts, generate_series(1, 200) n`,
    );
    await followed.dataSource.query('analyze read_models.statistical_facts');
    const [all] = await followed.dataSource.query<{ count: number }[]>(
      'select count(*) as count from read_models.statistical_facts',
    );
    expect(all!.count).toBeGreaterThan(10_000);
    expect(await costs()).toEqual(before);
    // Nor does the database look at them on the way: an index leads to the unit's own.
    const rows = await looked('t3.granted.natural_person');
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(1_000);
  });
});
