import {
  QueryRunnerAlreadyReleasedError,
  type DataSource,
  type EntityManager,
  type QueryResult,
  type QueryRunner,
} from 'typeorm';
import { insertMissingStatement, upsertStatement } from './bulk';
import type { Transaction } from './transaction';

/** The connection of a transaction was cut; nothing of it is stored. */
class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  /** SQLSTATE connection_failure. */
  readonly code = '08006';
  constructor(options: ErrorOptions) {
    super('the connection was cut inside a transaction', options);
  }
}

function transactionOn(runner: QueryRunner): Transaction {
  const run = (sql: string, parameters?: unknown[]): Promise<QueryResult> => runner.query(sql, parameters, true);
  return {
    query: async <Row>(sql: string, parameters?: unknown[]) => (await run(sql, parameters)).records as Row[],
    execute: async (sql, parameters) => (await run(sql, parameters)).affected ?? 0,
    async upsert(entity, rows) {
      if (rows.length === 0) return;
      await run(upsertStatement(runner.dataSource.getMetadata(entity)), [JSON.stringify(rows)]);
    },
    async insertMissing(entity, rows) {
      if (rows.length === 0) return;
      await run(insertMissingStatement(runner.dataSource.getMetadata(entity)), [JSON.stringify(rows)]);
    },
  };
}

async function inside<T>(
  dataSource: DataSource,
  isolation: 'READ COMMITTED' | 'REPEATABLE READ',
  opening: string,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction(isolation);
    await runner.query(opening);
    const result = await work(runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // The connection may be the very thing that broke; the first error is the one to tell.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    // It broke between two statements, and the second was told that its runner is released: no fault of what was asked.
    throw error instanceof QueryRunnerAlreadyReleasedError ? new ConnectionLost({ cause: error }) : error;
  } finally {
    await runner.release();
  }
}

/** After which PostgreSQL undoes what somebody began and does not go on with: it holds up whoever takes over (T5). */
const STANDS_STILL_MS = 5_000;

/**
 * Rows and checkpoint of one batch, in the given schema. The commit does not wait for the disk: rows and checkpoint are
 * lost together or not at all, and what is lost is projected again from the log.
 */
export function inTransaction<T>(
  dataSource: DataSource,
  schema: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const opening = `set local search_path = "${schema}"; set local synchronous_commit = off;
    set local idle_in_transaction_session_timeout = ${STANDS_STILL_MS}`;
  return inside(dataSource, 'READ COMMITTED', opening, (runner) => work(transactionOn(runner)));
}

/** The reads of one question, all from one moment, so that its parts cannot disagree. */
export function inSnapshot<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return inside(dataSource, 'REPEATABLE READ', 'set transaction read only', (runner) => work(runner.manager));
}
