import type { Bell } from '../bell';
import type { KurrentLog } from './kurrent-log';

const FIRST_DELAY = 100;
const LONGEST_DELAY = 5_000;

/**
 * Rings the bell when another process has appended. A subscription that ends, by an error or silently, is opened again
 * (F18); what came meanwhile is seen because readers poll as well and the bell rings once it is open.
 */
export class KurrentWakeUp {
  private readonly closing = new AbortController();
  private running?: Promise<void>;

  constructor(
    private readonly log: KurrentLog,
    private readonly bell: Bell,
  ) {}

  /** Watches from the first call on. */
  start(): void {
    this.running ??= this.watch();
  }

  private async watch(): Promise<void> {
    const { signal } = this.closing;
    for (let delay = FIRST_DELAY; !signal.aborted;) {
      let heard = false;
      const onNews = () => {
        heard = true;
        this.bell.ring();
      };
      await this.log.watch(onNews, signal).catch(() => undefined);
      delay = heard ? FIRST_DELAY : Math.min(2 * delay, LONGEST_DELAY);
      await this.rest(delay);
    }
  }

  private rest(ms: number): Promise<void> {
    const { signal } = this.closing;
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }
}
