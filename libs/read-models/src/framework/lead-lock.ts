import { Client } from 'pg';

/** Any number, the same in every process; advisory locks are per database. */
const LEAD = 7_310_002;

/**
 * Chooses one projector among the processes on a database. It only chooses: the session can die while its holder goes
 * on, so what protects the rows is the fenced checkpoint (F14). Its connection is not one of the pool's.
 */
export class LeadLock {
  private constructor(private readonly client: Client) {}

  /** The lock, or `undefined` while another process has it. `onLost` is called at most once, when the session dies. */
  static async tryTake(connectionString: string, onLost: () => void): Promise<LeadLock | undefined> {
    const client = new Client({ connectionString, application_name: 'disclosure-ledger projector', keepAlive: true });
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      onLost();
    };
    client.on('error', lose);
    client.on('end', lose);
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LEAD]);
    const lock = new LeadLock(client);
    if (rows[0]?.taken === true) return lock;
    await lock.release();
    return undefined;
  }

  async release(): Promise<void> {
    this.client.removeAllListeners('end');
    await this.client.end().catch(() => undefined);
  }
}
