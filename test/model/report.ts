import type { Tally } from './tally';

/** What a run reached, for a reader: every state × command, how often accepted of how often tried. */
export function reportOf(tally: Tally): string {
  const { sequences, commands, accepted, otherCode, reached, swapped } = tally;
  const share = ((100 * accepted) / commands).toFixed(1);
  const cells = [...reached].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const codes = [...otherCode].toSorted(([, a], [, b]) => b - a);
  return [
    `${sequences} sequences, ${commands} commands, ${accepted} accepted (${share} %), ${swapped} swapped pairs`,
    `refused by both with another code: ${codes.reduce((sum, [, n]) => sum + n, 0)}`,
    ...codes.slice(0, 40).map(([pair, n]) => `  ${n} ${pair}`),
    `state × command, accepted / tried (${cells.length} cells):`,
    ...cells.map(([cell, n]) => `  ${cell}: ${n.accepted}/${n.tried}`),
  ].join('\n');
}
