import { randomUUID } from 'node:crypto';
import { cellValues, type CellId } from '@app/annual-report';
import { DiffReport, ExplainCell, GetAnnualTables, GetPublishedReports, SelfAudit } from '@app/read-models';
import { publishConsolidatedReport, publishReport } from '@app/runtime';
import { AbolishUnit, caseHistory, caseStream, RegisterUnit, WriteReportText } from '@app/use-cases';
import { Bureau, HEAD, REVIEWER } from '../support/bureau';
import { brokenRelations } from '../support/city/relations';

const by = () => ({ commandId: randomUUID(), actor: HEAD });

/** A unit is merged into another: it reports the year of its last day, its open cases go on with the other. */
describe('a unit that was abolished', () => {
  let bureau: Bureau;
  const cases: Record<string, string> = {};
  beforeAll(async () => {
    bureau = await Bureau.open();
    const registers = (unit: string, more: object = {}) =>
      bureau.ledger.execute(new RegisterUnit({ ...by(), unit, name: `示例${unit}`, parent: 'TOP', ...more }));
    await registers('TOP', { kind: 'government', parent: undefined });
    await registers('OLD');
    await registers('NEW');
    await bureau.ledger.execute(new AbolishUnit({ ...by(), unit: 'OLD', lastDay: '2023-11-30', successor: 'NEW' }));
  });
  afterAll(() => bureau.close());

  async function publishes(unit: string, year: number) {
    for (const section of ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5']) {
      const markdown = `示例${unit}${year}年的${section}情况：完善制度，逐项改进。`;
      await bureau.ledger.execute(new WriteReportText({ ...by(), unit, year, section, markdown }));
    }
    await bureau.ledger.projector.catchUp();
    const { commands, queries, foundation } = bureau.ledger;
    const publish = unit === 'TOP' ? publishConsolidatedReport : publishReport;
    await publish({ commands, queries, write: foundation.write }, { ...by(), unit, year });
  }
  const published = async (unit: string, year: number) =>
    (await bureau.ledger.ask(new GetPublishedReports(unit, year))).at(-1)!;
  const members = async (unit: string, year: number, cell: CellId) =>
    (await bureau.ledger.ask(new ExplainCell(unit, year, cell))).members.map(({ caseId }) => caseId).sort();

  it('reports the year of its last day; its open cases are carried into its successor (K-04 on the group)', async () => {
    const received = async (name: string, unit: string, arrivedOn: string) =>
      (cases[name] = (await bureau.receives(unit, arrivedOn)).caseId);
    const done = await received('done', 'OLD', '2023-03-06');
    await bureau.answers(done, 'denied_process_information', '2023-03-20', '2023-03-21', {
      legalBasis: ['Reg.16(2)'],
      remedy: 'either',
    });
    await bureau.does(done, 'RecordDelivery', { servedOn: '2023-03-25', proof: '回执' });
    await bureau.does(done, 'RecordReconsideration', { reconId: 'r1', filedOn: '2023-05-08' });
    await received('open', 'OLD', '2023-11-20');
    await received('own', 'NEW', '2023-12-11');
    for (const unit of ['OLD', 'NEW', 'TOP']) await publishes(unit, 2023);
    expect((await published('OLD', 2023)).cells).toMatchObject({
      't3.new_received.total': 2,
      't3.carried_out.total': 1,
      't4.recon.pending': 1,
    });
    expect((await published('NEW', 2023)).cells).toMatchObject({ 't3.new_received.total': 1, 't4.recon.total': 0 });

    await bureau.answers(cases['open']!, 'granted', '2024-01-08', '2024-01-09');
    await bureau.does(done, 'ConcludeReconsideration', { reconId: 'r1', concludedOn: '2024-02-05', result: 'upheld' });
    expect(await bureau.cells('OLD', 2024)).toEqual({});
    expect(await bureau.cells('NEW', 2024)).toEqual({
      't3.carried_in.natural_person': 2,
      't3.granted.natural_person': 1,
      't3.carried_out.natural_person': 1,
      't4.recon.upheld': 1,
    });
    const carriedOut = await Promise.all(
      ['OLD', 'NEW'].map((unit) => members(unit, 2023, 't3.carried_out.natural_person')),
    );
    expect(await members('NEW', 2024, 't3.carried_in.natural_person')).toEqual(carriedOut.flat().sort());
  });

  it('is published by its successor, and by the government above, with every relation', async () => {
    await publishes('NEW', 2024);
    await publishes('TOP', 2024);
    const [before, after] = [await published('TOP', 2023), await published('TOP', 2024)];
    expect(after.unitTree.map(({ unit }) => unit)).toEqual(['TOP', 'NEW']);
    expect(brokenRelations([before.cells, after.cells])).toEqual([]);
    expect((await published('NEW', 2024)).checksPassed).toEqual(
      expect.arrayContaining(['K-04', 'K-07', 'K-08', 'K-11']),
    );
  });

  it('takes late entries into the books of its successor, and its own report shows the difference', async () => {
    const late = await bureau.receives('NEW', '2023-12-27');
    cases['late'] = late.caseId;
    await bureau.ledger.projector.catchUp();
    expect(await members('NEW', 2025, 't3.carried_in.natural_person')).toEqual([cases['own']]);
    expect(await members('NEW', 2025, 't3.new_received.natural_person')).toEqual([late.caseId]);
    for (const [unit, year] of [
      ['OLD', 2023],
      ['NEW', 2023],
      ['NEW', 2024],
      ['TOP', 2024],
    ] as const) {
      const difference = (await bureau.ledger.ask(new DiffReport(unit, year)))!;
      expect(difference.cells.flatMap(({ reasons }) => reasons.filter(({ kind }) => kind === 'rule'))).toEqual([]);
      if (unit === 'TOP') continue;
      const now = cellValues((await bureau.ledger.ask(new GetAnnualTables(unit, year))).tables);
      const { cells } = await published(unit, year);
      for (const { cell, delta } of difference.cells) expect([cell, now[cell] - cells[cell]!]).toEqual([cell, delta]);
      const differing = (Object.keys(now) as CellId[]).filter((cell) => now[cell] !== cells[cell]);
      expect(difference.cells.map(({ cell }) => cell)).toEqual(differing);
    }
  });

  it('has what changes in its own report listed by its successor (A-42)', async () => {
    const history = await caseHistory(bureau.ledger.foundation.store, caseStream(cases['open']!));
    await bureau.does(cases['open']!, 'CorrectEntry', {
      targetEventId: history[0]!.id,
      field: 'applicantKind',
      newValue: 'legal_other',
      reason: '录入错误',
      approvedBy: REVIEWER.id,
    });
    await publishes('NEW', 2025);
    const { adjustments, cells } = await published('NEW', 2025);
    expect(adjustments.filter(({ caseId }) => caseId === cases['open'])).toEqual(
      [
        ['t3.new_received.natural_person', -1],
        ['t3.new_received.legal_other', 1],
        ['t3.carried_out.natural_person', -1],
        ['t3.carried_out.legal_other', 1],
      ].map(([cell, delta]) => ({ reportYear: 2023, caseId: cases['open'], cell, delta, reason: '更正登记' })),
    );
    expect(brokenRelations([(await published('NEW', 2024)).cells, cells])).toEqual([]);
  });

  it('the self-audit, which asks the log alone, finds no difference in any cell, register line or clock', async () => {
    const audit = await bureau.ledger.ask(new SelfAudit({ on: '2026-11-02' }));
    expect(audit).toMatchObject({ differences: 0, listed: [] });
  });
});
