import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest from 'supertest';
import { openFoundation, type Foundation, type ProcessRole } from '@app/runtime';
import { freshDatabase } from '../../../test/support/postgres';
import { silentLog, type ServerLog } from '../src/http/server-log';
import { createServer } from '../src/start/create-server';
import type { Tracing } from '../src/tracing/tracing';

/** A whole server on a database of its own, listening on loopback. */
export interface ServerUnderTest {
  http: ReturnType<typeof supertest>;
  url: string;
  app: NestExpressApplication;
  foundation: Foundation;
  close(): Promise<void>;
}

const ALL: readonly ProcessRole[] = ['api', 'projector', 'worker'];

export async function runServer(
  options: { roles?: readonly ProcessRole[]; log?: ServerLog; env?: Record<string, string>; tracing?: Tracing } = {},
): Promise<ServerUnderTest> {
  const database = await freshDatabase();
  const foundation = await openFoundation({
    database: { databaseUrl: database.connectionString },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: randomBytes(32).toString('hex'), ...options.env },
  });
  const app = await createServer({
    foundation,
    roles: options.roles ?? ALL,
    log: options.log ?? silentLog,
    loopbackOnly: true,
    tracing: options.tracing,
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    http: supertest(url),
    url,
    app,
    foundation,
    close: async () => {
      await app.close();
      await foundation.close();
      await database.drop();
    },
  };
}
