import type { ServerLog } from '../http/server-log';

/** The first SIGINT or SIGTERM ends in order, a second one at once. */
export function stopOnSignals(close: () => Promise<void>, log: ServerLog): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info(`${signal}: stopping`);
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: error instanceof Error ? error.name : 'unknown' });
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
