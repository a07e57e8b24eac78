import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** Any number, the same in every process; advisory locks are per database. */
const LEAD = 7_310_002;

/** PostgreSQL ends the session of a holder that was not heard of for so long, and with it the lock. */
const LEASE_MS = 4_000;
const BEATS_A_LEASE = 4;
/** A session that does not answer for so long is given up. */
const ANSWER_MS = 2_500;

/**
 * Chooses one projector among the processes on a database. It only chooses: the session can die while its holder goes
 * on, so what protects the rows is the fenced checkpoint (F14). Its connection is not one of the pool's, and is a lease:
 * a process that stands still, or a machine whose wire is cut, loses it without anybody having to notice (T5).
 */
export class LeadLock {
  private heartbeat: NodeJS.Timeout | undefined;
  private beating = false;
  private gone = false;

  private constructor(
    private readonly client: Client,
    private readonly onLost: () => void,
  ) {}

  /** The lock, or `undefined` while another process has it. `onLost` is called at most once, when the session dies. */
  static async tryTake(
    connectionString: string,
    onLost: () => void,
    leaseMs = LEASE_MS,
  ): Promise<LeadLock | undefined> {
    const client = new Client({
      connectionString,
      application_name: 'disclosure-ledger projector',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    });
    const lock = new LeadLock(client, onLost);
    client.on('error', () => lock.lose());
    client.on('end', () => lock.lose());
    try {
      await client.connect();
      await client.query(`set idle_session_timeout = ${leaseMs}`);
      const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LEAD]);
      if (rows[0]?.taken === true) {
        lock.heartbeat = setInterval(() => void lock.beat(), leaseMs / BEATS_A_LEASE);
        return lock;
      }
    } catch (error) {
      await lock.release();
      throw error;
    }
    await lock.release();
    return undefined;
  }

  /** Whether the session died; nobody is told again. */
  get lost(): boolean {
    return this.gone;
  }

  /** Gives it up at once; whoever stands by finds it free. */
  async release(): Promise<void> {
    clearInterval(this.heartbeat);
    this.client.removeAllListeners('end');
    const ended = this.client.end().catch(() => undefined);
    // Over a dead wire nobody answers; the lease ends the session.
    const silence = new AbortController();
    await Promise.race([ended, pause(ANSWER_MS, undefined, silence).catch(() => undefined)]);
    silence.abort();
  }

  private async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    try {
      await this.client.query('select');
    } catch {
      this.lose();
    } finally {
      this.beating = false;
    }
  }

  private lose(): void {
    if (this.gone) return;
    this.gone = true;
    clearInterval(this.heartbeat);
    this.onLost();
  }
}
