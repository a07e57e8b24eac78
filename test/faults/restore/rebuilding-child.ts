import { writeSync } from 'node:fs';
import { openLedger } from '@app/runtime';

/** A process that rebuilds the read models and says on stdout how far it is; killed from outside. */
async function main([databaseUrl]: string[]): Promise<void> {
  const ledger = await openLedger({ database: { databaseUrl: databaseUrl! }, unsafeForTests: true });
  await ledger.projector.rebuild(undefined, ({ projection, position, head }) =>
    writeSync(1, `${projection} ${position} ${head}\n`),
  );
  await ledger.close();
  writeSync(1, 'done\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
