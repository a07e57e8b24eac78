import type { NextFunction, Request, Response } from 'express';
import type { Meters } from './meters';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Durations by route template and class of status: neither names a case, and both are few. */
export function measureRequests(meters: Meters) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    response.on('finish', () => {
      const labels = {
        method: METHODS.has(request.method) ? request.method : 'other',
        route: (request.route as { path?: string } | undefined)?.path ?? '(none)',
        status: `${Math.floor(response.statusCode / 100)}xx`,
      };
      meters.observe('ledger_http_request_seconds', labels, (performance.now() - started) / 1_000);
    });
    next();
  };
}
