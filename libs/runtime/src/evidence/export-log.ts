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
  return readLogAsFound(connectionString, ({ head, events, dataKeys }) =>
    exportLog(
      { head, events: told(events(), ({ position }) => onEvent?.(position, head.position)), keys: dataKeys },
      sink,
    ),
  );
}

async function* told<T>(all: AsyncIterable<T>, tell: (each: T) => void): AsyncGenerator<T> {
  for await (const each of all) {
    tell(each);
    yield each;
  }
}
