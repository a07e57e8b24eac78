import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Projector } from '@app/read-models';
import type { Foundation, ProcessRole } from '@app/runtime';
import { serveDocs } from '../api/openapi';
import { Draining } from '../health/draining';
import { refuseForeignPages } from '../http/foreign-pages';
import { nameBodyErrors, readJson, requireJson } from '../http/json-body';
import { logRequests } from '../http/request-log';
import { nameRequest } from '../http/request-id';
import { securityHeaders } from '../http/security-headers';
import type { ServerLog } from '../http/server-log';
import { Meters } from '../metrics/meters';
import { measureRequests } from '../metrics/measure-requests';
import { watchCommands } from '../metrics/watch';
import { readUpload, UPLOAD_PATH } from '../ledger/uploaded-file';
import { ProblemFilter } from '../problems/problem.filter';
import { ServerModule } from '../roles/server.module';
import { noTracing, type Tracing } from '../tracing/tracing';
import { ValidationPipe } from '../validation/validation.pipe';

export interface ServerParts {
  foundation: Foundation;
  roles: readonly ProcessRole[];
  log: ServerLog;
  /** Answer only to names of this machine; off behind a proxy (`ALLOW_REMOTE=1`). */
  loopbackOnly: boolean;
  /** New ones unless told. */
  meters?: Meters;
  /** None unless told. */
  tracing?: Tracing;
}

/**
 * The HTTP application over opened parts, not yet listening. Closing it leaves the foundation open.
 * @throws ReadModelsOfAnotherLog
 */
export async function createServer(parts: ServerParts): Promise<NestExpressApplication> {
  const { meters = new Meters(), tracing = noTracing } = parts;
  const watch = { meters, tracing };
  const server = ServerModule.forRoles(parts.roles, parts.foundation, parts.log, watch);
  const app = await NestFactory.create<NestExpressApplication>(server, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  app.disable('x-powered-by');
  // The ETag of a case is its revision; nothing else gets one.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(
    app.get(Draining, { strict: false }).watch,
    nameRequest,
    tracing.request,
    measureRequests(meters),
    logRequests(parts.log),
    securityHeaders,
    refuseForeignPages(parts),
  );
  app.use(UPLOAD_PATH, readUpload);
  app.use(readJson, requireJson, nameBodyErrors, tracing.goOn);
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(new ProblemFilter(parts.log, (code) => meters.count('ledger_problems_total', { code })));
  if (parts.roles.includes('api')) serveDocs(app);
  watchCommands(app.get(CommandBus, { strict: false }), watch);
  // Before anything begins to work. Whoever only answers must not serve what was made from another log either (F31, F32).
  await app.get(Projector, { strict: false }).refuseAnotherLog();
  await app.init();
  return app;
}
