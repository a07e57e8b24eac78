import { randomUUID } from 'node:crypto';
import { WriteReportText } from '@app/use-cases';
import { diffCommand } from '../../apps/cli/src/commands/diff';
import { publishCommand } from '../../apps/cli/src/commands/publish';
import type { CliCommand } from '../../apps/cli/src/command';
import { Bureau, HEAD } from '../support/bureau';

describe('ledger publish and ledger diff', () => {
  let bureau: Bureau;
  beforeAll(async () => {
    bureau = await Bureau.open('U1');
  });
  afterAll(() => bureau.close());

  const run = async (command: CliCommand, options: Record<string, string | true> = {}) => {
    const given: Record<string, string | true> = { unit: 'U1', year: '2024', ...options };
    const args = {
      positionals: [],
      texts: () => [],
      text: (name: string) => (typeof given[name] === 'string' ? given[name] : undefined),
      flag: (name: string) => given[name] === true,
    };
    const nowhere = () => undefined;
    return (await command.run({ args, ledger: bureau.ledger, note: nowhere, progress: nowhere })).json;
  };

  it('say what was published, and what differs since', async () => {
    await expect(run(diffCommand)).rejects.toMatchObject({ code: 'E_REPORT_NOT_FROZEN' });
    for (const section of ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5']) {
      await bureau.ledger.execute(
        new WriteReportText({
          commandId: randomUUID(),
          actor: HEAD,
          unit: 'U1',
          year: 2024,
          section,
          markdown: `${section}：改进。`,
        }),
      );
    }
    const answer = await run(publishCommand);
    expect(Object.keys(answer as object)).toEqual(['unit', 'year', 'revision', 'position', 'cutoffRecordedAt', 'hash']);
    expect(answer).toMatchObject({ unit: 'U1', year: 2024, revision: 1 });
    expect(await run(diffCommand)).toMatchObject({ revision: 1, cells: [] });
    await bureau.receives('U1', '2024-03-04');
    expect(await run(publishCommand, { revise: true, reason: '补录一件' })).toMatchObject({ revision: 2 });
    await expect(run(publishCommand, { revise: true })).rejects.toThrow('--revise and --reason come together');
  });
});
