import { RUN_FOLDER, removeTestServer } from './test-server';

/** Stops the run's server, if any spec started one, and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  const run = process.env[RUN_FOLDER];
  if (run !== undefined) await removeTestServer(run);
}
