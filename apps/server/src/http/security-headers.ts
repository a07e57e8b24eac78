import type { NextFunction, Request, Response } from 'express';

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'";
/** Swagger UI brings its own scripts and one inline block of settings. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'";

/** Set by hand, few enough to read: no sniffing, no framing, no referrer, nothing of the API kept by a cache. */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  const policy = /^\/docs(\/|$)/.test(request.path) ? DOCS_POLICY : PAGE_POLICY;
  response.setHeader('Content-Security-Policy', `${policy}; frame-ancestors 'none'; base-uri 'none'`);
  if (request.path.startsWith('/api/')) response.setHeader('Cache-Control', 'no-store');
  next();
}
