import { writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { silentLog } from '../../../apps/server/src/http/server-log';
import { createServer } from '../../../apps/server/src/start/create-server';
import { drain } from '../../../apps/server/src/start/drain';
import { stopOnSignals } from '../../../apps/server/src/start/stop-on-signals';
import { openFoundation, type Foundation, type ProcessRole } from '@app/runtime';
import { neverDecidingAgain } from './decides-never-again';

/** What a server process of a test is told: it is the product's, on a test's database. */
export interface ServingTask {
  connectionString: string;
  masterKey: string;
  roles: ProcessRole[];
  /** 0: any free port. */
  port: number;
  /** A fix that is taken out. */
  saboteur?: keyof typeof SABOTEURS;
}

type Dress = (store: Foundation['store']) => Foundation['store'];
const SABOTEURS = {
  'never deciding again': neverDecidingAgain satisfies Dress,
};

function sabotaged(foundation: Foundation, dress: Dress): Foundation {
  const store = dress(foundation.store);
  return { ...foundation, store, write: { ...foundation.write, store } };
}

/** Says its address on stdout. */
async function main([told]: string[]): Promise<void> {
  const { connectionString, masterKey, roles, port, saboteur } = JSON.parse(told!) as ServingTask;
  const opened = await openFoundation({
    database: { databaseUrl: connectionString },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: masterKey },
  });
  const foundation = saboteur ? sabotaged(opened, SABOTEURS[saboteur]) : opened;
  const app = await createServer({ foundation, roles, log: silentLog, loopbackOnly: true });
  await app.listen(port, '127.0.0.1');
  const close = async () => {
    await drain(app, 0);
    await app.close();
    await opened.close();
  };
  stopOnSignals(close, silentLog);
  writeSync(1, `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`server: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}\n`);
  process.exit(1);
});
