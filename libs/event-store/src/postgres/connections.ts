import { Pool, type PoolClient, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import { again, type RetryPolicy } from '../append-again';
import { StoreUnavailable } from '../errors';
import { faultOf } from './faults';

export interface ConnectionSettings {
  connectionString: string;
  /** How long a statement waits for the log's head before the append is refused as unavailable (F4), ms. */
  lockTimeout: number;
  /** How long the client waits for an answer before the connection is given up, ms. */
  answerTimeout: number;
  /** Told of notices and lost connections; texts from PostgreSQL without values of ours. */
  onNotice?: (line: string) => void;
  retry: RetryPolicy;
}

/**
 * A few connections with settings of their own. Every statement stands alone: the client never opens a transaction,
 * so a paused process cannot hold the log's head (F4).
 */
export class Connections {
  private readonly pool: Pool;
  private warnings = 0;

  constructor(
    private readonly settings: ConnectionSettings,
    max: number,
  ) {
    this.pool = new Pool({
      connectionString: settings.connectionString,
      application_name: 'ledger log',
      max,
      keepAlive: true,
      connectionTimeoutMillis: settings.answerTimeout,
      query_timeout: settings.answerTimeout,
      lock_timeout: settings.lockTimeout,
      idle_in_transaction_session_timeout: 5_000,
      // A plan made while the log was empty must not scan it when it is long.
      options: '-c enable_seqscan=off -c jit=off -c default_transaction_isolation=read\\ committed',
    });
    this.pool.on('connect', (client) => {
      // Cut while in use: the query under way rejects as well; without a listener the event would end the process.
      client.on('error', (error) => settings.onNotice?.(`connection lost: ${error.message}`));
      client.on('notice', (notice) => {
        if (notice.severity === 'WARNING') this.warnings++;
        settings.onNotice?.(`${notice.severity} ${notice.code}`);
      });
    });
    // Cut while idle: the pool drops it and the next query opens another.
    this.pool.on('error', () => undefined);
  }

  /** A read: repeated on another connection when there is no answer. @throws StoreUnavailable, StoreFault */
  read<R extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<R>> {
    return again(() => this.once<R>(query), this.settings.retry);
  }

  private async once<R extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<R>> {
    let client: PoolClient;
    try {
      client = await this.pool.connect();
    } catch (error) {
      throw faultOf(error);
    }
    try {
      const result = await client.query<R>(query);
      client.release();
      return result;
    } catch (error) {
      const fault = faultOf(error);
      client.release(fault instanceof StoreUnavailable ? fault : undefined);
      throw fault;
    }
  }

  /** A write, sent once: a WARNING that comes with the answer makes the outcome unknown (F5, cancelled standby wait). */
  async write<R extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<R>> {
    const before = this.warnings;
    const result = await this.once<R>(query);
    if (this.warnings !== before) throw new StoreUnavailable(new Error('PostgreSQL answered with a WARNING'));
    return result;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
