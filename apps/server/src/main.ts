import 'reflect-metadata';
import { DatabaseRefused } from '@app/database';
import { MasterKeyRefused } from '@app/event-store';
import { ReadModelsOfAnotherLog } from '@app/read-models';
import { SecretFileRefused, withSecretFiles } from '@app/runtime';
import { pinoLog } from './http/pino-log';
import { serverOptions, USAGE, WrongUsage } from './start/server-options';
import { CannotListen, startServer } from './start/start-server';
import { stopOnSignals } from './start/stop-on-signals';

async function main(): Promise<void> {
  Object.assign(process.env, withSecretFiles(process.env));
  const options = serverOptions(process.argv.slice(2), process.env);
  const log = pinoLog(options.logLevel);
  const server = await startServer(options, { log, say: (text) => process.stdout.write(`${text}\n`) });
  stopOnSignals(() => server.close(), log, options.drainLimitMs);
}

/** Their messages say what to do. */
const FORESEEN = [CannotListen, MasterKeyRefused, ReadModelsOfAnotherLog];

/** One line for people; a stack only for what nobody foresaw. */
function fail(error: unknown): never {
  if (error instanceof WrongUsage) {
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    process.exit(2);
  }
  if (error instanceof SecretFileRefused) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  if (error instanceof DatabaseRefused) process.stderr.write(`${error.message}. ${error.advice}\n`);
  else if (FORESEEN.some((kind) => error instanceof kind)) process.stderr.write(`${(error as Error).message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
