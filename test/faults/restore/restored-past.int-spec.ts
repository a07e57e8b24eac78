import { itAtLength } from '../ground/at-length';
import { countOf, randomOf, SEED } from '../ground/seed';
import { restorePast } from './restored-past';

jest.setTimeout(3_600_000);

const TIMES = countOf('FAULT_RESTORES', 1);

describe('a log restored to a moment under load, beside views of a later one', () => {
  const random = randomOf('restore');

  it(`is refused with what is lost and with the one command that makes them anew, ${TIMES} of ${TIMES} times`, async () => {
    for (let time = 0; time < TIMES; time++) {
      const { start, head, ahead, ...report } = await restorePast(random);
      const figures = { acknowledged: report.acknowledged, lost: report.lost, doubled: 0 };
      say({ faults: 1, kind: 'restore', ...figures, diverging: report.diverging.length, lostPositions: ahead - head });
      expect(report).toMatchObject({ lost: 0, chainFaults: 0, diverging: [] });
      expect(ahead).toBeGreaterThan(head);
      expect(start.code).toBe(1);
      expect(start.said).toContain(`positions ${head + 1} to ${ahead} are not in it`);
      expect(start.said).toContain('ledger rebuild');
    }
  });

  itAtLength('is caught where nobody asks whose log the views are of', async () => {
    const { diverging } = await restorePast(random, true);
    say({ kind: 'restore saboteur', diverging });
    expect(diverging).not.toEqual([]);
  });
});

function say(line: object): void {
  process.stderr.write(`${JSON.stringify({ ...line, seed: SEED })}\n`);
}
