import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Hit one connection at one request. */
const AT_ONE_REQUEST = ['reset before forwarding', 'reset after forwarding', 'swallowed answer', 'half close'] as const;
type AtOneRequest = (typeof AT_ONE_REQUEST)[number];
/** Last a while, and hit whatever passes. */
const LASTING = ['one byte a second', 'black hole', 'latency'] as const;
type Lasting = (typeof LASTING)[number];

export type WireFault = AtOneRequest | Lasting;
export const WIRE_FAULTS: readonly WireFault[] = [...AT_ONE_REQUEST, ...LASTING];
const isLasting = (fault: WireFault): fault is Lasting => LASTING.some((each) => each === fault);

const LATENCY_MS = 200;
/** How often what waits looks whether the wire is clear again. */
const LOOK_MS = 20;

interface Pair {
  client: Socket;
  server: Socket;
  /** The next answer is swallowed. */
  marked: boolean;
}

/** What becomes of the request that is hit. */
const STRIKE: Record<AtOneRequest, (pair: Pair, chunk: Buffer, toServer: (chunk: Buffer) => void) => void> = {
  'reset before forwarding': ({ client }) => void client.resetAndDestroy(),
  // Written out first, so that the server gets it whole.
  'reset after forwarding': ({ client, server }, chunk) => void server.write(chunk, () => client.resetAndDestroy()),
  'swallowed answer': (pair, chunk, toServer) => {
    pair.marked = true;
    toServer(chunk);
  },
  // Nothing comes back any more; what was asked goes on.
  'half close': ({ client }, chunk, toServer) => {
    toServer(chunk);
    client.end();
  },
};

/** A TCP proxy before a server, which misbehaves when told (T4). */
export class BadWire {
  private readonly pairs = new Set<Pair>();
  private lasting: Lasting | undefined;
  private armed: { fault: AtOneRequest; needle: string; left: number } | undefined;
  /** Connections hit so far. */
  hits = 0;

  private constructor(
    private readonly target: { host: string; port: number },
    private readonly listener: Server,
  ) {}

  static async before(url: string): Promise<BadWire> {
    const { hostname, port } = new URL(url);
    const listener = createServer();
    const wire = new BadWire({ host: hostname, port: Number(port) }, listener);
    listener.on('connection', (client) => wire.join(client));
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  /** The same server through this wire. */
  through(url: string): string {
    const reached = new URL(url);
    reached.host = `127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
    return reached.toString();
  }

  /** So many requests with this text in them are hit, or, of a lasting fault, everything for so long. Answers the hits. */
  async misbehave(fault: WireFault, { needle = '', times = 1, lastsMs = 1_500 } = {}): Promise<number> {
    const before = this.hits;
    if (!isLasting(fault)) {
      this.armed = { fault, needle, left: times };
      const end = Date.now() + lastsMs;
      while (this.hits - before < times && Date.now() < end) await pause(LOOK_MS);
      this.armed = undefined;
    } else {
      this.lasting = fault;
      this.hits += this.pairs.size;
      await pause(lastsMs);
      this.lasting = undefined;
    }
    return this.hits - before;
  }

  async close(): Promise<void> {
    this.lasting = undefined;
    for (const { client, server } of this.pairs) for (const socket of [client, server]) socket.destroy();
    await new Promise<void>((resolve) => this.listener.close(() => resolve()));
  }

  private join(client: Socket): void {
    const pair: Pair = { client, server: connect(this.target), marked: false };
    const { server } = pair;
    this.pairs.add(pair);
    // What a direction carries stays in order, however slow it is.
    const forward = (to: Socket) => {
      let last: Promise<void> = Promise.resolve();
      return (chunk: Buffer) => void (last = last.then(() => this.carry(chunk, to)));
    };
    const [toServer, toClient] = [forward(server), forward(client)];
    client.on('data', (chunk) => {
      const struck = this.struckBy(chunk);
      if (struck) STRIKE[struck](pair, chunk, toServer);
      else toServer(chunk);
    });
    server.on('data', (chunk) => {
      if (pair.marked) client.resetAndDestroy();
      else toClient(chunk);
    });
    const end = () => {
      this.pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('close', end).on('error', end);
  }

  private struckBy(chunk: Buffer): AtOneRequest | undefined {
    if (!this.armed || this.armed.left === 0 || !chunk.includes(this.armed.needle)) return undefined;
    this.armed.left--;
    this.hits++;
    return this.armed.fault;
  }

  private async carry(chunk: Buffer, to: Socket): Promise<void> {
    let rest = chunk;
    if (this.lasting === 'latency') await pause(LATENCY_MS);
    while (this.lasting === 'black hole' && !to.destroyed) await pause(LOOK_MS);
    while (this.lasting === 'one byte a second' && rest.length > 1 && !to.destroyed) {
      to.write(rest.subarray(0, 1));
      rest = rest.subarray(1);
      for (let ms = 0; ms < 1_000 && this.lasting !== undefined; ms += LOOK_MS) await pause(LOOK_MS);
    }
    if (!to.destroyed && to.writable) to.write(rest);
  }
}
