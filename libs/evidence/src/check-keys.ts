import type { StoredDataKey } from '@app/event-store';
import type { Faults } from './fault';
import type { FoundEvent } from './verify-log';

/** The data keys beside a log, and how the log tells that one was destroyed on purpose. */
export interface FoundKeys {
  rows: () => AsyncIterable<StoredDataKey> | Iterable<StoredDataKey>;
  /** Type of the events that say so; their `data.subject` tells whose key of the stream it was. */
  erasure: string;
}

type Place = Pick<FoundEvent, 'stream' | 'revision' | 'position'>;

/** As it is written; within a text of the body the quotation marks would be escaped. */
const ENVELOPE = /"sealed":"A256GCM","key":"([0-9a-f-]{36})"/g;

/** Whether the key of every protected value is there, or was destroyed by an erasure that the log tells of (D9). */
export class KeyCheck {
  /** First use of every key. */
  private readonly used = new Map<string, Place>();
  private readonly erased = new Set<string>();

  constructor(private readonly keys: FoundKeys) {}

  event(event: FoundEvent): void {
    const { stream, revision, position, body } = event;
    for (const [, keyId] of body.matchAll(ENVELOPE)) {
      if (!this.used.has(keyId!)) this.used.set(keyId!, { stream, revision, position });
    }
    if (event.type === this.keys.erasure) this.erased.add(nameOf(stream, subjectIn(body)));
  }

  async end(faults: Faults): Promise<void> {
    for await (const { stream, subject, keyId, wrapped } of this.keys.rows()) {
      const place = this.used.get(keyId);
      // A key that is kept for another stream does not open this one's.
      if (place?.stream !== stream) continue;
      this.used.delete(keyId);
      const erased = this.erased.has(nameOf(stream, subject));
      if (!wrapped && !erased) faults.add({ kind: 'KEY_DESTROYED', ...place });
      if (wrapped && erased) faults.add({ kind: 'KEY_CAME_BACK', ...place });
    }
    for (const place of this.used.values()) faults.add({ kind: 'KEY_MISSING', ...place });
  }
}

const nameOf = (stream: string, subject: string): string => JSON.stringify([stream, subject]);

function subjectIn(body: string): string {
  try {
    return String((JSON.parse(body) as { data?: { subject?: unknown } }).data?.subject);
  } catch {
    return '';
  }
}
