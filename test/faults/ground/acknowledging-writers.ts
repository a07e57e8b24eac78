import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { deriveEventId, StoreUnavailable, type Appended, type AppendRequest, type LogStore } from '@app/event-store';

export interface Acknowledged {
  commandId: string;
  stream: string;
  revision: number;
  position: number;
}

/**
 * Writers that append to streams of their own, one command after the other, and keep what was acknowledged. A command
 * whose outcome is unknown is sent again with the same id until it is answered (F5).
 */
export class AcknowledgingWriters {
  /** In the order in which the answers came. */
  readonly acknowledged: Acknowledged[] = [];
  /** Sent, and not answered yet. */
  readonly intended = new Set<string>();
  unknown = 0;
  readonly refused: unknown[] = [];
  private ending = false;
  private work: Promise<void>[] = [];

  /** @param padding bytes of each event's body; a pause between commands in ms */
  constructor(
    private readonly store: Pick<LogStore, 'append'>,
    private readonly options: { writers: number; padding?: number; pause?: number },
  ) {}

  start(): void {
    this.work = Array.from({ length: this.options.writers }, (_, writer) => this.write(writer));
  }

  async end(): Promise<void> {
    this.ending = true;
    await Promise.all(this.work);
  }

  private async write(writer: number): Promise<void> {
    for (let revision = Infinity, stream = ''; !this.ending; revision++) {
      if (revision > 20) [revision, stream] = [0, `case-${randomUUID()}`];
      const request = this.command(stream, revision, writer);
      this.intended.add(request.commandId);
      const stored = await this.untilAnswered(request);
      if (!stored) return;
      this.intended.delete(request.commandId);
      const { position } = stored;
      this.acknowledged.push({ commandId: request.commandId, stream, revision, position });
      if (this.options.pause) await pause(this.options.pause);
    }
  }

  private async untilAnswered(request: AppendRequest): Promise<Appended | undefined> {
    for (;;) {
      try {
        return await this.store.append(request);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) {
          this.refused.push(error);
          return undefined;
        }
        this.unknown++;
        // At the end it stays unknown: stored once or not at all.
        if (this.ending) return undefined;
        await pause(50);
      }
    }
  }

  private command(stream: string, revision: number, writer: number): AppendRequest {
    const commandId = randomUUID();
    const data = { writer, text: 'x'.repeat(this.options.padding ?? 300) };
    return {
      stream,
      commandId,
      expectedRevision: revision === 0 ? 'no_stream' : revision - 1,
      events: [
        {
          id: deriveEventId(commandId, 0),
          type: 'Noted',
          schemaVersion: 1,
          effectiveOn: '2025-03-04',
          actor: { id: 'u1', role: 'registrar' },
          data,
          metadata: { commandId },
        },
      ],
    };
  }
}
