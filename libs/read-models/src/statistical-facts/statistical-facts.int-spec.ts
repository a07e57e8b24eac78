import fc from 'fast-check';
import { CELL_IDS, cellsOf, check, tabulate, valueOf, type CellId } from '@app/annual-report';
import { factsOf, fold, liftEvent, type CaseEvent, type StatisticalFacts } from '@app/disclosure';
import { answered, append, eventIdOf, fact, idOf, interleaved, logOf, registered } from '../../test/a-log';
import { expectSameAfterReplay, FollowedLog } from '../../test/followed-log';
import { ReadModelBehind, UnknownUnit } from '../framework/refusals';
import { ExplainCell } from './explain-cell';
import { GetAnnualTables } from './get-annual-tables';
import { GetFeeFigures } from './get-fee-figures';

const log = interleaved(60, 2);
const head = log.length;
const YEARS = [2024, 2025, 2026];

async function histories(followed: FollowedLog, to = head): Promise<CaseEvent[][]> {
  const cases = new Map<string, CaseEvent[]>();
  for await (const stored of followed.store.readAll({ to })) {
    if (!stored.stream.startsWith('case-')) continue;
    cases.set(stored.stream, [...(cases.get(stored.stream) ?? []), liftEvent(stored) as CaseEvent]);
  }
  return [...cases.values()];
}

/** The facts of every case as the log had them at a position, folded from nothing. */
const factsAt = async (followed: FollowedLog, position: number): Promise<StatisticalFacts[]> =>
  (await histories(followed, position)).flatMap((events) => factsOf(fold(events)!) ?? []);

/** How often the facts of a case became others than they were. */
async function changesOfFacts(followed: FollowedLog): Promise<number> {
  let changes = 0;
  for (const events of await histories(followed)) {
    const facts = events.map((_, index) => JSON.stringify(factsOf(fold(events.slice(0, index + 1))!)));
    changes += facts.filter((now, index) => now !== undefined && now !== facts[index - 1]).length;
  }
  return changes;
}

