import { parseArgs } from 'node:util';
import type { DatabaseChoice } from '@app/database';
import { PROCESS_ROLES, type ProcessRole } from '@app/runtime';

export interface ServerOptions {
  port: number;
  host: string;
  database: DatabaseChoice;
  roles: ProcessRole[];
  /** Load the invented bureau into an empty embedded database. */
  sample: boolean;
  /** Somebody else keeps strangers out (a proxy with a login). */
  allowRemote: boolean;
  logLevel: string;
  /** After SIGTERM: how long requests are still taken while readiness is red already. */
  drainDelayMs: number;
  /** After SIGTERM: when the process ends, whatever is left. */
  drainLimitMs: number;
}

/** The command line or the environment is wrong: one line, exit 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

export const USAGE = `npm start -- [--port N] [--data DIR] [--no-sample]
  PORT=3000 HOST=127.0.0.1 DATA_DIR=./data DATABASE_URL=postgres://… ROLES=api,projector,worker ALLOW_REMOTE=1 LOG_LEVEL=info
  DRAIN_DELAY=0 DRAIN_LIMIT=50`;

/** Less than the 60 s after which Docker, as composed, and systemd, as usual, use force. */
const DRAIN_LIMIT_S = 50;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Flags win over the environment. @throws WrongUsage naming the option */
export function serverOptions(argv: string[], env: Record<string, string | undefined>): ServerOptions {
  const flags = readFlags(argv);
  const databaseUrl = env['DATABASE_URL'] || undefined;
  if (databaseUrl !== undefined && flags.data !== undefined) {
    throw new WrongUsage('--data and DATABASE_URL exclude each other: choose one');
  }
  const host = env['HOST'] || '127.0.0.1';
  const allowRemote = env['ALLOW_REMOTE'] === '1';
  if (!LOOPBACK.has(host) && !allowRemote) {
    throw new WrongUsage(
      `HOST=${host} would open the register to the network, and there is no login yet; set ALLOW_REMOTE=1 if something in front of it keeps strangers out`,
    );
  }
  return {
    port: portOf(flags.port ?? env['PORT']),
    host,
    database: databaseUrl === undefined ? { dataDir: flags.data ?? (env['DATA_DIR'] || './data') } : { databaseUrl },
    roles: rolesOf(env['ROLES']),
    sample: !flags['no-sample'],
    allowRemote,
    logLevel: logLevelOf(env['LOG_LEVEL']),
    ...drainOf(env),
  };
}

function readFlags(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      strict: true,
      allowPositionals: false,
      options: { port: { type: 'string' }, data: { type: 'string' }, 'no-sample': { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new WrongUsage((error as Error).message.split('\n')[0]);
  }
}

function portOf(given: string | undefined): number {
  if (given === undefined || given === '') return 3000;
  if (!/^\d{1,5}$/.test(given) || Number(given) > 65535) throw new WrongUsage('the port must lie between 0 and 65535');
  return Number(given);
}

function drainOf(env: Record<string, string | undefined>): Pick<ServerOptions, 'drainDelayMs' | 'drainLimitMs'> {
  const drainDelayMs = 1_000 * secondsOf('DRAIN_DELAY', env['DRAIN_DELAY'], 0);
  const drainLimitMs = 1_000 * secondsOf('DRAIN_LIMIT', env['DRAIN_LIMIT'], DRAIN_LIMIT_S);
  if (drainLimitMs <= drainDelayMs) throw new WrongUsage('DRAIN_LIMIT must be more than DRAIN_DELAY');
  return { drainDelayMs, drainLimitMs };
}

function secondsOf(name: string, given: string | undefined, otherwise: number): number {
  if (!given) return otherwise;
  if (!/^\d{1,3}$/.test(given)) throw new WrongUsage(`${name} must be whole seconds, at most 999`);
  return Number(given);
}

function rolesOf(given: string | undefined): ProcessRole[] {
  const all = Object.keys(PROCESS_ROLES) as ProcessRole[];
  const named = (given ?? '')
    .split(',')
    .map((role) => role.trim())
    .filter(Boolean);
  if (named.length === 0) return all;
  const unknown = named.find((role) => !all.some((known) => known === role));
  if (unknown !== undefined) throw new WrongUsage(`ROLES knows ${all.join(', ')}, not ${unknown}`);
  return all.filter((role) => named.includes(role));
}

function logLevelOf(given: string | undefined): string {
  if (!given) return 'info';
  if (!LOG_LEVELS.includes(given)) throw new WrongUsage(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  return given;
}
