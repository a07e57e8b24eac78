import { randomUUID } from 'node:crypto';
import { check } from '@app/annual-report';
import type { CaseEventData, CaseEventType } from '@app/disclosure';
import { GetAnnualTables, GetCarryOver, GetPublishedReports, type CarryOverAnswer } from '@app/read-models';
import { caseHistory, caseStream } from '@app/use-cases';
import { carryCommand } from '../../apps/cli/src/commands/carry';
import { Bureau, HEAD } from '../support/bureau';
import { enterEventfulYears, publishes } from '../support/city/eventful-register';

/** 上年结转 is the set of cases that 结转下年度 was, not a number that agrees with it (K-04, F26). */
describe('what is carried over', () => {
  let bureau: Bureau;
  beforeAll(async () => {
    bureau = await Bureau.open('C1', 'C2', 'C3', 'C4');
  });
  afterAll(() => bureau.close());

  const carried = (unit: string, year: number): Promise<CarryOverAnswer> =>
    bureau.ledger.ask(new GetCarryOver(unit, year));

  const told = ({ differences }: CarryOverAnswer) =>
    differences.map(({ side, caseId, reason, event }) => [side, caseId, reason, event?.type]);

  /** A fact that no command would record any more. */
  async function appends<T extends CaseEventType>(caseId: string, type: T, on: string, data: CaseEventData[T]) {
    const stream = caseStream(caseId);
    const { store } = bureau.ledger.foundation;
    const last = (await caseHistory(store, stream)).at(-1)!;
    const id = randomUUID();
    await store.append({
      stream,
      expectedRevision: last.revision,
      commandId: id,
      events: [
        {
          ...{ id, type, schemaVersion: 1, effectiveOn: on, actor: HEAD },
          data: data as never,
          metadata: { unit: last.metadata.unit, commandId: id },
        },
      ],
    });
  }

  it('is the same set while nothing is published, and while nothing is late', async () => {
    const open = await bureau.receives('C1', '2024-12-16');
    const done = await bureau.receives('C1', '2024-12-17');
    await bureau.answers(done.caseId, 'granted', '2024-12-20', '2024-12-21');
    expect(await carried('C1', 2025)).toMatchObject({
      out: { cases: 1, printed: null },
      in: { cases: 1, booked: 1, counted: 1 },
      same: 1,
      differences: [],
      holds: true,
    });
    await publishes(bureau, 'C1', 2024);
    await bureau.answers(open.caseId, 'granted', '2025-01-08', '2025-01-09');
    expect(await carried('C1', 2025)).toMatchObject({ out: { cases: 1, printed: 1 }, same: 1, holds: true });
  });

  it('finds two late entries that cancel out in the sum, each with its event, and the books that adjust them', async () => {
    const lateEnd = await bureau.receives('C2', '2024-12-16');
    const stays = await bureau.receives('C2', '2024-12-17');
    await publishes(bureau, 'C2', 2024);
    // Posted on 30 December, entered after the report; received on 28 December, entered after the report.
    await bureau.answers(lateEnd.caseId, 'granted', '2024-12-29', '2024-12-30');
    const lateStart = await bureau.receives('C2', '2024-12-28');
    const answer = await carried('C2', 2025);
    expect(answer).toMatchObject({ out: { cases: 2, printed: 2 }, in: { cases: 2, booked: 2, counted: 2 }, same: 1 });
    expect(told(answer)).toEqual([
      ['only_out', lateEnd.caseId, 'concluded_late', 'CaseClosed'],
      ['only_in', lateStart.caseId, 'entered_late', 'ApplicationRegistered'],
    ]);
    expect(answer.holds).toBe(true);
    expect(stays.caseId).not.toBe(lateStart.caseId);
    // The next report is published all the same, and lists both as adjustments.
    await publishes(bureau, 'C2', 2025);
    const [report] = await bureau.ledger.ask(new GetPublishedReports('C2', 2025));
    expect(new Set(report!.adjustments.map(({ caseId }) => caseId))).toEqual(
      new Set([lateEnd.caseId, lateStart.caseId]),
    );
  });

  it('finds a void, a retraction and a correction of the column, each with its event', async () => {
    const voided = await bureau.receives('C3', '2024-12-16');
    const column = await bureau.receives('C3', '2024-12-17');
    const taken = await bureau.receives('C3', '2024-12-02');
    await bureau.answers(taken.caseId, 'granted', '2024-12-05', '2024-12-06');
    await publishes(bureau, 'C3', 2024);
    await bureau.does(voided.caseId, 'VoidCase', { reason: 'double_registration', approvedBy: 'head-2' });
    const [first] = await caseHistory(bureau.ledger.foundation.store, caseStream(column.caseId));
    await appends(column.caseId, 'EntryCorrected', '2025-05-05', {
      ...{ targetEventId: first!.id, field: 'applicantKind', newValue: 'legal_commercial' },
      ...{ reason: '录入错误', approvedBy: 'head-2' },
    });
    const history = await caseHistory(bureau.ledger.foundation.store, caseStream(taken.caseId));
    await appends(taken.caseId, 'EntryRetracted', '2025-05-06', {
      ...{ targetEventId: history.find(({ type }) => type === 'CaseClosed')!.id, reason: '误登', approvedBy: 'head-2' },
    });
    const answer = await carried('C3', 2025);
    expect(told(answer)).toEqual([
      ['only_out', voided.caseId, 'void', 'CaseVoided'],
      ['only_in', taken.caseId, 'retracted', 'EntryRetracted'],
      ['moved', column.caseId, 'corrected', 'EntryCorrected'],
    ]);
    expect(answer.differences[2]).toMatchObject({ column: 'natural_person', into: 'legal_commercial' });
    expect(answer.holds).toBe(true);
  });

  it('finds two opposite errors of the read model, which the sums, the checks of the tables and their totals do not', async () => {
    const lost = await bureau.receives('C4', '2024-12-16');
    const done = await bureau.receives('C4', '2024-11-04');
    await bureau.answers(done.caseId, 'granted', '2024-11-10', '2024-11-11');
    await publishes(bureau, 'C4', 2024);
    await bureau.answers(lost.caseId, 'granted', '2025-01-08', '2025-01-09');
    const before = await bureau.ledger.ask(new GetAnnualTables('C4', 2025));
    const swap = (from: string, to: string) =>
      bureau.ledger.foundation.dataSource.query(
        `update read_models.statistical_facts set case_id = $2 where case_id = $1`,
        [from, to],
      );
    const turned = async () => {
      await swap(lost.caseId, 'in-between');
      await swap(done.caseId, lost.caseId);
      await swap('in-between', done.caseId);
    };
    await turned();
    const after = await bureau.ledger.ask(new GetAnnualTables('C4', 2025));
    expect(after).toEqual(before);
    const answer = await carried('C4', 2025);
    expect(answer).toMatchObject({ out: { cases: 1, printed: 1 }, in: { counted: 1 }, holds: false });
    expect(told(answer).map(([side, caseId, reason]) => [side, caseId, reason])).toEqual([
      ['only_out', lost.caseId, 'views'],
      ['only_in', done.caseId, 'views'],
    ]);
    const faults = check(after.tables, { prior: after.prior, carried: answer.broken }).filter(({ ok }) => !ok);
    expect(faults.map(({ id, level }) => [id, level])).toEqual([['K-04', 'E']]);
    // So the report cannot be published, and the command line says so.
    await expect(publishes(bureau, 'C4', 2025)).rejects.toMatchObject({
      rejection: { code: 'E_REPORT_CHECKS', detail: { checks: 'K-04' } },
    });
    expect(await runs('C4', 2025)).toMatchObject({ refused: true, json: { holds: false } });
    await turned();
    expect(await runs('C4', 2025)).toMatchObject({ refused: false, json: { holds: true, differences: [] } });
    await publishes(bureau, 'C4', 2025);
  });

  it('does not hold where a report prints another number than it had cases', async () => {
    const prints = (carriedOut: number) =>
      bureau.ledger.foundation.dataSource.query(
        `update read_models.report_snapshot
         set cells = jsonb_set(cells, '{t3.carried_out.total}', to_jsonb($1::int)) where unit = 'C1' and year = 2024`,
        [carriedOut],
      );
    await prints(2);
    expect(await carried('C1', 2025)).toMatchObject({ out: { cases: 1, printed: 2 }, differences: [], holds: false });
    await prints(1);
    expect(await carried('C1', 2025)).toMatchObject({ out: { cases: 1, printed: 1 }, holds: true });
  });

  it('does not hold where a report prints two columns that are wrong by as much', async () => {
    const prints = (natural: number, commercial: number) =>
      bureau.ledger.foundation.dataSource.query(
        `update read_models.report_snapshot set cells = cells || jsonb_build_object(
           't3.carried_out.natural_person', $1::int, 't3.carried_out.legal_commercial', $2::int)
         where unit = 'C1' and year = 2024`,
        [natural, commercial],
      );
    await prints(0, 1);
    expect(await carried('C1', 2025)).toMatchObject({ out: { cases: 1, printed: 1 }, holds: false });
    await prints(1, 0);
    expect(await carried('C1', 2025)).toMatchObject({ holds: true });
  });

  async function runs(unit: string, year: number) {
    const given: Record<string, string> = { unit, year: String(year) };
    const nowhere = () => undefined;
    const args = { positionals: [], texts: () => [], text: (name: string) => given[name], flag: () => false };
    return carryCommand.run({ args, ledger: bureau.ledger, note: nowhere, progress: nowhere });
  }
});

describe('what is carried over three published years full of late entries', () => {
  it('is adjusted case by case by the books, with an event for every difference', async () => {
    const bureau = await Bureau.open('CITY');
    try {
      await enterEventfulYears(bureau, { unit: 'CITY', cases: 150, seed: 5 });
      let differences = 0;
      for (const year of [2024, 2025]) {
        const answer = await bureau.ledger.ask(new GetCarryOver('CITY', year));
        expect({ year, holds: answer.holds }).toEqual({ year, holds: true });
        expect(answer.out.cases).toBe(answer.out.printed);
        expect(answer.in.booked).toBe(answer.out.cases);
        expect(answer.in.counted).toBe(answer.out.cases);
        for (const { event, reason } of answer.differences) {
          const cutoff = answer.out.reports[0]!.position;
          expect([reason, event!.position > cutoff]).toEqual([reason, reason !== 'adjusted_earlier']);
        }
        differences += answer.differences.length;
      }
      expect(differences).toBeGreaterThan(5);
    } finally {
      await bureau.close();
    }
  });
});
