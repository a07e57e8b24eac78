/** Wakes whoever waits; a ring between looking and waiting is not lost, because waiting names the last ring heard. */
export class Bell {
  private rings = 0;
  private waiting: (() => void)[] = [];

  get heard(): number {
    return this.rings;
  }

  ring(): void {
    this.rings += 1;
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  /** Until it rings after the given ring, or for so many milliseconds. */
  async next(after: number, ms: number): Promise<void> {
    if (this.rings > after || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((other) => other !== wake);
        resolve();
      }, ms);
      this.waiting.push(wake);
    });
  }
}
