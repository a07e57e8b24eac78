import { randomUUID } from 'node:crypto';
import { cellValues, type CellId } from '@app/annual-report';
import type { CaseEventData } from '@app/disclosure';
import { DiffReport, GetAnnualTables, GetPublishedReports, ReportAffected } from '@app/read-models';
import { publishReport } from '@app/runtime';
import { caseHistory, caseStream, WriteReportText } from '@app/use-cases';
import { Bureau, HEAD } from '../support/bureau';

const WRITTEN = ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5'];

/** The stories of annual-report §10 that begin after a report was published, from the command to the cell. */
describe('once reports are published', () => {
  let bureau: Bureau;
  const units = ['S12', 'S13', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6'];
  beforeAll(async () => {
    bureau = await Bureau.open(...units);
  });
  afterAll(() => bureau.close());

  async function writes(unit: string, year: number): Promise<void> {
    for (const section of WRITTEN) {
      const markdown = `${year}年${section}的情况：完善制度，逐项改进（${unit}）。`;
      await bureau.ledger.execute(
        new WriteReportText({ commandId: randomUUID(), actor: HEAD, unit, year, section, markdown }),
      );
    }
  }

  async function publishes(unit: string, year: number, reason?: string, commandId: string = randomUUID()) {
    if (reason === undefined) await writes(unit, year);
    await bureau.ledger.projector.catchUp();
    const { commands, queries, foundation } = bureau.ledger;
    return publishReport(
      { commands, queries, write: foundation.write },
      { unit, year, commandId, actor: HEAD, reason },
    );
  }

  async function published(unit: string, year: number, revision = 1) {
    const all = await bureau.ledger.ask(new GetPublishedReports(unit, year));
    const report = all.find((each) => each.revision === revision)!;
    return { ...report, filled: filled(report.cells) };
  }

  const filled = (cells: Record<string, number>) =>
    Object.fromEntries(Object.entries(cells).filter(([cell, value]) => value !== 0 && !cell.includes('total')));

  async function corrects(caseId: string, field: keyof CaseEventData['ApplicationRegistered'], newValue: string) {
    const stream = caseStream(caseId);
    const { store } = bureau.ledger.foundation;
    const history = await caseHistory(store, stream);
    const target = history.find(({ type }) => type === 'ApplicationRegistered')!.id;
    const last = history.at(-1)!;
    const id = randomUUID();
    await store.append({
      stream,
      expectedRevision: last.revision,
      commandId: id,
      events: [
        {
          id,
          type: 'EntryCorrected',
          schemaVersion: 1,
          effectiveOn: '2025-05-05',
          actor: HEAD,
          data: { targetEventId: target, field, newValue, reason: '录入错误', approvedBy: 'head-1' },
          metadata: { unit: last.metadata.unit, commandId: id },
        },
      ],
    });
  }

  it('S12 a request recorded too late enters the next year, the published one stands and the adjustment is listed', async () => {
    await publishes('S12', 2024);
    const { caseId } = await bureau.receives('S12', '2024-12-28');
    expect((await published('S12', 2024)).filled).toEqual({});
    expect(await bureau.cells('S12', 2025)).toEqual({
      't3.new_received.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
    const { affected } = await bureau.ledger.ask(new ReportAffected('S12', 2024));
    expect(affected).toMatchObject([
      {
        code: 'F_REPORT_AFFECTED',
        reportYear: 2024,
        caseId,
        cells: [
          { cell: 't3.new_received.natural_person', delta: 1, kind: 'late_entry' },
          { cell: 't3.carried_out.natural_person', delta: 1, kind: 'late_entry' },
        ],
      },
    ]);
    await publishes('S12', 2025);
    expect((await published('S12', 2025)).adjustments).toEqual([
      { reportYear: 2024, caseId, cell: 't3.new_received.natural_person', delta: 1, reason: '补录' },
      { reportYear: 2024, caseId, cell: 't3.carried_out.natural_person', delta: 1, reason: '补录' },
    ]);
    expect((await bureau.ledger.ask(new DiffReport('S12', 2025)))?.cells).toEqual([]);
  });

  it('S13 a correction of the applicant’s kind leaves the case in the column it was published in', async () => {
    const { caseId } = await bureau.receives('S13', '2024-12-16');
    await publishes('S13', 2024);
    await corrects(caseId, 'applicantKind', 'legal_commercial');
    await bureau.answers(caseId, 'granted', '2025-05-08', '2025-05-09');
    expect((await published('S13', 2024)).filled).toEqual({
      't3.new_received.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
    expect(await bureau.cells('S13', 2025)).toEqual({
      't3.carried_in.natural_person': 1,
      't3.granted.natural_person': 1,
    });
    const { affected } = await bureau.ledger.ask(new ReportAffected('S13', 2024));
    expect(affected.flatMap(({ cells }) => cells.map(({ cell, delta, kind }) => [cell, delta, kind]))).toEqual([
      ['t3.new_received.natural_person', -1, 'correction'],
      ['t3.new_received.legal_commercial', 1, 'correction'],
      ['t3.carried_out.natural_person', -1, 'correction'],
      ['t3.carried_out.legal_commercial', 1, 'correction'],
    ]);
  });

  it('a report is frozen with its cut-off, its checks and the hash of what was published', async () => {
    await bureau.receives('P1', '2024-03-04');
    const receipt = await publishes('P1', 2024);
    expect(receipt).toMatchObject({ unit: 'P1', year: 2024, revision: 1, duplicate: false });
    const report = await published('P1', 2024);
    expect(report).toMatchObject({
      position: receipt.position,
      cutoffRecordedAt: receipt.cutoffRecordedAt,
      hash: receipt.hash,
      unitTree: [{ unit: 'P1', name: '示例单位P1' }],
    });
    expect(report.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(report.checksPassed).toEqual(expect.arrayContaining(['K-01', 'K-04', 'K-07']));
    const { tables } = await bureau.ledger.ask(new GetAnnualTables('P1', 2024, { at: receipt.position }));
    expect(cellValues(tables)).toEqual(report.cells);
  });

  it('a report that a blocking check speaks against is not published (C-27)', async () => {
    await bureau.ledger.projector.catchUp();
    const { commands, queries, foundation } = bureau.ledger;
    const unwritten = { unit: 'P6', year: 2024, commandId: randomUUID(), actor: HEAD };
    await expect(publishReport({ commands, queries, write: foundation.write }, unwritten)).rejects.toMatchObject({
      rejection: { code: 'E_REPORT_CHECKS', detail: { checks: 'C-27' } },
    });
    expect(await bureau.ledger.ask(new GetPublishedReports('P6', 2024))).toEqual([]);
  });

  it('a report is published once; a retry answers what was published, whatever came since', async () => {
    const commandId = randomUUID();
    const first = await publishes('P2', 2024, undefined, commandId);
    await bureau.receives('P2', '2024-03-04');
    expect(await publishes('P2', 2024, undefined, commandId)).toMatchObject({
      position: first.position,
      hash: first.hash,
      duplicate: true,
    });
    await expect(publishes('P2', 2024)).rejects.toMatchObject({ rejection: { code: 'E_REPORT_FROZEN' } });
  });

  it('a revision takes in what came late and says why; both stand', async () => {
    await expect(publishes('P3', 2024, '补录一件')).rejects.toMatchObject({
      rejection: { code: 'E_REPORT_NOT_FROZEN' },
    });
    await publishes('P3', 2024);
    await bureau.receives('P3', '2024-03-04');
    expect(await publishes('P3', 2024, '补录一件')).toMatchObject({ revision: 2 });
    expect((await published('P3', 2024, 1)).filled).toEqual({});
    expect(await published('P3', 2024, 2)).toMatchObject({
      reason: '补录一件',
      filled: { 't3.new_received.natural_person': 1, 't3.carried_out.natural_person': 1 },
    });
    expect(await bureau.cells('P3', 2025)).toEqual({
      't3.carried_in.natural_person': 1,
      't3.carried_out.natural_person': 1,
    });
    await publishes('P3', 2025);
    await expect(publishes('P3', 2024, '又一件')).rejects.toMatchObject({
      rejection: { code: 'E_REPORT_SUCCEEDED', detail: { published: 2025 } },
    });
  });

  it('a year that is not over is not published', async () => {
    const year = Number(bureau.ledger.foundation.write.today().slice(0, 4));
    await expect(publishes('P4', year)).rejects.toMatchObject({ rejection: { code: 'E_REPORT_PERIOD' } });
  });

  it('a difference is the sum of its reasons, each with case and event', async () => {
    const corrected = await bureau.receives('P5', '2024-05-06');
    await publishes('P5', 2024);
    await corrects(corrected.caseId, 'applicantKind', 'legal_other');
    const late = await bureau.receives('P5', '2024-06-03', { applicantKind: 'legal_other' });
    const difference = await bureau.ledger.ask(new DiffReport('P5', 2024));
    const now = await bureau.ledger.ask(new GetAnnualTables('P5', 2024));
    const values = cellValues(now.tables);
    const { cells: before } = await published('P5', 2024);
    const differing = (Object.keys(values) as CellId[]).filter((cell) => values[cell] !== before[cell]);
    expect(difference?.cells.map(({ cell }) => cell)).toEqual(differing);
    for (const { cell, published: then, now: value, delta, reasons } of difference!.cells) {
      expect([cell, then, value]).toEqual([cell, before[cell], values[cell]]);
      expect([cell, reasons.reduce((sum, reason) => sum + reason.delta, 0)]).toEqual([cell, delta]);
    }
    const other = difference?.cells.find(({ cell }) => cell === 't3.new_received.legal_other');
    expect(other).toMatchObject({ published: 0, now: 2, delta: 2 });
    expect(other?.reasons.map(({ kind, delta, caseId, event }) => [kind, delta, caseId, event?.type])).toEqual(
      expect.arrayContaining([
        ['correction', 1, corrected.caseId, 'EntryCorrected'],
        ['late_entry', 1, late.caseId, 'ApplicationRegistered'],
      ]),
    );
  });
});
