import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';

export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: Record<string, unknown>;
}

interface OtlpBody {
  resourceSpans: { scopeSpans: { spans: (Omit<ReceivedSpan, 'attributes'> & { attributes: OtlpAttribute[] })[] }[] }[];
}
interface OtlpAttribute {
  key: string;
  value: Record<string, unknown>;
}

/** An OTLP collector over HTTP with JSON: keeps what it is sent. */
export async function otlpReceiver() {
  const bodies: string[] = [];
  const spans: ReceivedSpan[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      bodies.push(text);
      if (request.url === '/v1/traces') spans.push(...spansIn(text));
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    /** Everything that arrived, byte by byte. */
    text: () => bodies.join('\n'),
    /** Waits until such a span has come, some 20 s at most. */
    async until(found: (spans: ReceivedSpan[]) => boolean): Promise<void> {
      for (let looks = 0; !found(spans); looks++) {
        if (looks === 1_000) throw new Error(`never came; ${spans.length} spans did`);
        await rest(20);
      }
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const spansIn = (text: string): ReceivedSpan[] =>
  (JSON.parse(text) as OtlpBody).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, ...span }) => ({
        ...span,
        attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
      })),
    ),
  );
