import { auditCommand } from '../../apps/cli/src/commands/audit';
import { eraseCommand } from '../../apps/cli/src/commands/erase';
import { historyCommand } from '../../apps/cli/src/commands/history';
import { readsCommand } from '../../apps/cli/src/commands/reads';
import type { Answer, Arguments, CliCommand } from '../../apps/cli/src/command';
import { Bureau } from '../support/bureau';
import { canary, sungIn } from '../support/canaries';

const PERSON = canary(9);
const NO = '2025-0001';
const ORDER = { subject: 'applicant', basis: '个人信息保护法第47条', reason: '处理目的已实现' };

describe('ledger erase, reads and audit', () => {
  let bureau: Bureau;
  let caseId: string;

  beforeAll(async () => {
    bureau = await Bureau.open('U1');
    const { name: applicantName, contact } = PERSON;
    ({ caseId } = await bureau.receives('U1', '2025-03-03', { caseNo: NO, applicantName, contact }));
  });
  afterAll(() => bureau.close());

  const run = (
    command: CliCommand,
    positionals: string[] = [],
    options: Record<string, string | true> = {},
  ): Promise<Answer> => {
    const args: Arguments = {
      positionals,
      text: (option) => (typeof options[option] === 'string' ? options[option] : undefined),
      texts: () => [],
      flag: (option) => options[option] === true,
    };
    const nowhere = (): void => undefined;
    return command.run({ args, ledger: bureau.ledger, note: nowhere, progress: nowhere });
  };
  const code = (rejected: Promise<Answer>) =>
    rejected.then(
      () => 'done',
      (error: unknown) => (error as { rejection?: { code: string } }).rejection?.code ?? String(error),
    );

  it('reads lists who looked, at which case, through which command and what for', async () => {
    await run(historyCommand, [NO], { unmask: true, purpose: 'complaint' });
    const { json } = await run(readsCommand, [NO]);
    expect(json).toMatchObject({ items: [{ caseId, door: 'ledger history', purpose: 'complaint' }] });
    expect((await run(readsCommand, [], { by: 'nobody' })).json).toEqual({ items: [] });
    expect((await run(readsCommand, [], { unit: 'U1', from: '2020-01-01T00:00:00Z' })).json).toEqual(json);
    expect((await run(readsCommand, [], { unit: 'U1', to: '2020-01-01T00:00:00Z' })).json).toEqual({ items: [] });
  });

  it('erase waits for the end of the case', async () => {
    expect(await code(run(eraseCommand, [NO], { ...ORDER, by: 'clerk-1' }))).toBe('E_ERASURE_OPEN');
    await bureau.answers(caseId, 'granted', '2025-03-10', '2025-03-11');
  });

  it('erase orders, and approves only for somebody else', async () => {
    const { subject } = ORDER;
    expect(await code(run(eraseCommand, [NO], { subject, approve: true, by: 'head-1' }))).toBe('E_ERASURE_NOT_ORDERED');
    expect((await run(eraseCommand, [NO], { ...ORDER, by: 'clerk-1' })).json).toMatchObject({ erased: false });
    expect(await code(run(eraseCommand, [NO], { subject, approve: true, by: 'clerk-1' }))).toBe(
      'E_ERASURE_SAME_PERSON',
    );
    const erased = await run(eraseCommand, [NO], { subject, approve: true, by: 'head-1' });
    expect(erased.json).toMatchObject({ erased: true, case: { caseId, caseNo: NO }, limits: [{}, {}, {}] });
    const { json } = await run(historyCommand, [NO], { unmask: true, purpose: 'audit' });
    expect(json).toMatchObject({ state: { applicantName: '（已删除）', contact: '（已删除）', status: 'CLOSED' } });
    expect(sungIn(JSON.stringify(json), PERSON)).toEqual([]);
  });

  it('erase, asked again, destroys a key that came back, and says that the person is erased', async () => {
    const { dataSource } = bureau.ledger.foundation;
    const keys = async () => {
      const rows = await dataSource.query<{ whole: boolean }[]>(
        `select wrapped is not null as whole from log.data_keys where stream = $1 and subject = 'applicant'`,
        [`case-${caseId}`],
      );
      return rows.map(({ whole }) => whole);
    };
    expect(await keys()).toEqual([false]);
    const { write } = bureau.ledger.foundation;
    const destroyed = jest.spyOn(write, 'destroyKey');
    const again = run(eraseCommand, [NO], { subject: ORDER.subject, approve: true, by: 'head-1' });
    expect(await code(again)).toBe('E_ERASED');
    expect(destroyed.mock.calls).toEqual([[`case-${caseId}`, 'applicant']]);
    destroyed.mockRestore();
    expect(await keys()).toEqual([false]);
  });

  it('erase says what it needs', async () => {
    await expect(run(eraseCommand, [NO], { subject: 'somebody', approve: true })).rejects.toThrow('--subject must be');
    await expect(run(eraseCommand, [NO], { subject: 'applicant' })).rejects.toThrow('either --basis and --reason');
  });

  it('audit is refused where something differs, and names it', async () => {
    expect(await run(auditCommand, [], { unit: 'U1', year: '2025' })).toMatchObject({ refused: false });
    const { dataSource } = bureau.ledger.foundation;
    await dataSource.query('update read_models.statistical_facts set stat_year = 2024');
    const answer = await run(auditCommand, [], { unit: 'U1', year: '2025' });
    expect(answer.refused).toBe(true);
    expect(answer.text).toContain(
      `cell U1 2025 t3.new_received.natural_person ${NO} ${caseId}  日志 log: 1  读模型 read model: 0`,
    );
  });
});
