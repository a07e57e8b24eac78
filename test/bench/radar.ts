import { hits, report, turnedCases } from '../radar/found';
import { officeYear } from '../radar/office-year';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const CASES = 300;

/** How well the radar names replies that were dated back, in invented years of a prompt and of a forgetful office. */
export function radarFigure(): Promise<void> {
  for (const forgottenPercent of [1, 5]) {
    for (const backdated of [0, 3, 10, 30]) {
      const sums = { listed: [0, 0], strong: [0, 0] };
      const scores: number[] = [];
      for (const seed of SEEDS) {
        const year = officeYear({
          seed,
          year: 2025,
          cases: CASES,
          backdated,
          honestlyLatePercent: 5,
          forgottenPercent,
        });
        const found = report(year);
        scores.push(found.signals.find(({ kind }) => kind === 'in_time_by_late_entry')?.score ?? 1);
        for (const [which, strongOnly] of [
          ['listed', false],
          ['strong', true],
        ] as const) {
          const { named, right } = hits(turnedCases(found, strongOnly), year.backdated);
          sums[which][0]! += named;
          sums[which][1]! += right;
        }
      }
      const planted = backdated * SEEDS.length;
      process.stdout.write(
        `${JSON.stringify({
          figure: 'replies dated back, found by the radar',
          years: SEEDS.length,
          casesAYear: CASES,
          forgottenPercent,
          backdatedAYear: backdated,
          listed: rates(sums.listed as [number, number], planted),
          strong: rates(sums.strong as [number, number], planted),
          byChanceOneIn: scores.sort((a, b) => a - b),
        })}\n`,
      );
    }
  }
  return Promise.resolve();
}

/** Precision: right of named; recall: right of planted. */
function rates([named, right]: [number, number], planted: number) {
  const percent = (part: number, whole: number) => (whole === 0 ? null : Math.round((100 * part) / whole));
  return { named, right, precisionPercent: percent(right, named), recallPercent: percent(right, planted) };
}
