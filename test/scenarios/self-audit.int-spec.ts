import { randomUUID } from 'node:crypto';
import type { EventStore } from '@app/event-store';
import { SelfAudit } from '@app/read-models';
import { listSelfAudits, RecordProactiveFigures, RecordSelfAudit, WriteReportText } from '@app/use-cases';
import { publishReport } from '@app/runtime';
import { SelfAuditHandler } from '../../libs/read-models/src/self-audit/self-audit';
import { Bureau, HEAD } from '../support/bureau';

/** What the read models are made to say, and what the self-audit says of it. */
const ON = '2026-03-02';

const dressed = (store: EventStore, otherwise: Partial<EventStore>): EventStore =>
  Object.assign(Object.create(store) as EventStore, otherwise);

describe('the self-audit of two units', () => {
  let bureau: Bureau;
  let caseId: string;
  let openId: string;

  beforeAll(async () => {
    bureau = await Bureau.open('U1', 'U2');
    caseId = (await bureau.receives('U1', '2025-03-03', { caseNo: '2025-1' })).caseId;
    await bureau.answers(caseId, 'granted', '2025-03-10', '2025-03-11');
    openId = (await bureau.receives('U1', '2025-11-03', { caseNo: '2025-2', applicantName: '示例申请人乙' })).caseId;
    const other = await bureau.receives('U2', '2025-05-06', { caseNo: '2025-1' });
    await bureau.does(other.caseId, 'RecordReconsideration', {
      reconId: randomUUID(),
      target: 'inaction',
      filedOn: '2025-09-01',
    });
    await bureau.ledger.projector.catchUp();
  });
  afterAll(() => bureau.close());

  const audits = (asked: { unit?: string; year?: number } = {}) =>
    bureau.ledger.ask(new SelfAudit({ on: ON, ...asked }));
  const sql = (text: string, values: unknown[] = []) =>
    bureau.ledger.foundation.dataSource.query<object[]>(text, values);

  /** Injects a fault, audits, and takes it back by rebuilding the rows from a copy. */
  async function withFault(table: string, fault: string, values: unknown[] = []) {
    await sql(`create table spec_copy as table read_models.${table}`);
    try {
      await sql(fault, values);
      return await audits();
    } finally {
      await sql(`delete from read_models.${table}`);
      await sql(`insert into read_models.${table} select * from spec_copy`);
      await sql('drop table spec_copy');
    }
  }

  it('finds nothing where nothing was touched, in every cell of both years and units', async () => {
    const result = await audits();
    expect(result).toMatchObject({ units: 2, tables: 4, cases: 3, differences: 0, listed: [] });
    expect(result.cells).toBeGreaterThan(4 * 150);
  });

  it('names unit, year, cell and case of a fact that was changed', async () => {
    const { listed } = await withFault(
      'statistical_facts',
      `update read_models.statistical_facts set result_code = 'partially_granted' where case_id = $1 and result_code is not null`,
      [caseId],
    );
    const by = { kind: 'cell', unit: 'U1', year: 2025, caseId, caseNo: '2025-1' };
    expect(listed).toContainEqual({ ...by, cell: 't3.granted.natural_person', expected: '1', found: '0' });
    expect(listed).toContainEqual({ ...by, cell: 't3.partially_granted.natural_person', expected: '0', found: '1' });
    expect(listed).toContainEqual({
      kind: 'facts',
      unit: 'U1',
      caseId,
      caseNo: '2025-1',
      expected: 'resultCode "granted"',
      found: 'resultCode "partially_granted"',
    });
  });

  it('names a row that was dropped', async () => {
    const { listed } = await withFault(
      'statistical_facts',
      'delete from read_models.statistical_facts where case_id = $1',
      [openId],
    );
    const by = { kind: 'cell', unit: 'U1', year: 2025, caseId: openId, caseNo: '2025-2' };
    expect(listed).toContainEqual({ ...by, cell: 't3.new_received.natural_person', expected: '1', found: '0' });
    expect(listed.filter(({ kind }) => kind === 'facts')).toMatchObject([{ caseId: openId, caseNo: '2025-2' }]);
  });

  it('names a row that was doubled', async () => {
    // One case stands once at a time, says an index: so the copy has another id.
    const { listed } = await withFault(
      'statistical_facts',
      `insert into read_models.statistical_facts
         select (jsonb_populate_record(f, '{"case_id": "copy"}')).* from read_models.statistical_facts f where case_id = $1`,
      [openId],
    );
    const by = { unit: 'U1', caseId: 'copy', caseNo: '2025-2' };
    const cell = { kind: 'cell', ...by, year: 2025, cell: 't3.new_received.natural_person' };
    expect(listed).toContainEqual({ ...cell, expected: '0', found: '1' });
    expect(listed).toContainEqual({ kind: 'facts', ...by, found: expect.stringContaining('statYear 2025') as string });
  });

  it('names the case of a year that was shifted, in both years', async () => {
    const { listed } = await withFault(
      'statistical_facts',
      'update read_models.statistical_facts set stat_year = 2024 where case_id = $1',
      [openId],
    );
    const cells = listed.filter(({ kind, cell }) => kind === 'cell' && cell === 't3.new_received.natural_person');
    expect(cells).toMatchObject([
      { unit: 'U1', year: 2024, caseId: openId, expected: '0', found: '1' },
      { unit: 'U1', year: 2025, caseId: openId, expected: '1', found: '0' },
    ]);
  });

  it('names a proceeding that was taken out of the facts', async () => {
    const { listed } = await withFault('statistical_facts', `update read_models.statistical_facts set appeals = '[]'`);
    expect(listed).toContainEqual(
      expect.objectContaining({
        kind: 'cell',
        unit: 'U2',
        year: 2025,
        cell: 't4.recon.pending',
        expected: '1',
        found: '0',
      }),
    );
  });

  it('names the line of the register and the clock that say otherwise than a fresh fold', async () => {
    const register = await withFault(
      'register_case',
      `update read_models.register_case set status = 'CLOSED' where case_id = $1`,
      [openId],
    );
    expect(register.listed).toMatchObject([
      { kind: 'register', unit: 'U1', caseId: openId, expected: 'status "RUNNING"', found: 'status "CLOSED"' },
    ]);
    const due = await withFault(
      'due_clock',
      `update read_models.due_clock set due_on = due_on + 7 where case_id = $1`,
      [openId],
    );
    expect(due.listed).toMatchObject([{ kind: 'due', unit: 'U1', caseId: openId }]);
    const gone = await withFault('due_clock', `delete from read_models.due_clock where case_id = $1`, [openId]);
    expect(gone.listed).toMatchObject([{ kind: 'due', unit: 'U1', caseId: openId }]);
  });

  it('names both cases of two errors that cancel out in the sum', async () => {
    const { listed } = await withFault(
      'statistical_facts',
      `update read_models.statistical_facts set
           result_code = case when case_id = $1 then null else 'granted' end,
           concluded_year = case when case_id = $1 then null else 2025 end
         where case_id in ($1, $2) and to_position is null`,
      [caseId, openId],
    );
    const granted = listed.filter(({ kind, cell }) => kind === 'cell' && cell === 't3.granted.natural_person');
    expect(granted).toMatchObject([
      { caseId, expected: '1', found: '0' },
      { caseId: openId, expected: '0', found: '1' },
    ]);
  });

  it('reads the log twice and no case beside it, and compares no more cases at a time than it is told to', async () => {
    const { dataSource, store } = bureau.ledger.foundation;
    const read: string[] = [];
    const watched = dressed(store, {
      readAll: (options) => {
        // A single event is looked at for its day; a pass over the log starts at its beginning.
        if (options?.after === undefined) read.push('log');
        return store.readAll(options);
      },
      readStream: (stream, options) => {
        if (stream.startsWith('case-')) read.push(stream);
        return store.readStream(stream, options);
      },
    });
    const held: number[] = [];
    const audit = (bounds: { casesAtOnce?: number; mostOpen?: number }) =>
      new SelfAuditHandler(dataSource, watched).execute(
        new SelfAudit({ on: ON, ...bounds, onProgress: (progress) => held.push(progress.held) }),
      );
    const whole = await audit({});
    expect(read).toEqual(['log', 'log']);
    expect(Math.max(...held)).toBeGreaterThanOrEqual(3);
    held.length = 0;
    expect(await audit({ casesAtOnce: 1, mostOpen: 0 })).toEqual(whole);
    expect(Math.max(...held)).toBeLessThanOrEqual(2);
  });

  it('calls nothing a difference that was recorded while it was at work', async () => {
    const at = (await bureau.ledger.foundation.store.head()).position;
    let recorded = false;
    const { dataSource, store } = bureau.ledger.foundation;
    const meanwhile = async () => {
      await bureau.receives('U2', '2025-07-01', { caseNo: '2025-7', applicantName: '示例申请人丁' });
      await bureau.answers(openId, 'granted', '2025-11-10', '2025-11-11');
      await bureau.ledger.projector.catchUp();
    };
    let passes = 0;
    const slow = dressed(store, {
      readAll: async function* (options) {
        if (options?.after === undefined) passes += 1;
        // The first pass has told which cases there are; the second brings them.
        if (!recorded && passes === 2) {
          recorded = true;
          await meanwhile();
        }
        yield* store.readAll(options);
      },
    });
    const result = await new SelfAuditHandler(dataSource, slow).execute(new SelfAudit({ on: ON, casesAtOnce: 1 }));
    expect(recorded).toBe(true);
    expect(result).toMatchObject({ position: at, cases: 3, differences: 0, listed: [] });
    expect(await audits()).toMatchObject({ cases: 4, differences: 0 });
  });

  it('compares one unit and year where asked to', async () => {
    expect(await audits({ unit: 'U2', year: 2025 })).toMatchObject({ ofUnit: 'U2', ofYear: 2025, units: 1, tables: 1 });
  });

  it('is recorded once for a night, whatever a second run finds (D11)', async () => {
    const { ledger } = bureau;
    const [result, commandId] = [await audits(), randomUUID()];
    await ledger.execute(new RecordSelfAudit({ commandId, actor: HEAD, result }));
    await ledger.execute(new RecordSelfAudit({ commandId, actor: HEAD, result: { ...result, differences: 7 } }));
    expect(await listSelfAudits(ledger.foundation.write)).toMatchObject([{ on: ON, differences: 0 }]);
  });

  it('counts published reports and the figures of table 2 as the tables do', async () => {
    const { ledger } = bureau;
    const by = { actor: HEAD, unit: 'U1', year: 2025 };
    await ledger.execute(
      new RecordProactiveFigures({
        ...by,
        commandId: randomUUID(),
        figures: { 't2.rules.issued': 3 },
        source: '示例',
        countedOn: '2025-12-31',
      }),
    );
    for (const section of ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5']) {
      const markdown = `${section}：改进。`;
      await ledger.execute(new WriteReportText({ ...by, unit: 'U2', commandId: randomUUID(), section, markdown }));
    }
    await ledger.projector.catchUp();
    const parts = { commands: ledger.commands, queries: ledger.queries, write: ledger.foundation.write };
    await publishReport(parts, { ...by, unit: 'U2', commandId: randomUUID() });
    // Recorded after the report about its year: booked in the year after.
    await bureau.receives('U2', '2025-06-02', { caseNo: '2025-9', applicantName: '示例申请人丙' });
    expect(await audits()).toMatchObject({ differences: 0 });
    const { listed } = await withFault('report_figure', 'delete from read_models.report_figure');
    const cell = { kind: 'cell', unit: 'U1', year: 2025, cell: 't2.rules.issued' };
    expect(listed).toContainEqual({ ...cell, expected: '3', found: '0' });
  });
});
