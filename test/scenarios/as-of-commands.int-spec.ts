import { carryCommand } from '../../apps/cli/src/commands/carry';
import { casesCommand } from '../../apps/cli/src/commands/cases';
import { dueCommand } from '../../apps/cli/src/commands/due';
import { explainCommand } from '../../apps/cli/src/commands/explain';
import { historyCommand } from '../../apps/cli/src/commands/history';
import { tablesCommand } from '../../apps/cli/src/commands/tables';
import { WrongUsage, type CliCommand } from '../../apps/cli/src/command';
import { readArguments } from '../../apps/cli/src/arguments';
import { Bureau } from '../support/bureau';
import { publishes } from '../support/city/eventful-register';

describe('the command line, asked about the past', () => {
  let bureau: Bureau;
  let opened: { caseId: string; caseNo: string; position: number };
  beforeAll(async () => {
    bureau = await Bureau.open('U1', 'U2');
    const receipt = await bureau.receives('U1', '2025-03-03');
    await bureau.ledger.projector.catchUp();
    const [item] = (await run<{ items: { caseNo: string }[] }>(casesCommand, '--unit', 'U1')).items;
    opened = { caseId: receipt.caseId, caseNo: item!.caseNo, position: receipt.position };
    await bureau.answers(receipt.caseId, 'granted', '2025-03-20', '2025-03-21');
  });
  afterAll(() => bureau.close());

  async function answerOf(command: CliCommand, argv: string[]) {
    const nowhere = () => undefined;
    const args = readArguments(command, argv);
    return command.run({ args, ledger: bureau.ledger, note: nowhere, progress: nowhere });
  }
  const run = async <T>(command: CliCommand, ...argv: string[]): Promise<T> =>
    (await answerOf(command, argv)).json as T;
  const text = async (command: CliCommand, ...argv: string[]): Promise<string> => {
    const answer = await answerOf(command, argv);
    return typeof answer.text === 'string' ? answer.text : answer.text();
  };

  it('tells the register, a case, the due list and the tables as known then and as it was on a day', async () => {
    const at = String(opened.position);
    type Items = { items: { status: string }[] };
    const statuses = async (...argv: string[]) =>
      (await run<Items>(casesCommand, '--unit', 'U1', ...argv)).items.map(({ status }) => status);
    expect(await statuses()).toEqual(['CLOSED']);
    expect(await statuses('--at', at)).toEqual(['RUNNING']);
    expect(await statuses('--on', '2025-03-20')).toEqual(['DECIDED']);
    expect(await statuses('--on', '2025-03-20', '--status', 'CLOSED')).toEqual([]);
    expect(await statuses('--as-of', '2020-01-01T00:00:00Z')).toEqual([]);

    type History = { state: { status: string }; events: { type: string }[]; clocks: { id: string; state: string }[] };
    const then = await run<History>(historyCommand, opened.caseNo, '--unit', 'U1', '--on', '2025-03-20');
    expect(then.state.status).toBe('DECIDED');
    expect(then.events.map(({ type }) => type)).not.toContain('ReplyDispatched');
    await expect(run(historyCommand, opened.caseNo, '--unit', 'U1', '--on', '2025-03-02')).rejects.toMatchObject({
      code: 'E_CASE_UNKNOWN',
    });

    type Due = { on: string; counts: { late: number; due: number } };
    expect(await run<Due>(dueCommand, '--unit', 'U1')).toMatchObject({ counts: { late: 0, due: 0 } });
    expect(await run<Due>(dueCommand, '--unit', 'U1', '--on', '2025-03-10')).toMatchObject({
      on: '2025-03-10',
      counts: { late: 0, due: 2 },
    });
    // Known then, and seen from today: what was open then would be late.
    expect((await run<Due>(dueCommand, '--unit', 'U1', '--at', at)).counts.late).toBe(2);

    type Tables = { on?: string; table3: Record<string, { total: number }> };
    const tables = await run<Tables>(tablesCommand, '--unit', 'U1', '--year', '2025', '--on', '2025-03-20');
    expect([tables.on, tables.table3['carried_out']!.total]).toEqual(['2025-03-20', 1]);
  });

  it('explains a cell, one case in it or not in it, and adjustments', async () => {
    const asked = ['--unit', 'U1', '--year', '2025'];
    const cell = [...asked, '--cell', 't3.granted.natural_person'];
    expect(await run(explainCommand, ...cell)).toMatchObject({
      value: 1,
      clause: { rules: ['A-24', 'A-25', 'Reg.36(1)', 'Reg.36(2)'] },
    });
    expect(await run(explainCommand, ...cell, '--case', opened.caseNo)).toMatchObject({ counted: 1, reasons: [] });
    expect(await run(explainCommand, ...cell, '--case', opened.caseNo, '--on', '2025-03-20')).toMatchObject({
      counted: 0,
      reasons: [{ reason: 'still_open' }],
    });
    expect(await text(explainCommand, ...cell, '--case', opened.caseNo)).toMatch(
      /计入 counted 1.*CaseClosed position/s,
    );
    const elsewhere = ['--unit', 'U2', ...cell.slice(2), '--case', opened.caseNo];
    expect(await run(explainCommand, ...elsewhere)).toMatchObject({ counted: 0, reasons: [{ reason: 'other_unit' }] });
    await expect(run(explainCommand, ...cell, '--case', '2025-9999')).rejects.toMatchObject({ code: 'E_CASE_UNKNOWN' });
    await expect(run(explainCommand, ...asked)).rejects.toThrow(WrongUsage);
    await expect(run(explainCommand, ...cell, '--adjustments')).rejects.toThrow(WrongUsage);

    await bureau.receives('U2', '2024-12-02');
    await publishes(bureau, 'U2', 2024);
    await bureau.receives('U2', '2024-12-30');
    await publishes(bureau, 'U2', 2025);
    const listed = await text(explainCommand, '--unit', 'U2', '--year', '2025', '--adjustments');
    expect(listed).toMatch(/2 adjustments listed.*\+1 ApplicationRegistered position/s);
    expect(await text(carryCommand, '--unit', 'U2', '--year', '2025')).toMatch(
      /K-04 holds, case by case.*只转入 only in.*ApplicationRegistered/s,
    );
  });

  it('refuses what is no code, no day and no moment', async () => {
    await expect(run(casesCommand, '--status', 'SLEEPING')).rejects.toThrow(WrongUsage);
    await expect(run(casesCommand, '--on', '2025-02-30')).rejects.toThrow(WrongUsage);
    await expect(run(casesCommand, '--at', '5', '--as-of', '2025-01-01T00:00:00Z')).rejects.toThrow(WrongUsage);
    await expect(run(casesCommand, '--unit', 'NOBODY')).rejects.toThrow('NOBODY');
  });
});
