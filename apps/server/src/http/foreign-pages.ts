import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../problems/problem';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * As long as there is no login, a web page the clerk happens to have open must not act in her name: writes from another
 * origin are refused, and on loopback also names that merely resolve to it (DNS rebinding).
 */
export function refuseForeignPages(options: { loopbackOnly: boolean }) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const host = request.headers.host ?? '';
    if (options.loopbackOnly && !LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase())) return refuse(next);
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    const { origin } = request.headers;
    if (writes && origin !== undefined && !isOwn(origin, host)) return refuse(next);
    next();
  };
}

const refuse = (next: NextFunction): void => next(new Refusal('E_FOREIGN_PAGE'));

function isOwn(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}
