import { Client } from 'pg';
import type { Bell } from '../bell';

const FIRST_DELAY = 100;
const LONGEST_DELAY = 5_000;

/**
 * Rings the bell when another process has appended. It only wakes: whoever waits polls as well, so that a lost
 * notification, or a listener that is reconnecting, costs a second and no event (F17).
 */
export class WakeUp {
  private client?: Client;
  private started = false;
  private closed = false;
  private timer?: NodeJS.Timeout;
  private delay = FIRST_DELAY;

  constructor(
    private readonly connectionString: string,
    private readonly bell: Bell,
    private readonly onNotice: (line: string) => void,
  ) {}

  /** Listens from the first call on. */
  start(): void {
    if (this.started || this.closed) return;
    this.started = true;
    void this.listen();
  }

  private async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.connectionString,
      application_name: 'ledger log listener',
      keepAlive: true,
    });
    this.client = client;
    client.on('notification', ({ payload }) => this.bell.ringAt(Number(payload)));
    client.on('error', (error) => this.onNotice(`listener: ${error.message}`));
    client.on('end', () => this.again());
    try {
      await client.connect();
      await client.query('listen log_appended');
      this.delay = FIRST_DELAY;
      this.bell.ring();
    } catch (error) {
      this.onNotice(`listener: ${(error as Error).message}`);
      await client.end().catch(() => undefined);
      this.again();
    }
  }

  private again(): void {
    if (this.closed || this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.listen();
    }, this.delay);
    this.timer.unref();
    this.delay = Math.min(2 * this.delay, LONGEST_DELAY);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }
}
