import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Whether this process is ending, and what it still has to answer. */
@Injectable()
export class Draining {
  private begun = false;
  private readonly open = new Set<Response>();
  private quiet: () => void = () => undefined;

  get on(): boolean {
    return this.begun;
  }

  /** From here on no connection is kept for another request. */
  begin(): void {
    this.begun = true;
    for (const response of this.open) askToLeave(response);
  }

  /** Middleware before all others. */
  readonly watch = (_request: Request, response: Response, next: NextFunction): void => {
    this.open.add(response);
    if (this.begun) askToLeave(response);
    response.once('close', () => {
      this.open.delete(response);
      if (this.isQuiet) this.quiet();
    });
    next();
  };

  get isQuiet(): boolean {
    return this.open.size === 0;
  }

  /** Until nothing is being answered. */
  async answered(): Promise<void> {
    if (!this.isQuiet) await new Promise<void>((resolve) => (this.quiet = resolve));
  }
}

function askToLeave(response: Response): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
