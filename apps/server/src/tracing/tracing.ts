import type { NextFunction, Request, Response } from 'express';

/** What a span says: kinds, numbers, codes and positions. Never a case, a unit, an account or anything typed. */
export type Attributes = Record<string, string | number | boolean>;

export interface OpenSpan {
  set(attributes: Attributes): void;
}

export type SpanName = 'command' | 'append' | 'projection batch' | 'job';

/** Spans of what this process does, if anybody collects them; the only thing the rest of the server knows of it. */
export interface Tracing {
  /** Goes on with the trace of the caller (`traceparent`, W3C) or begins one, for all that the request sets going. */
  readonly request: (request: Request, response: Response, next: NextFunction) => void;
  /** Stands behind whoever read the body: a stream calls back without knowing on whose behalf. */
  readonly goOn: (request: Request, response: Response, next: NextFunction) => void;
  /** Does the work in a span below the present one. What is thrown goes on, and only its name is told. */
  within<T>(name: SpanName, attributes: Attributes, work: (span: OpenSpan) => Promise<T>): Promise<T>;
  /** Hands over what is left, and ends. Never throws. */
  close(): Promise<void>;
}

const SILENT: OpenSpan = { set: () => {} };
const pass = (_request: Request, _response: Response, next: NextFunction): void => next();

export const noTracing: Tracing = {
  request: pass,
  goOn: pass,
  within: (_name, _attributes, work) => work(SILENT),
  close: () => Promise.resolve(),
};

/** Where `OTEL_EXPORTER_OTLP_ENDPOINT` is set, and only then, the packages of OpenTelemetry are loaded. */
export function openTracing(env: Readonly<Record<string, string | undefined>>): Tracing {
  const endpoint = env['OTEL_EXPORTER_OTLP_ENDPOINT']?.trim() ?? '';
  if (endpoint === '') return noTracing;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only now: it costs memory and start-up time
  const { otelTracing } = require('./otel') as typeof import('./otel');
  return otelTracing(endpoint);
}
