import { SEED } from '../ground/seed';
import type { Load } from './load';
import type { Checked } from './oracles';

/** One JSON line: what was done to it, and what the checker found. */
export function sayFigures(kind: string, faults: number, checked: Checked, load: Load, more: object = {}): void {
  const { disagreeing, gaps, illegal, unverified, unsound, diverging, ...counts } = checked;
  const figures = {
    ...{
      kind,
      faults,
      ...counts,
      disagreeing: disagreeing.length,
      gaps: gaps.length,
      illegal: illegal.length,
      unverified: unverified.length,
    },
    ...{ unsound: unsound.length, diverging: diverging.length, retried: load.unknown, refused: load.refused },
  };
  process.stderr.write(`\n${JSON.stringify({ ...figures, ...more, seed: SEED })}\n`);
}
