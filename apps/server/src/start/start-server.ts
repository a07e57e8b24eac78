import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Projector } from '@app/read-models';
import { openFoundation, type Foundation } from '@app/runtime';
import type { ServerLog } from '../http/server-log';
import { loadSample, needsSample } from '../sample/load-sample';
import { sampleTour } from '../sample/sample-tour';
import { Meters } from '../metrics/meters';
import { openTracing } from '../tracing/tracing';
import { createServer } from './create-server';
import { drain } from './drain';
import type { ServerOptions } from './server-options';

/** The port is taken, or not ours to take. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

export interface RunningServer {
  /** `http://127.0.0.1:3000` */
  url: string;
  app: NestExpressApplication;
  /** Drains: finishes what is being answered and worked on, hands over and closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the database, loads the sample where it belongs, listens, and says so through `say`.
 * @throws DatabaseRefused, CannotListen, ReadModelsOfAnotherLog
 */
export async function startServer(
  options: ServerOptions,
  { log, say }: { log: ServerLog; say: (text: string) => void },
): Promise<RunningServer> {
  // Asked first, so that a taken port costs no database; `listen` still has the last word.
  await probe(options);
  const meters = new Meters();
  const foundation = await openFoundation({
    database: options.database,
    log: (line) => log.info(line),
    onGroup: (appends) => meters.observe('ledger_append_group_size', {}, appends),
  });
  const tracing = openTracing(process.env);
  let app: NestExpressApplication | undefined;
  const close = async (): Promise<void> => {
    // Who only works or projects is nobody's to turn away from.
    if (app) await drain(app, options.roles.includes('api') ? options.drainDelayMs : 0);
    await app?.close();
    await foundation.close();
    await tracing.close();
  };
  try {
    const loopbackOnly = !options.allowRemote;
    app = await createServer({ foundation, roles: options.roles, log, loopbackOnly, meters, tracing });
    if (options.sample && (await needsSample(foundation))) say(await loadAndShowSample(app, foundation));
    const url = await listen(app, options);
    say(addresses(url));
    return { url, app, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function loadAndShowSample(app: NestExpressApplication, foundation: Foundation): Promise<string> {
  const [commands, queries] = [app.get(CommandBus, { strict: false }), app.get(QueryBus, { strict: false })];
  await loadSample({ commands, queries });
  await app.get(Projector, { strict: false }).catchUp();
  return sampleTour(queries, foundation.database.dataDir);
}

async function probe({ port, host }: ServerOptions): Promise<void> {
  const server = createTcpServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw cannotListen(error, host, port);
  }
  server.close();
  await once(server, 'close');
}

async function listen(app: NestExpressApplication, { port, host }: ServerOptions): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw cannotListen(error, host, port);
  }
  const { port: actual } = app.getHttpServer().address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

function cannotListen(error: unknown, host: string, port: number): CannotListen {
  const { code } = error as { code?: string };
  const known: Record<string, string> = {
    EADDRINUSE: `port ${port} is in use; choose another with --port N, or 0 for any free one`,
    EACCES: `port ${port} needs privileges; choose one above 1023 with --port N`,
    EADDRNOTAVAIL: `HOST=${host} is not an address of this machine`,
    ENOTFOUND: `HOST=${host} is not a name this machine knows`,
  };
  return new CannotListen(known[code ?? ''] ?? `cannot listen on ${host}:${port} (${code ?? 'unknown reason'})`);
}

function addresses(url: string): string {
  return [`打开 open     ${url}/`, `接口 API      ${url}/docs`, `状态 health   ${url}/health/ready`].join('\n');
}