describe('statistical facts', () => {
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open(await logOf(log));
    await followed.projector.catchUp();
  });
  afterAll(() => followed.close());

  it('have one standing row per case, and rows only where facts changed', async () => {
    const [counts] = await followed.dataSource.query<{ spans: number; open: number; cases: number }[]>(
      `select count(*) as spans, count(*) filter (where to_position is null) as open, count(distinct case_id) as cases
       from read_models.statistical_facts`,
    );
    const standing = await factsAt(followed, head);
    expect(counts!.open).toBe(standing.length);
    expect(counts!.spans).toBe(await changesOfFacts(followed));
    expect(counts!.spans).toBeLessThan(log.filter(([stream]) => stream.startsWith('case-')).length);
    expect(counts!.cases).toBeGreaterThan(counts!.open);
    const overlaps = await followed.dataSource.query<unknown[]>(
      `select from read_models.statistical_facts a join read_models.statistical_facts b on a.case_id = b.case_id
       and a.from_position < b.from_position and coalesce(a.to_position, 'infinity'::float8) > b.from_position`,
    );
    expect(overlaps).toEqual([]);
  });

  it('give at every position the tables that the cases themselves give', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: head }), fc.constantFrom(...YEARS), async (at, year) => {
        const registeredBy = log.findIndex(([stream]) => stream === 'unit-D01') + 1;
        fc.pre(at >= registeredBy);
        const { tables, position } = await followed.ask(new GetAnnualTables('D01', year, { at }));
        expect(position).toBe(at);
        const memberships = (await factsAt(followed, at)).flatMap((facts) => cellsOf(facts, year));
        const counted = new Map<string, number>();
        for (const { cell } of memberships) counted.set(cell, (counted.get(cell) ?? 0) + 1);
        for (const cell of CELL_IDS.filter((id) => !id.startsWith('t2.'))) {
          expect([cell, valueOf(tables, cell)]).toEqual([cell, counted.get(cell) ?? 0]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('of today are those of the head', async () => {
    const now = await followed.ask(new GetAnnualTables('D01', 2025));
    expect(now).toEqual(await followed.ask(new GetAnnualTables('D01', 2025, { at: head })));
    expect(now.position).toBe(head);
    expect(valueOf(now.tables, 't3.new_received.total')).toBeGreaterThan(20);
  });

  it('come with the checks, K-04 and K-11 against the year before, and no K-07 that nobody made', async () => {
    for (const year of YEARS) {
      const { checks } = await followed.ask(new GetAnnualTables('D01', year));
      expect(checks.filter(({ ok, level }) => !ok && level === 'E')).toEqual([]);
      expect(checks.map(({ id }) => id)).toEqual(expect.arrayContaining(['K-01', 'K-04', 'K-11']));
      expect(checks.map(({ id }) => id)).not.toContain('K-07');
    }
    const { tables, prior } = await followed.ask(new GetAnnualTables('D01', 2025));
    const wrong = structuredClone(tables);
    wrong.table3.carried_in.natural_person += 1;
    expect(check(wrong, { prior }).some(({ id, ok }) => id === 'K-04' && !ok)).toBe(true);
  });

  it('lead from every cell to as many cases as it counts, and to the event in the log', async () => {
    const { tables } = await followed.ask(new GetAnnualTables('D01', 2025));
    const filled = CELL_IDS.filter((cell) => !cell.startsWith('t2.') && valueOf(tables, cell) > 0);
    expect(filled.length).toBeGreaterThan(15);
    for (const cell of filled) {
      const { members, value } = await followed.ask(new ExplainCell('D01', 2025, cell));
      expect([cell, value, members.length]).toEqual([cell, valueOf(tables, cell), valueOf(tables, cell)]);
      for (const { caseId, event } of members) {
        for await (const stored of followed.store.readAll({ after: event.position - 1, to: event.position })) {
          expect(stored).toMatchObject({
            stream: `case-${caseId}`,
            id: event.eventId,
            type: event.type,
            effectiveOn: event.effectiveOn,
            recordedAt: event.recordedAt,
            actor: event.actor,
          });
        }
      }
    }
  });

  it('find the event in the log where the timeline does not have it', async () => {
    const cell: CellId = 't3.granted.natural_person';
    const { cost: _, ...before } = await followed.ask(new ExplainCell('D01', 2025, cell));
    await followed.dataSource.query('delete from read_models.timeline_event');
    const { cost, ...after } = await followed.ask(new ExplainCell('D01', 2025, cell));
    expect(after).toEqual(before);
    expect(cost.events).toBeGreaterThan(before.value);
    await followed.projector.rebuild('case-timeline');
  });

  it('lead from a cell of table 2 to the figure that was recorded', async () => {
    const cell: CellId = 't2.normative_documents.issued';
    expect(await followed.ask(new ExplainCell('D01', 2025, cell))).toMatchObject({
      value: 4,
      members: [],
      figure: { value: 4, source: '法规处', event: { type: 'ProactiveFigureRecorded', effectiveOn: '2026-01-06' } },
    });
    const empty = await followed.ask(new ExplainCell('D01', 2025, 't2.rules.issued'));
    expect([empty.value, empty.figure]).toEqual([0, undefined]);
  });

  it('add up the fees of the year they were noticed and paid in', async () => {
    const fees = await followed.ask(new GetFeeFigures('D01', 2025));
    expect(fees).toMatchObject({ notices: 6, noticedYuan: 1200, collectedYuan: 1200, payingCases: 6 });
    expect(await followed.ask(new GetFeeFigures('D01', 2024))).toMatchObject({ notices: 0, collectedYuan: 0 });
  });

  it('are not told beyond what was projected, nor of a unit nobody knows', async () => {
    await expect(followed.ask(new GetAnnualTables('D01', 2025, { at: head + 1 }))).rejects.toThrow(ReadModelBehind);
    await expect(followed.ask(new GetAnnualTables('D99', 2025))).rejects.toThrow(UnknownUnit);
  });

  it('give the same rows again', () => expectSameAfterReplay(followed));

  it('follow a correction of the day of receipt from one year into another, and keep what was known before', async () => {
    const stream = `case-${idOf('moved')}`;
    const before = await append(
      followed.store,
      stream,
      registered('2025-m', '2025-01-02', { kind: 'legal_research' }),
      ...answered('2025-01-20', 'granted'),
    );
    const after = await append(
      followed.store,
      stream,
      fact('EntryCorrected', '2025-02-01', {
        targetEventId: eventIdOf(stream, 0),
        field: 'receivedOn',
        oldValue: '2025-01-02',
        newValue: '2024-12-31',
        reason: '录入错误',
        approvedBy: 'head-1',
      }),
    );
    await followed.projector.catchUp();
    const cells = async (year: number, at: number) => {
      const { tables } = await followed.ask(new GetAnnualTables('D01', year, { at }));
      const { new_received, carried_in, granted, carried_out } = tables.table3;
      return [new_received, carried_in, granted, carried_out].map(({ legal_research }) => legal_research);
    };
    expect([await cells(2024, before), await cells(2025, before)]).toEqual([
      [0, 0, 0, 0],
      [1, 0, 1, 0],
    ]);
    expect([await cells(2024, after), await cells(2025, after)]).toEqual([
      [1, 0, 0, 1],
      [0, 1, 1, 0],
    ]);
    await expectSameAfterReplay(followed);
  });
});

describe('the tables of a unit without a case', () => {
  it('are all zero and complete (G5)', async () => {
    const followed = await FollowedLog.open();
    await followed.tell(
      'unit-D05',
      fact('UnitRegistered', '2025-01-02', { unit: 'D05', name: '示例局', canMakeRules: false }),
    );
    const { tables, checks } = await followed.ask(new GetAnnualTables('D05', 2025));
    expect(tables).toEqual(tabulate({ requests: [], appeals: [] }, 2025));
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    await followed.close();
  });
});

describe('the checks of a unit whose competence changed (A-11)', () => {
  it('are at every position those of the unit as it was registered then', async () => {
    const followed = await FollowedLog.open();
    const unit = (canMakeRules: boolean) =>
      fact('UnitRegistered', '2025-01-02', { unit: 'D06', name: '示例局', canMakeRules });
    await followed.tell('unit-D06', unit(false));
    const figure = { unit: 'D06', year: 2025, cell: 't2.rules.issued', value: 2, source: '法规处' };
    const before = await followed.tell(
      'report-D06-2025',
      fact('ProactiveFigureRecorded', '2026-01-06', { ...figure, countedOn: '2025-12-31' }),
    );
    const after = await followed.tell('unit-D06', unit(true));
    const broken = async (at?: number) => {
      const { checks } = await followed.ask(new GetAnnualTables('D06', 2025, { at }));
      return checks.filter(({ ok }) => !ok).map(({ id }) => id);
    };
    expect(await broken(before)).toEqual(['A-11']);
    expect(await broken(after)).toEqual([]);
    expect(await broken()).toEqual([]);
    await followed.close();
  });
});
