import { tabulate, check } from '@app/annual-report';
import { annualReportOf, CASES_NAMED, withCases } from '@app/runtime';
import { Bureau } from '../support/bureau';

let bureau: Bureau;

beforeAll(async () => {
  bureau = await Bureau.open('A', 'B');
  await bureau.receives('A', '2024-03-04', { caseNo: '2024-1' });
  for (let n = 1; n <= 10; n++)
    await bureau.receives('A', '2025-03-04', { caseNo: `2025-${String(n).padStart(2, '0')}` });
  await bureau.receives('B', '2025-03-04', { caseNo: '2025-1' });
  await bureau.ledger.projector.catchUp();
});
afterAll(() => bureau.close());

describe('a check that fails names the cases of its cells (annual-report §8)', () => {
  it('those of the unit and year, by number', async () => {
    const { queries } = bureau.ledger;
    const report = await annualReportOf(queries, { unit: 'A', year: 2025 });
    const named = await withCases(queries, { unit: 'A', year: 2025, at: report.position }, report.checks);
    const jump = named.find(({ id, cells }) => id === 'C-30' && cells.includes('t3.new_received.total'));
    expect(jump).toMatchObject({ ok: false, caseCount: 10 });
    expect(jump?.cases.map(({ caseNo }) => caseNo)).toEqual(
      Array.from({ length: 10 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`),
    );
    // What holds, and what names no cell, names no case.
    for (const { ok, cells, cases } of named) {
      if (ok || cells.length === 0) expect(cases).toEqual([]);
    }
  });

  it('as known at a position, and of a failing relation as well', async () => {
    const { queries } = bureau.ledger;
    const empty = tabulate({ requests: [], appeals: [] }, 2025);
    const broken = check(empty, { prior: { ...empty, table3: withCarriedOut(empty.table3) } });
    const at = (await annualReportOf(queries, { unit: 'A', year: 2025 })).position;
    const [carried] = (await withCases(queries, { unit: 'A', year: 2025, at }, broken)).filter(
      ({ id, ok }) => id === 'K-04' && !ok,
    );
    expect(carried?.cases.map(({ caseNo }) => caseNo)).toEqual(['2024-1']);
    // After the unit and its first case only that one was known.
    expect(
      (
        await withCases(queries, { unit: 'A', year: 2024, at: 3 }, [{ ...carried!, cells: ['t3.new_received.total'] }])
      )[0],
    ).toMatchObject({
      caseCount: 1,
    });
    expect(CASES_NAMED).toBeGreaterThanOrEqual(10);
  });
});

function withCarriedOut<T extends object>(table3: T): T {
  const rows = structuredClone(table3) as Record<string, Record<string, number>>;
  rows['carried_out']!['natural_person'] = 1;
  rows['carried_out']!['total'] = 1;
  return rows as unknown as T;
}
