import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openLedger } from '@app/runtime';

/** The fix taken out (F19): the rows are emptied where they are served, and replayed there. */
async function main([databaseUrl]: string[]): Promise<void> {
  const ledger = await openLedger({ database: { databaseUrl: databaseUrl! }, unsafeForTests: true });
  await ledger.foundation.dataSource.query('truncate read_models.register_case');
  await ledger.foundation.dataSource.query(
    `update read_models.checkpoint set position = 0, hash = null where projection = 'case-register'`,
  );
  writeSync(1, 'case-register 1 2\n');
  await pause(500);
  await ledger.projector.catchUp();
  await ledger.close();
  writeSync(1, 'done\n');
}

main(process.argv.slice(2)).catch(() => process.exit(1));
