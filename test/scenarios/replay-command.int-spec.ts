import { randomUUID } from 'node:crypto';
import { stateCouncilCalendar } from '@app/disclosure';
import { RecordWorkCalendar } from '@app/use-cases';
import type { ReplayDocument } from '@app/runtime';
import { WrongUsage, type Answer } from '../../apps/cli/src/command';
import { readArguments } from '../../apps/cli/src/arguments';
import { replayCommand } from '../../apps/cli/src/commands/replay';
import { Bureau, HEAD } from '../support/bureau';

jest.setTimeout(120_000);

const UNIT = 'D01';
let bureau: Bureau;
let caseId: string;
let replied: number;

const replay = (...argv: string[]): Promise<Answer> =>
  replayCommand.run({
    args: readArguments(replayCommand, argv),
    ledger: bureau.ledger,
    note: () => undefined,
    progress: () => undefined,
  });
const document = async (...argv: string[]): Promise<ReplayDocument> => (await replay(...argv)).json as ReplayDocument;
const textOf = async ({ text }: Answer): Promise<string> => (typeof text === 'string' ? text : text());

const known = stateCouncilCalendar.schedule(2026);

beforeAll(async () => {
  bureau = await Bureau.open(UNIT);
  ({ caseId } = await bureau.receives(UNIT, '2026-11-02', { caseNo: '0001', applicantName: '示例名' }));
  await bureau.ledger.execute(
    new RecordWorkCalendar({
      notice: {
        year: 2026,
        daysOff: [...(known?.daysOff ?? []), '2026-11-09', '2026-11-10'],
        makeUpDays: known?.makeUpDays ?? [],
        source: '示例放假通知',
      },
      commandId: randomUUID(),
      actor: HEAD,
      dryRun: false,
    }),
  );
  ({ position: replied } = await bureau.answers(caseId, 'granted', '2026-11-12', '2026-11-13'));
});
afterAll(() => bureau.close());

describe('ledger replay: one case at any moment', () => {
  it('has a step for every event of the stream, each with who acted', async () => {
    const { steps, at } = await document('0001');
    const positions: number[] = [];
    for await (const { position } of bureau.ledger.foundation.store.readStream(`case-${caseId}`)) {
      positions.push(position);
    }
    expect(steps?.map(({ entry }) => entry.position)).toEqual(positions);
    expect(new Set(steps?.map(({ entry }) => entry.actor.id))).toEqual(new Set(['clerk-1', 'reviewer-1']));
    expect(at?.status).toBe('CLOSED');
  });

  it('has every event of the log’s cases in exactly one step of one case', async () => {
    await bureau.receives(UNIT, '2026-11-03', { caseNo: '0002' });
    const inSteps: number[] = [];
    for (const caseNo of ['0001', '0002']) {
      inSteps.push(...((await document(caseNo)).steps ?? []).map(({ entry }) => entry.position));
    }
    const inLog: number[] = [];
    for await (const { stream, position } of bureau.ledger.foundation.store.readAll()) {
      if (stream.startsWith('case-')) inLog.push(position);
    }
    expect(inSteps.sort((a, b) => a - b)).toEqual(inLog);
  });

  it('counts a moment by the calendar known then, and names the notice that moved the date', async () => {
    const { difference } = await document('0001', '--diff', 'r0..r1');
    expect(difference?.clocks.find(({ clock }) => clock === 'C3')).toMatchObject({
      before: { dueOn: '2026-11-30' },
      because: [{ cause: { kind: 'notice', source: '示例放假通知' } }],
    });
  });

  it('shows a moment by position and by revision alike', async () => {
    const byPosition = await document('0001', '--at', String(replied));
    const byRevision = await document(caseId, '--at', `r${byPosition.case.revisions - 1}`);
    expect(byPosition.at).toEqual(byRevision.at);
  });

  it('shows what was known at each signing', async () => {
    const { signed } = await document('0001', '--signed');
    expect(signed?.map(({ entry, known }) => [entry.type, known.status])).toEqual([
      ['ReplyDecided', 'RUNNING'],
      ['ReplyDispatched', 'DECIDED'],
    ]);
  });

  it('reads as text, in Chinese, without the name', async () => {
    const text = await textOf(await replay('0001'));
    expect(text).toContain('申请登记');
    expect(text).toContain('状态 办理中 → 已决定待发出');
    expect(text).not.toContain('示例名');
  });

  it.each([
    [['0001', '--at', 'x5']],
    [['0001', '--diff', 'r1']],
    [['0001', '--at', 'r0', '--signed']],
    [['0001', '--at', 'r0', '--as-of', '2026-11-02T00:00:00Z']],
  ])('takes %j for a wrong command line', async (argv) => {
    await expect((async () => replay(...argv))()).rejects.toThrow(WrongUsage);
  });

  it('refuses a moment that the case does not have', async () => {
    await expect(replay('0001', '--at', '0')).rejects.toMatchObject({ fault: 'BEFORE_THE_CASE' });
    await expect(replay('0001', '--at', '999999')).rejects.toMatchObject({ fault: 'NOT_YET' });
    await expect(replay('0001', '--at', 'r99')).rejects.toMatchObject({ fault: 'NO_REVISION' });
  });
});
