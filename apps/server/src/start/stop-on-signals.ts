import type { ServerLog } from '../http/server-log';

/** The first SIGINT or SIGTERM ends in order, a second one or the limit at once; exit 0 only for what ended in order. */
export function stopOnSignals(close: () => Promise<void>, log: ServerLog, limitMs?: number): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info(`${signal}: stopping`);
    if (limitMs !== undefined) {
      setTimeout(() => {
        log.error({ error: 'DrainLimit' });
        process.exit(1);
      }, limitMs);
    }
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
