import { randomUUID } from 'node:crypto';
import { DiffReport, GetPublishedReports, ReportAffected } from '@app/read-models';
import { publishConsolidatedReport, publishReport } from '@app/runtime';
import { AbolishUnit, MoveUnit, RecordProactiveFigures, RegisterUnit, WriteReportText } from '@app/use-cases';
import { Bureau, HEAD } from '../support/bureau';

const by = () => ({ commandId: randomUUID(), actor: HEAD });

/** A government, its office and its departments (annual-report §7). */
describe('the report of a government', () => {
  let bureau: Bureau;
  beforeAll(async () => {
    bureau = await Bureau.open();
    const register = (unit: string, more: object) =>
      bureau.ledger.execute(
        new RegisterUnit({ unit, name: `示例${unit}`, commandId: randomUUID(), actor: HEAD, ...more }),
      );
    await register('GOV', { kind: 'government', canMakeRules: true });
    await register('GOV-office', { kind: 'office', parent: 'GOV' });
    await register('GOV-a', { parent: 'GOV' });
    await register('GOV-b', {});
    await bureau.ledger.execute(new MoveUnit({ ...by(), unit: 'GOV-b', parent: 'GOV', from: '2024-07-01' }));
    await register('GOV-old', { parent: 'GOV' });
    await bureau.ledger.execute(
      new AbolishUnit({ ...by(), unit: 'GOV-old', lastDay: '2023-06-30', successor: 'GOV-a' }),
    );
  });
  afterAll(() => bureau.close());

  const parts = () => ({
    commands: bureau.ledger.commands,
    queries: bureau.ledger.queries,
    write: bureau.ledger.foundation.write,
  });

  async function writes(unit: string, year: number) {
    for (const section of ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5']) {
      const markdown = `示例${unit}${year}年的${section}情况：完善制度，逐项改进。`;
      await bureau.ledger.execute(new WriteReportText({ ...by(), unit, year, section, markdown }));
    }
    await bureau.ledger.projector.catchUp();
  }
  const publishes = async (unit: string, reason?: string, year = 2024) => {
    if (reason === undefined) await writes(unit, year);
    await bureau.ledger.projector.catchUp();
    return publishReport(parts(), { ...by(), unit, year, reason });
  };
  const consolidates = async (year = 2024) => {
    await writes('GOV', year);
    return publishConsolidatedReport(parts(), { ...by(), unit: 'GOV', year });
  };

  it('waits for every unit below it, and adds up what they published (A-70, A-74, A-75)', async () => {
    await bureau.receives('GOV-office', '2024-03-04');
    await bureau.receives('GOV-a', '2024-03-05');
    await bureau.receives('GOV-b', '2024-03-06', { applicantKind: 'legal_commercial' });
    await bureau.ledger.execute(
      new RecordProactiveFigures({
        ...by(),
        unit: 'GOV',
        year: 2024,
        figures: { 't2.rules.issued': 2 },
        source: '法规处',
        countedOn: '2025-01-06',
      }),
    );
    await publishes('GOV-office');
    await publishes('GOV-a');
    await expect(consolidates()).rejects.toMatchObject({
      rejection: { code: 'E_REPORT_CHILD', detail: { missing: 'GOV-b' } },
    });
    await publishes('GOV-b');
    await bureau.receives('GOV-a', '2024-08-05');
    await publishes('GOV-a', '补录一件');
    await consolidates();

    const [report] = await bureau.ledger.ask(new GetPublishedReports('GOV', 2024));
    expect(report).toMatchObject({
      consolidated: true,
      unitTree: [
        { unit: 'GOV' },
        { unit: 'GOV-a', parent: 'GOV', revision: 2 },
        { unit: 'GOV-b', parent: 'GOV', revision: 1 },
        { unit: 'GOV-office', parent: 'GOV', revision: 1 },
      ],
    });
    expect(report!.cells).toMatchObject({
      't2.rules.issued': 2,
      't3.new_received.natural_person': 3,
      't3.new_received.legal_commercial': 1,
      't3.new_received.total': 4,
      't3.carried_out.total': 4,
    });
  });

  it('holds its figures: no unit below revises them any more (A-42)', async () => {
    await bureau.receives('GOV-b', '2024-09-09');
    await expect(publishes('GOV-b', '又一件')).rejects.toMatchObject({
      rejection: { code: 'E_REPORT_SUPERIOR', detail: { superior: 'GOV' } },
    });
  });

  it('differs by what the reports it added up differ by, each reason with its unit and case', async () => {
    const late = await bureau.receives('GOV-a', '2024-10-10', { applicantKind: 'legal_commercial' });
    const own = await bureau.receives('GOV', '2024-11-11');
    await bureau.ledger.projector.catchUp();
    const [report] = await bureau.ledger.ask(new GetPublishedReports('GOV', 2024));
    const difference = await bureau.ledger.ask(new DiffReport('GOV', 2024));
    const total = difference?.cells.find(({ cell }) => cell === 't3.new_received.total');
    expect(total).toMatchObject({ published: 4, now: 7, delta: 3 });
    expect(total?.reasons.map(({ unit, kind, delta }) => [unit, kind, delta]).sort()).toEqual([
      ['GOV', 'late_entry', 1],
      ['GOV-a', 'late_entry', 1],
      ['GOV-b', 'late_entry', 1],
    ]);
    const column = difference?.cells.find(({ cell }) => cell === 't3.new_received.legal_commercial');
    expect(column?.reasons).toMatchObject([{ unit: 'GOV-a', caseId: late.caseId, delta: 1 }]);

    const below = await Promise.all(
      ['GOV-a', 'GOV-b', 'GOV-office'].map((unit) => bureau.ledger.ask(new DiffReport(unit, 2024))),
    );
    for (const { cell, published, now, delta, reasons } of difference!.cells) {
      expect([cell, published]).toEqual([cell, report!.cells[cell]]);
      expect([cell, reasons.reduce((sum, reason) => sum + reason.delta, 0)]).toEqual([cell, delta]);
      const ofChildren = below.flatMap((each) => each!.cells.filter((one) => one.cell === cell));
      const ofGovernment = reasons.filter(({ unit }) => unit === 'GOV').reduce((sum, reason) => sum + reason.delta, 0);
      expect([cell, now - published]).toEqual([
        cell,
        ofChildren.reduce((sum, one) => sum + one.delta, 0) + ofGovernment,
      ]);
    }
    const { affected } = await bureau.ledger.ask(new ReportAffected('GOV', 2024));
    expect(affected.map(({ unit }) => unit).sort()).toEqual(['GOV', 'GOV-a', 'GOV-b']);
    expect(affected.find(({ unit }) => unit === 'GOV')?.caseId).toBe(own.caseId);
  });

  it('states the fees of the units it covers, and goes on from what was carried out (A-60, K-04)', async () => {
    const { caseId } = await bureau.receives('GOV-office', '2025-03-04');
    await bureau.does(caseId, 'IssueFeeNotice', {
      sentOn: '2025-03-10',
      method: 'per_page',
      units: 65,
      amountYuan: 350,
    });
    await bureau.does(caseId, 'RecordFeeNoticeDelivery', { servedOn: '2025-03-12' });
    await bureau.does(caseId, 'RecordPayment', { paidOn: '2025-03-20', amountYuan: 350 });
    for (const unit of ['GOV-a', 'GOV-b', 'GOV-office']) await publishes(unit, undefined, 2025);
    const states = (yuan: number) =>
      bureau.ledger.execute(
        new WriteReportText({
          ...by(),
          unit: 'GOV',
          year: 2025,
          section: 's6',
          markdown: `全年实际收取信息处理费${yuan}元。`,
        }),
      );
    await states(0);
    await expect(consolidates(2025)).rejects.toMatchObject({
      rejection: { code: 'E_REPORT_CHECKS', detail: { checks: 'C-11' } },
    });
    await states(350);
    await consolidates(2025);

    const [before] = await bureau.ledger.ask(new GetPublishedReports('GOV', 2024));
    const [report] = await bureau.ledger.ask(new GetPublishedReports('GOV', 2025));
    expect(report!.checksPassed).toEqual(expect.arrayContaining(['K-04', 'K-07', 'K-08', 'K-11']));
    for (const column of ['natural_person', 'legal_commercial', 'total']) {
      expect(report!.cells[`t3.carried_in.${column}`]).toBe(before!.cells[`t3.carried_out.${column}`]);
    }
  });
});
