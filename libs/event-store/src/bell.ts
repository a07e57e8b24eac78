import type { Position } from './port';

/** Wakes whoever waits for more events. A ring between looking and waiting is not lost (F17). */
export class Bell {
  private rings = 0;
  private highest: Position = 0;
  private readonly waiting = new Set<() => void>();

  /** Take it before looking; then `wait` returns at once if it rang since. */
  get count(): number {
    return this.rings;
  }

  /** Rings unless it has rung for this position before. */
  ringAt(position: Position): void {
    if (position <= this.highest) return;
    this.highest = position;
    this.ring();
  }

  ring(): void {
    this.rings++;
    for (const wake of this.waiting) wake();
  }

  /** Until the next ring after `since`, the end of `ms`, or the abort. */
  async wait(since: number, signal: AbortSignal, ms?: number): Promise<void> {
    if (this.rings !== since || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(() => wake(), ms);
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
