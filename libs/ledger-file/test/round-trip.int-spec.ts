import fc from 'fast-check';
import type { CaseRecord, CivilDate } from '@app/disclosure';
import { readLedger, writeLedgerCsv, writeLedgerXlsx } from '../src';
import { aRecord } from './records';

const recordsWithDistinctNumbers = fc
  .array(aRecord(), { maxLength: 60, size: 'max' })
  .map((records) => records.map((record, index) => ({ ...record, caseNo: `${record.caseNo}-${index}` })));

describe.each([
  ['xlsx', writeLedgerXlsx],
  ['csv', writeLedgerCsv],
] as const)('a ledger written as %s', (extension, write) => {
  async function readBack(records: CaseRecord[]) {
    const reading = await readLedger({ name: `ledger.${extension}`, bytes: await write(records) }, { unit: 'U1' });
    return { records: reading.rows.map(({ record }) => record), reading };
  }

  it('says the same records when it is read again, whatever their texts contain (L-25)', async () => {
    await fc.assert(
      fc.asyncProperty(recordsWithDistinctNumbers, async (records) => {
        const { records: again, reading } = await readBack(records);
        expect(reading.rows.flatMap(({ questions, refused }) => [...questions, ...refused])).toEqual([]);
        expect(again).toEqual(records);
      }),
      { numRuns: 6 },
    );
  });

  it('keeps every day of a leap year and of the years around it', async () => {
    const days = Array.from({ length: 800 }, (_, index) => dayAfter('2023-11-01', index));
    const records = days.map((receivedOn, index): CaseRecord => ({
      unit: 'U1',
      caseNo: `N${index}`,
      receivedOn,
      applicantKind: 'natural_person',
      reconsiderations: [],
      suits: [],
    }));
    expect((await readBack(records)).records.map((record) => record?.receivedOn)).toEqual(days);
  });
});

function dayAfter(start: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${start}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
