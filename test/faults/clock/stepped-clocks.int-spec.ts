import { canRun } from '../ground/not-run';
import { countOf, randomOf, SEED } from '../ground/seed';
import { whyNoFakedClock } from './faked-clock';
import { keepUnderSteps } from './stepped-clocks';

jest.setTimeout(3_600_000);

/** In each time zone; the first eight are those that hurt, the others fall anywhere. */
const JUMPS = countOf('FAULT_CLOCK_JUMPS', 8);
const ZONES = ['Asia/Shanghai', 'America/Los_Angeles', 'UTC'].slice(0, countOf('FAULT_CLOCK_ZONES', 1));

if (canRun('clock', whyNoFakedClock())) {
  describe('a register kept while the clocks of process and database jump', () => {
    const random = randomOf('clock');
    const cases = Math.max(40, JUMPS * 2);

    it(`counts the same cells in the same order, through ${JUMPS} jumps in ${ZONES.join(', ')}`, async () => {
      const still = await keepUnderSteps({ jumps: 0, zone: 'UTC', cases, seed: SEED }, random);
      for (const zone of ZONES) {
        const { order, ...stepped } = await keepUnderSteps({ jumps: JUMPS, zone, cases, seed: SEED }, random);
        const { jumps, acknowledged, lost, years, backwards } = stepped;
        const diverging = stepped.wrongCells.length + stepped.diverging.length;
        say({ faults: jumps, kind: `clock ${zone}`, acknowledged, lost, doubled: 0, diverging, backwards, years });
        expect(stepped).toMatchObject({ jumps: JUMPS, lost: 0, wrongCells: [], diverging: [], chainFaults: 0 });
        expect(order).toEqual(still.order);
        // They did jump, and counting by when it was recorded would have been seen.
        expect(years.length).toBeGreaterThan(1);
        expect(stepped.wrongByRecording).toBeGreaterThan(0);
        expect(acknowledged).toBeGreaterThan(0);
      }
    });

    it('is caught where the database takes its clock as it is', async () => {
      const options = { jumps: 3, zone: 'UTC', cases: 12, seed: SEED, saboteur: true };
      const { backwards } = await keepUnderSteps(options, random);
      say({ kind: 'clock saboteur', backwards });
      expect(backwards).toBeGreaterThan(0);
    });
  });
}

function say(line: object): void {
  process.stderr.write(`${JSON.stringify({ ...line, seed: SEED })}\n`);
}
