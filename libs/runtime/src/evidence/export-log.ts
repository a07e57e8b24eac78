import { readLogAsFound } from '@app/event-store';
import { exportLog, type LogExported } from '@app/evidence';

/**
 * Writes the log of a database down as it lies there, checking nothing (`docs/log-export.md`).
 * @throws NoLog, StoreUnavailable, StoreFault
 */
export function exportLogAsFound(
  { connectionString, onEvent }: { connectionString: string; onEvent?: (position: number, head: number) => void },
  sink: (text: string) => Promise<void> | void,
): Promise<LogExported> {
  return readLogAsFound(connectionString, (log) => {
    const events = told(log.events(), ({ position }) => onEvent?.(position, log.head.position));
    return exportLog({ head: log.head, events, keys: log.dataKeys }, sink);
  });
}

async function* told<T>(all: AsyncIterable<T>, tell: (each: T) => void): AsyncGenerator<T> {
  for await (const each of all) {
    tell(each);
    yield each;
  }
}
