/** One database transaction. Table names are unqualified: the schema is the transaction's search path. */
export interface Transaction {
  /** Rows of a `select` or of a `returning`. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** How many rows a statement touched. */
  execute(sql: string, parameters?: unknown[]): Promise<number>;
}
