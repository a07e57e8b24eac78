import { writeSync } from 'node:fs';
import { copyLog, KurrentCopySide, PostgresCopySide } from '@app/event-store';

/**
 * A process that copies a log, a few events at a time, and is killed from outside. Lines on stdout: `at POSITION` behind
 * every page, `done` at the end.
 */
async function main([from, to, beside]: string[]): Promise<void> {
  const source = await PostgresCopySide.source(from!, 3);
  const { storeId } = await source.head();
  const target = beside
    ? await KurrentCopySide.open({ kurrentUrl: to!, connectionString: beside, newStoreId: storeId })
    : await PostgresCopySide.open(to!);
  await copyLog(source, target, ({ stage, position }) => stage === 'copying' && writeSync(1, `at ${position}\n`));
  await target.close();
  await source.close();
  writeSync(1, 'done\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  writeSync(1, `error ${error instanceof Error ? `${error.name} ${error.message}` : 'unknown'}\n`);
  process.exit(1);
});
