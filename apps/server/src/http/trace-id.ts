import type { Request } from 'express';

const traces = new WeakMap<Request, string>();

/** The W3C trace id of a request that is traced: 32 hex digits, in its log lines. */
export const traceIdOf = (request: Request): string | undefined => traces.get(request);

export const keepTraceId = (request: Request, traceId: string): void => void traces.set(request, traceId);
