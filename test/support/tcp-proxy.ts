import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy that behaves badly on request. */
export interface TcpProxy {
  port: number;
  /**
   * Forwards the next `times` requests that contain the text, then cuts the connection at the first byte of the
   * answer: what was asked is done, and the client never learns it (F5).
   */
  swallowAnswers(text: string, times: number): void;
  /** How many answers were swallowed so far. */
  swallowed(): number;
  /** From now on nothing passes, or no answer does; connections stay open. */
  stall(what?: 'everything' | 'answers'): void;
  resume(): void;
  /** Cuts every connection. */
  cut(): void;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket;
}

export async function tcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let needle = '';
  let left = 0;
  let swallowed = 0;
  let stalled: (keyof Pair)[] = [];

  const listener = createServer((client) => {
    const server = connect(target);
    const pair = { client, server };
    pairs.add(pair);
    let marked = false;
    client.on('data', (chunk) => {
      if (left > 0 && chunk.includes(needle)) {
        left--;
        marked = true;
      }
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (marked) {
        swallowed++;
        client.resetAndDestroy();
        server.destroy();
      } else {
        client.write(chunk);
      }
    });
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('close', end).on('error', end);
    for (const side of stalled) pair[side].pause();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

  const each = (act: (socket: Socket) => void) => {
    for (const { client, server } of [...pairs]) [client, server].forEach(act);
  };
  return {
    port: (listener.address() as AddressInfo).port,
    swallowAnswers: (text, times) => {
      needle = text;
      left = times;
    },
    swallowed: () => swallowed,
    stall: (what = 'everything') => {
      stalled = what === 'answers' ? ['server'] : ['client', 'server'];
      for (const pair of pairs) for (const side of stalled) pair[side].pause();
    },
    resume: () => {
      stalled = [];
      each((socket) => socket.resume());
    },
    cut: () => each((socket) => socket.destroy()),
    close: () => {
      each((socket) => socket.destroy());
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

/** The same database, reached through the proxy. */
export function through(proxy: TcpProxy, connectionString: string): string {
  const url = new URL(connectionString);
  url.host = `127.0.0.1:${proxy.port}`;
  return url.toString();
}

export async function proxyTo(connectionString: string): Promise<TcpProxy> {
  const url = new URL(connectionString);
  return tcpProxy({ host: url.hostname, port: Number(url.port) });
}
