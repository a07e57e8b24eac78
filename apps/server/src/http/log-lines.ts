import { writeSync } from 'node:fs';

/** Writes bytes and says how many of them; throws with a system code. */
export type WriteBytes = (bytes: Uint8Array) => number;

/** A reader that is slow for longer than this loses lines; requests do not wait for it. */
const SLOW_READER_TRIES = 20;
const TRY_EVERY_MS = 1;

/**
 * Lines on their way to a file or pipe that may be full, broken or slow: what cannot be written is dropped and counted,
 * and the count is told once lines pass again. The log neither ends the process nor holds up a request (F12).
 */
export class LogLines {
  private lost = 0;
  private halfWritten = false;

  constructor(private readonly bytesTo: WriteBytes) {}

  write(line: string): void {
    if (this.lost > 0) {
      if (
        !this.passes(
          `${JSON.stringify({ level: 40, time: new Date().toISOString(), lost: this.lost, msg: 'log lines were lost' })}\n`,
        )
      ) {
        this.lost++;
        return;
      }
      this.lost = 0;
    }
    if (!this.passes(line)) this.lost++;
  }

  private passes(line: string): boolean {
    let rest: Uint8Array = Buffer.from(this.halfWritten ? `\n${line}` : line, 'utf8');
    const all = rest.length;
    for (let tries = 0; rest.length > 0;) {
      try {
        rest = rest.subarray(this.bytesTo(rest));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EAGAIN' && ++tries < SLOW_READER_TRIES) {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TRY_EVERY_MS);
          continue;
        }
        this.halfWritten ||= rest.length < all;
        return false;
      }
    }
    this.halfWritten = false;
    return true;
  }
}

export const stderrLines = (): LogLines => new LogLines((bytes) => writeSync(2, bytes));
