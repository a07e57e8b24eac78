import { join } from 'node:path';
import { countOf, randomOf, SEED } from '../ground/seed';
import { killRebuilds } from './killed-rebuild';

jest.setTimeout(3_600_000);

const KILLS = countOf('FAULT_REBUILD_KILLS', 2);
const WHOLE = { lost: 0, mixed: 0, backwards: 0, diverging: [] };

describe('a rebuild that is killed half-way', () => {
  it(`${KILLS} times under load shows nobody a mixed table, and ends in the same rows`, async () => {
    const child = join(__dirname, 'rebuilding-child.ts');
    const report = await killRebuilds({ kills: KILLS, cases: 250, seed: SEED, child }, randomOf('rebuild'));
    say({ faults: report.kills, kind: 'rebuild-killed', ...report, doubled: 0, diverging: report.diverging.length });
    expect(report).toMatchObject({ ...WHOLE, kills: KILLS });
    expect(report.reads).toBeGreaterThan(100);
    expect(report.acknowledged).toBeGreaterThan(0);
  });

  it('and that empties the served table in place is caught', async () => {
    const child = join(__dirname, 'truncating-child.ts');
    const { mixed, backwards } = await killRebuilds({ kills: 1, cases: 60, seed: SEED, child }, () => 0);
    say({ kind: 'rebuild-killed saboteur', mixed, backwards });
    expect(mixed + backwards).toBeGreaterThan(0);
  });
});

function say(line: object): void {
  process.stderr.write(`${JSON.stringify({ ...line, seed: SEED })}\n`);
}
