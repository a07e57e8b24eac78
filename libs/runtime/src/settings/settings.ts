import { SECRET_SETTINGS } from './secret-files';

/** A variable of the environment. */
export interface Setting {
  readBy: 'server' | 'command line' | 'both';
  /** What holds without it. */
  otherwise: string;
  meaning: string;
}

const SECRET = new Set<string>(SECRET_SETTINGS);

/** Whether `NAME_FILE` may name a file with the value. */
export const isSecret = (name: string): boolean => SECRET.has(name);

/** Every variable that is read, in the order of the page (docs/operations.md). A spec holds it against the sources. */
export const SETTINGS: Record<string, Setting> = {
  DATABASE_URL: {
    readBy: 'both',
    otherwise: 'the embedded PostgreSQL in the data folder',
    meaning: 'a PostgreSQL, 14 or newer: `postgres://…`; its login owns the database',
  },
  DISCLOSURE_MASTER_KEY: {
    readBy: 'both',
    otherwise: '`master.key` in the data folder; with DATABASE_URL: refused',
    meaning: '32 bytes, hex or base64: wraps the keys of personal data',
  },
  DISCLOSURE_MASTER_KEY_NEW: {
    readBy: 'command line',
    otherwise: 'made in the data folder; with DATABASE_URL: refused',
    meaning: 'for `rotate-master-key` only: the key to come',
  },
  SEAL_KEY: {
    readBy: 'both',
    otherwise: 'made in the data folder; with DATABASE_URL: nothing is sealed',
    meaning: 'Ed25519 private key in PEM: signs the seals',
  },
  SEAL_KEY_FILE: { readBy: 'both', otherwise: '–', meaning: 'a file with it, named in errors' },
  DATA_DIR: {
    readBy: 'server',
    otherwise: '`./data`',
    meaning: 'the data folder; the command line takes `--data`',
  },
  HOST: { readBy: 'server', otherwise: '`127.0.0.1`', meaning: 'address to listen on' },
  PORT: { readBy: 'server', otherwise: '`3000`', meaning: 'port to listen on; 0 for any' },
  ALLOW_REMOTE: {
    readBy: 'server',
    otherwise: 'refused for any HOST but loopback',
    meaning: '`1`: something in front says who somebody is and keeps strangers out',
  },
  ROLES: {
    readBy: 'server',
    otherwise: '`api,projector,worker`',
    meaning: 'what the process does',
  },
  LOG_LEVEL: { readBy: 'server', otherwise: '`info`', meaning: '`fatal` … `trace`, or `silent`' },
  DRAIN_DELAY: {
    readBy: 'server',
    otherwise: '`0`',
    meaning: 'seconds an `api` still takes requests after SIGTERM, unready already',
  },
  DRAIN_LIMIT: {
    readBy: 'server',
    otherwise: '`50`',
    meaning: 'seconds after SIGTERM until a process ends by force, with exit 1',
  },
  REDIS_URL: {
    readBy: 'server',
    otherwise: 'the queue lies in PostgreSQL',
    meaning: 'a Redis for the queue of jobs, read by the role `worker`',
  },
  KURRENTDB_URL: {
    readBy: 'both',
    otherwise: 'the log lies in PostgreSQL',
    meaning: 'a KurrentDB for the log: `kurrentdb://…`, with its certificates',
  },
  KURRENTDB_PREFIX: {
    readBy: 'both',
    otherwise: '`ledger/`',
    meaning: 'beginning of the names of its streams',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    readBy: 'server',
    otherwise: 'no traces, and OpenTelemetry is not loaded',
    meaning: 'a collector of traces, OTLP over HTTP with JSON: `http://…:4318`',
  },
  LEDGER_ACTOR: { readBy: 'command line', otherwise: 'the account of the system', meaning: 'who acts' },
  LEDGER_ROLE: { readBy: 'command line', otherwise: '`admin`', meaning: 'in which role' },
};
