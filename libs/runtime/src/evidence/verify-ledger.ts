import type { LedgerEventType } from '@app/disclosure';
import { type LogAsFound, readLogAsFound } from '@app/event-store';
import { type LogReport, SEALS_STREAM, verifyLog, type VerifyOptions } from '@app/evidence';

const ERASURE: LedgerEventType = 'PersonErased';

export interface LedgerVerification extends Omit<VerifyOptions, 'onEvent'> {
  connectionString: string;
  /** Told now and then how far it is. */
  progress?: (position: number, head: number) => void;
}

/** Every so many events one tells of progress. */
const STEP = 5_000;

/**
 * Verifies the whole log of a database as it lies there: one connection, one moment, nothing written.
 * @throws StoreUnavailable, StoreFault
 */
export function verifyLedger({ connectionString, progress, ...options }: LedgerVerification): Promise<LogReport> {
  return readLogAsFound(connectionString, (log) => verifyFound(log, { ...options, progress }));
}

function verifyFound(
  log: LogAsFound,
  { progress = () => undefined, ...options }: Omit<LedgerVerification, 'connectionString'>,
): Promise<LogReport> {
  let events = 0;
  const { head } = log;
  return verifyLog(
    {
      head,
      seals: log.stream(SEALS_STREAM),
      events: log.events(),
      ...(log.dataKeys && { keys: { rows: log.dataKeys, erasure: ERASURE } }),
    },
    {
      ...options,
      onEvent: ({ position }) => {
        if (++events % STEP === 0) progress(position, head.position);
      },
    },
  );
}
