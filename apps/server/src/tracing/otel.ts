import { context, propagation, SpanKind, SpanStatusCode, trace, type Context, type Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { NextFunction, Request, Response } from 'express';
import { keepTraceId } from '../http/trace-id';
import type { Attributes, OpenSpan, SpanName, Tracing } from './tracing';

/** How long the last spans are waited for at the end, ms. */
const FAREWELL_MS = 3_000;

/** Sends spans as JSON to `<endpoint>/v1/traces`. Host names, process arguments and the like are not sent along. */
export function otelTracing(endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'disclosure-ledger' }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000 })],
  });
  // Sets context through awaits and `traceparent` in and out.
  provider.register();
  return new OtelTracing(provider.getTracer('disclosure-ledger'), () => provider.shutdown());
}

class OtelTracing implements Tracing {
  private readonly contexts = new WeakMap<Request, Context>();

  constructor(
    private readonly tracer: Tracer,
    private readonly shutdown: () => Promise<void>,
  ) {}

  readonly request = (request: Request, response: Response, next: NextFunction): void => {
    // Baggage of strangers stays outside: only the trace itself is taken.
    const { traceparent, tracestate } = request.headers;
    const parent = propagation.extract(context.active(), { traceparent, tracestate });
    const attributes = { 'http.request.method': request.method };
    const span = this.tracer.startSpan(request.method, { kind: SpanKind.SERVER, attributes }, parent);
    keepTraceId(request, span.spanContext().traceId);
    response.on('close', () => {
      // The template, not the address: that names cases and what was searched for.
      const route = (request.route as { path?: string } | undefined)?.path ?? '(none)';
      span.updateName(`${request.method} ${route}`);
      span.setAttributes({ 'http.route': route, 'http.response.status_code': response.statusCode });
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    const own = trace.setSpan(parent, span);
    this.contexts.set(request, own);
    context.with(own, next);
  };

  readonly goOn = (request: Request, _response: Response, next: NextFunction): void =>
    context.with(this.contexts.get(request) ?? context.active(), next);

  within<T>(name: SpanName, attributes: Attributes, work: (span: OpenSpan) => Promise<T>): Promise<T> {
    return this.tracer.startActiveSpan(name, { attributes }, async (span) => {
      try {
        return await work({ set: (more) => void span.setAttributes(more) });
      } catch (error) {
        // `recordException` would send message and stack, which may quote what was entered.
        span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  }

  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, FAREWELL_MS)));
    await Promise.race([this.shutdown().catch(() => undefined), patience]);
    clearTimeout(timer);
    // Another server of this process may begin anew.
    trace.disable();
    context.disable();
    propagation.disable();
  }
}
