import type { NextFunction, Request, Response } from 'express';
import { requestIdOf } from './request-id';
import { traceIdOf } from './trace-id';
import type { ServerLog } from './server-log';

/** One line per answer: method, route pattern, status, milliseconds. A pattern names no case and no person. */
export function logRequests(log: ServerLog) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = process.hrtime.bigint();
    response.on('finish', () => {
      const ms = Number((process.hrtime.bigint() - started) / 1_000_000n);
      const route = (request.route as { path?: string } | undefined)?.path ?? '(none)';
      const [id, trace] = [requestIdOf(request), traceIdOf(request)];
      log.request({ method: request.method, route, status: response.statusCode, ms, id, ...(trace && { trace }) });
    });
    next();
  };
}
