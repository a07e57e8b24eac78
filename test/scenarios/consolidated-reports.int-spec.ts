import { randomUUID } from 'node:crypto';
import { GetPublishedReports } from '@app/read-models';
import { publishConsolidatedReport, publishReport } from '@app/runtime';
import { AbolishUnit, MoveUnit, RecordProactiveFigures, RegisterUnit, WriteReportText } from '@app/use-cases';
import { Bureau, CLERK, HEAD } from '../support/bureau';

const by = () => ({ commandId: randomUUID(), actor: HEAD });

/** A government, its office and its departments (annual-report §7). */
describe('the report of a government', () => {
  let bureau: Bureau;
  beforeAll(async () => {
    bureau = await Bureau.open();
    const register = (unit: string, more: object) =>
      bureau.ledger.execute(
        new RegisterUnit({ unit, name: `示例${unit}`, commandId: randomUUID(), actor: CLERK, ...more }),
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
      const markdown = `示例${unit}的${section}情况：完善制度，逐项改进。`;
      await bureau.ledger.execute(new WriteReportText({ ...by(), unit, year, section, markdown }));
    }
    await bureau.ledger.projector.catchUp();
  }
  const publishes = async (unit: string, reason?: string) => {
    if (reason === undefined) await writes(unit, 2024);
    await bureau.ledger.projector.catchUp();
    return publishReport(parts(), { ...by(), unit, year: 2024, reason });
  };
  const consolidates = async () => {
    await writes('GOV', 2024);
    return publishConsolidatedReport(parts(), { ...by(), unit: 'GOV', year: 2024 });
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
});
