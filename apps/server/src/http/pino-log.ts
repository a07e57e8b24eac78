import { pino } from 'pino';
import { stderrLines } from './log-lines';
import type { ServerLog } from './server-log';

/** JSON lines on stderr; stdout belongs to what people read at the start. `LOG_LEVEL` as in pino, default `info`. */
export function pinoLog(level = 'info'): ServerLog {
  const log = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, stderrLines());
  return {
    request: (line) => log.info(line, 'request'),
    info: (line) => log.info(line),
    error: (fields) => log.error(fields, 'error'),
  };
}
