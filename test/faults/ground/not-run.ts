/**
 * A fault that this machine cannot make is said aloud and counted as `todo`, never as green. True = it can be made.
 */
export function canRun(kind: string, whyNot: string | undefined): boolean {
  if (whyNot === undefined) return true;
  process.stderr.write(`\nNOT RUN ${kind}: ${whyNot}\n${JSON.stringify({ kind, faults: 0, notRun: whyNot })}\n`);
  it.todo(`NOT RUN ${kind}: ${whyNot}`);
  return false;
}
