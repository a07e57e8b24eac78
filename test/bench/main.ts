import { auditorFigure } from './auditor';
import { commandFigure } from './commands';
import { importFigure } from './import';
import { pastFigure } from './past';
import { radarFigure } from './radar';
import { rebuildFigure } from './rebuild';
import { replayFigure } from './replay';
import { rolesFigure } from './roles';

const FIGURES: Record<string, () => Promise<void>> = {
  import: importFigure,
  commands: commandFigure,
  rebuild: rebuildFigure,
  replay: replayFigure,
  past: pastFigure,
  radar: radarFigure,
  auditor: auditorFigure,
  roles: rolesFigure,
};

/** `npm run bench [-- import commands rebuild replay past radar auditor roles]`: one JSON line per figure. */
async function main(names: string[]): Promise<void> {
  for (const name of names.length > 0 ? names : Object.keys(FIGURES)) {
    const run = FIGURES[name];
    if (!run) throw new Error(`no such figure; there are ${Object.keys(FIGURES).join(', ')}`);
    await run();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
