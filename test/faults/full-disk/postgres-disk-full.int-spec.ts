import { canRun } from '../ground/not-run';
import { countOf, SEED } from '../ground/seed';
import { whyNoSmallDisk } from '../ground/small-disk';
import { eventByEvent } from './event-by-event';
import { fillDisk, type Volume } from './full-disk';

jest.setTimeout(3_600_000);

const TIMES = countOf('FAULT_FULL_DISKS', 1);
const WHOLE = { lost: 0, halfImported: 0, diverging: [], wrongCells: [], chainFaults: 0 };

if (canRun('full-disk', whyNoSmallDisk())) {
  describe.each<Volume>(['write-ahead log', 'data'])('a full disk of the %s', (volume) => {
    it('loses nothing acknowledged, leaves no case half imported, and all goes on when there is room', async () => {
      for (let time = 0; time < TIMES; time++) {
        const filled = await fillDisk(volume, SEED + time);
        const { acknowledged, lost, diverging, refusals, startedAgain } = filled;
        const figures = { acknowledged, lost, doubled: 0, diverging: diverging.length, refusals, startedAgain };
        process.stderr.write(
          `${JSON.stringify({ faults: 1, kind: `full-disk ${volume}`, ...figures, seed: SEED + time })}\n`,
        );
        expect(filled).toMatchObject(WHOLE);
        expect(acknowledged).toBeGreaterThan(0);
        // Named, and no more than what it is: a server that ended cannot say that its disk is full.
        expect(['E_DISK_FULL', 'E_UNAVAILABLE']).toEqual(expect.arrayContaining(Object.keys(refusals)));
        if (volume === 'data') expect(refusals['E_DISK_FULL']).toBeGreaterThan(0);
      }
    });
  });

  it('an import that writes a case event by event is caught leaving half of one', async () => {
    const filled = await fillDisk('data', SEED, eventByEvent);
    process.stderr.write(
      `${JSON.stringify({ kind: 'full-disk saboteur', halfImported: filled.halfImported, seed: SEED })}\n`,
    );
    expect(filled.halfImported).toBeGreaterThan(0);
  });
}
