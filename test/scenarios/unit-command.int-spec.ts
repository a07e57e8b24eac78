import { readArguments } from '../../apps/cli/src/arguments';
import type { Answer } from '../../apps/cli/src/command';
import { unitCommand } from '../../apps/cli/src/commands/unit';
import { Bureau } from '../support/bureau';

describe('ledger unit', () => {
  let bureau: Bureau;
  beforeAll(async () => {
    bureau = await Bureau.open();
  });
  afterAll(() => bureau.close());

  const run = (...argv: string[]): Promise<Answer> => {
    const nowhere = () => undefined;
    const args = readArguments(unitCommand, argv);
    return unitCommand.run({ args, ledger: bureau.ledger, note: nowhere, progress: nowhere });
  };
  const register = (unit: string, ...more: string[]) =>
    run('register', '--unit', unit, '--name', `示例${unit}`, ...more);

  it('keeps the tree of units (A-77)', async () => {
    expect((await register('gov', '--kind', 'government', '--rules', 'yes')).json).toMatchObject({ changed: true });
    await register('a', '--parent', 'gov', '--legal-review', 'yes');
    await register('b', '--parent', 'gov');
    expect((await register('b', '--parent', 'gov')).json).toMatchObject({ unit: 'b', changed: false });
    const moved = await run('move', '--unit', 'b', '--parent', 'none', '--from', '2025-07-01');
    expect(moved.json).toMatchObject({ unit: 'b', duplicate: false });
    await run('abolish', '--unit', 'a', '--last-day', '2025-06-30', '--successor', 'b');

    const { json, text } = await run('list', '--on', '2025-06-30');
    expect(json).toMatchObject({
      on: '2025-06-30',
      items: [
        { unit: 'a', parent: 'gov', legalReview: true, abolished: { lastDay: '2025-06-30', successor: 'b' } },
        { unit: 'b', parent: 'gov', kind: 'department', legalReview: false, abolished: null },
        { unit: 'gov', parent: null, kind: 'government', canMakeRules: true },
      ],
    });
    expect(text).toMatch(/a\s+示例a\s+部门\s+gov\s+合法性审查\s+至 until 2025-06-30 → b/);
    expect((await run('list', '--on', '2025-07-01')).json).toMatchObject({ items: [{}, { parent: null }, {}] });
  });

  it('refuses what the tree does not allow', async () => {
    const move = run('move', '--unit', 'gov', '--parent', 'a', '--from', '2025-06-30');
    await expect(move).rejects.toMatchObject({ rejection: { code: 'E_UNIT_TREE', field: 'parent' } });
    await expect(register('new', '--parent', 'nowhere')).rejects.toMatchObject({ unit: 'nowhere', field: 'parent' });
  });
});
