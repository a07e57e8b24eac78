import type { DataSource, EntityManager, QueryResult, QueryRunner } from 'typeorm';
import { insertMissingStatement, upsertStatement } from './bulk';
import type { Transaction } from './transaction';

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
    throw error;
  } finally {
    await runner.release();
  }
}

/**
 * Rows and checkpoint of one batch, in the given schema. The commit does not wait for the disk: rows and checkpoint are
 * lost together or not at all, and what is lost is projected again from the log.
 */
export function inTransaction<T>(
  dataSource: DataSource,
  schema: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const opening = `set local search_path = "${schema}"; set local synchronous_commit = off`;
  return inside(dataSource, 'READ COMMITTED', opening, (runner) => work(transactionOn(runner)));
}

/** The reads of one question, all from one moment, so that its parts cannot disagree. */
export function inSnapshot<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return inside(dataSource, 'REPEATABLE READ', 'set transaction read only', (runner) => work(runner.manager));
}
