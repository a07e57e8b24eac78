import type { EntityTarget } from 'typeorm';

/** One database transaction. Table names are unqualified: the schema is the transaction's search path. */
export interface Transaction {
  /** Rows of a `select` or of a `returning`. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** How many rows a statement touched. */
  execute(sql: string, parameters?: unknown[]): Promise<number>;
  /** Writes many rows in one statement; a row that is there takes the new values. At most one row per key. */
  upsert<Row extends object>(entity: EntityTarget<Row>, rows: readonly Row[]): Promise<void>;
  /** Writes many rows in one statement; a row that is there stays as it is. */
  insertMissing<Row extends object>(entity: EntityTarget<Row>, rows: readonly Row[]): Promise<void>;
}
