import type { EntryRadar } from '@app/read-models';
import { readArguments } from '../../apps/cli/src/arguments';
import { WrongUsage, type Answer } from '../../apps/cli/src/command';
import { radarCommand } from '../../apps/cli/src/commands/radar';
import { Bureau } from '../support/bureau';

jest.setTimeout(120_000);

const UNIT = 'D01';
let bureau: Bureau;

const radar = (...argv: string[]): Promise<Answer> =>
  radarCommand.run({
    args: readArguments(radarCommand, argv),
    ledger: bureau.ledger,
    note: () => undefined,
    progress: () => undefined,
  });
const textOf = async ({ text }: Answer): Promise<string> => (typeof text === 'string' ? text : text());

beforeAll(async () => {
  bureau = await Bureau.open(UNIT, 'D02');
  // Due on 2025-03-31, and entered long after: in time by what is told now.
  const { caseId } = await bureau.receives(UNIT, '2025-03-03', { caseNo: '0001' });
  await bureau.answers(caseId, 'granted', '2025-03-27', '2025-03-28');
  const row = { unit: UNIT, caseNo: '0002', receivedOn: '2025-03-03', applicantKind: 'natural_person' as const };
  await bureau.records({ ...row, reconsiderations: [], suits: [] }, 2);
});
afterAll(() => bureau.close());

describe('ledger radar: late entries that deserve a question', () => {
  it('lists the reply that a late entry made one in time, and leaves the import alone', async () => {
    const found = (await radar('--unit', UNIT)).json as EntryRadar;
    expect(found).toMatchObject({ unit: UNIT, cases: 2, entries: { judged: 5, imported: 1 }, imports: [{ cases: 1 }] });
    expect(found.signals).toMatchObject([
      {
        kind: 'in_time_by_late_entry',
        score: 0,
        entries: [{ caseNo: '0001', type: 'ReplyDispatched', effectiveOn: '2025-03-28', dueOn: '2025-03-31' }],
      },
    ]);
  });

  it('reads as text, with what may be harmless', async () => {
    const text = await textOf(await radar('--unit', UNIT, '--year', '2025'));
    expect(text).toContain('按当时登记已逾期');
    expect(text).toContain('也可能是');
    expect(text).toMatch(/≥41 {2,}5 {2}#+/);
    expect(text).not.toContain('示例申请人');
  });

  it('says of a unit without entries that there is nothing to compare', async () => {
    expect(await textOf(await radar('--unit', 'D02'))).toContain('无从比较');
  });

  it('takes no unit it does not know, and no year without a report', async () => {
    await expect(radar('--unit', 'nobody')).rejects.toMatchObject({ name: 'UnknownUnit' });
    await expect((async () => radar('--unit', UNIT, '--year', '19'))()).rejects.toThrow(WrongUsage);
    await expect((async () => radar())()).rejects.toThrow(WrongUsage);
  });
});
