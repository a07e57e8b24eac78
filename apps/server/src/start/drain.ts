import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Projector } from '@app/read-models';
import { Draining } from '../health/draining';
import { WorkerRoleModule } from '../roles/worker-role.module';

/** How long a connection that has asked nothing yet may still do so; then it is cut. */
const LINGER_MS = 200;

/**
 * Ends the work of a process in order: readiness turns red, and after `delayMs` no connection is accepted any more; what
 * was asked is answered; the projector ends its batch and gives its lock up, the worker its job. The projector waits for
 * the answers of its own process, which may wait for it (`?after=`), and for no job.
 */
export async function drain(app: NestExpressApplication, delayMs: number): Promise<void> {
  const draining = app.get(Draining, { strict: false });
  draining.begin();
  if (delayMs > 0) await pause(delayMs);
  const ended: Promise<unknown>[] = [
    answerOut(app.getHttpServer(), draining).then(() => app.get(Projector, { strict: false }).stop()),
    workerOf(app)?.beforeApplicationShutdown() ?? Promise.resolve(),
  ];
  const failed = (await Promise.allSettled(ended)).find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}

async function answerOut(server: Server, draining: Draining): Promise<void> {
  const ending = new AbortController();
  const closed = new Promise<void>((resolve) => server.close(() => resolve())).finally(() => ending.abort());
  const cut = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await draining.answered();
      await pause(LINGER_MS, undefined, { signal: ending.signal }).catch(() => undefined);
      if (draining.isQuiet) return server.closeAllConnections();
    }
  };
  await Promise.all([closed, cut()]);
}

/** Absent where this process has no worker role. */
function workerOf(app: NestExpressApplication): WorkerRoleModule | undefined {
  try {
    return app.get(WorkerRoleModule, { strict: false });
  } catch {
    return undefined;
  }
}
