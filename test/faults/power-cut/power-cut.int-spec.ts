import { itAtLength } from '../ground/at-length';
import { whyNoLoopDisk } from '../ground/loop-disk';
import { canRun } from '../ground/not-run';
import type { StartOptions } from '../ground/postgres-at';
import { countOf, randomOf, SEED } from '../ground/seed';
import { PowerCuts, type Cut } from './power-cut';

// A slow machine is no fault of what is tried.
jest.setTimeout(3_600_000);

const CUTS = countOf('FAULT_POWER_CUTS', 2);
/** A control needs one cut that is caught; a cut may hit a moment in which nothing was pending. */
const CONTROL_CUTS = Math.max(2, Math.ceil(CUTS / 2));

const CONTROLS = {
  'fsync=off': { settings: { fsync: 'off' } },
  'synchronous_commit=off': { settings: { synchronous_commit: 'off', wal_writer_delay: '1s' } },
} satisfies Record<string, StartOptions>;

async function cutsOf(cuts: number, random: () => number, options?: StartOptions): Promise<Cut[]> {
  const power = await PowerCuts.begin(options);
  const made: Cut[] = [];
  try {
    while (made.length < cuts) made.push(await power.cutAfter(200 + random() * 1_000));
  } finally {
    await power.end();
  }
  return made;
}

const sum = (cuts: readonly Cut[], of: 'lost' | 'doubled' | 'faults') => cuts.reduce((all, cut) => all + cut[of], 0);

if (canRun('power-cut', whyNoLoopDisk())) {
  describe('a power cut', () => {
    const random = randomOf('power-cut');

    it(`loses nothing acknowledged, over ${CUTS} cuts`, async () => {
      const cuts = await cutsOf(CUTS, random);
      const figures = { lost: sum(cuts, 'lost'), doubled: sum(cuts, 'doubled'), diverging: sum(cuts, 'faults') };
      const acknowledged = cuts.at(-1)!.acknowledged;
      say({ faults: cuts.length, kind: 'power-cut', acknowledged, ...figures, seed: SEED });
      expect(cuts.map(({ unusable }) => unusable).filter(Boolean)).toEqual([]);
      expect(figures).toEqual({ lost: 0, doubled: 0, diverging: 0 });
      expect(acknowledged).toBeGreaterThan(100);
    });

    const isCaught = async (name: keyof typeof CONTROLS) => {
      const cuts = await cutsOf(CONTROL_CUTS, random, CONTROLS[name]);
      const caught = cuts.filter(({ lost, unusable }) => lost > 0 || unusable !== undefined).length;
      const unusable = cuts.filter((cut) => cut.unusable !== undefined).length;
      say({
        kind: `power-cut control ${name}`,
        cuts: cuts.length,
        caught,
        unusable,
        lost: sum(cuts, 'lost'),
        seed: SEED,
      });
      expect(caught).toBeGreaterThan(0);
    };
    it('is caught losing with fsync=off', () => isCaught('fsync=off'));
    itAtLength('is caught losing with synchronous_commit=off', () => isCaught('synchronous_commit=off'));
  });
}

function say(line: object): void {
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
