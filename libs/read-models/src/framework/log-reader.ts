import { fold, liftEvent, stateCouncilCalendar, type CaseEvent, type CaseState } from '@app/disclosure';
import type { EventStore, RecordedEvent } from '@app/event-store';
import { Calendars } from './calendars';
import { CaseHistories, historyOf } from './case-histories';
import { isCaseEvent } from './case-events';
import type { BatchContext, CaseStates, Projected } from './projection';

/** One event of the log on its way to the projections; `projected` is missing for an event this version cannot read. */
export interface LogEntry {
  position: number;
  hash: string;
  storedType: string;
  stream: string;
  caseId: string;
  projected?: Projected;
  unreadable?: Error;
}

const CASE_STREAM = 'case-';

/** The id of the case a stream belongs to; empty for the streams of units, reports and the calendar. */
export const caseIdOfStream = (stream: string): string =>
  stream.startsWith(CASE_STREAM) ? stream.slice(CASE_STREAM.length) : '';

/** Batches kept for projections that ask a moment later. */
const REMEMBERED_BATCHES = 8;
/** Streams read at the same time when many cases were forgotten. */
const STREAMS_AT_ONCE = 8;

/**
 * The log in batches, read and folded once for however many projections ask from the same position. Each projection
 * asks from its own checkpoint; those that run together share the work.
 */
export class LogReader {
  private readonly histories: CaseHistories;
  private readonly calendars: Calendars;
  private readonly batches = new Map<number, Promise<LogEntry[]>>();
  /** An open read of the log and the position it has come to. */
  private cursor: { position: number; events: AsyncIterator<RecordedEvent> } | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly batchSize = 500,
  ) {
    this.histories = new CaseHistories(store);
    this.calendars = new Calendars(store);
  }

  /** The events after a position, oldest first; none where the log ends. */
  batchAfter(position: number): Promise<LogEntry[]> {
    const known = this.batches.get(position);
    if (known) return known;
    const batch = this.turn.then(() => this.read(position));
    this.turn = batch.catch(() => undefined);
    this.remember(position, batch);
    return batch;
  }

  contextAt(position: number): BatchContext {
    return {
      position,
      calendar: this.calendars.at(position),
      caseState: async (caseId): Promise<CaseState | undefined> =>
        fold(await historyOf(this.store, `${CASE_STREAM}${caseId}`, position)),
    };
  }

  async close(): Promise<void> {
    await this.turn;
    await this.cursor?.events.return?.();
    this.cursor = undefined;
  }

  private remember(position: number, batch: Promise<LogEntry[]>): void {
    this.batches.set(position, batch);
    const forget = () => this.batches.get(position) === batch && this.batches.delete(position);
    batch.then((entries) => entries.length === 0 && forget(), forget);
    for (const oldest of this.batches.keys()) {
      if (this.batches.size <= REMEMBERED_BATCHES) break;
      this.batches.delete(oldest);
    }
  }

  private async read(position: number): Promise<LogEntry[]> {
    await this.calendars.load();
    const stored = await this.storedAfter(position);
    const entries = stored.map(readable);
    await this.recallForgotten(entries);
    for (const entry of entries) this.prepare(entry);
    return entries;
  }

  private async storedAfter(position: number): Promise<RecordedEvent[]> {
    if (this.cursor?.position !== position) {
      await this.cursor?.events.return?.();
      this.cursor = { position, events: this.store.readAll({ after: position })[Symbol.asyncIterator]() };
    }
    const cursor = this.cursor;
    const stored: RecordedEvent[] = [];
    try {
      while (stored.length < this.batchSize) {
        const next = await cursor.events.next();
        if (next.done) {
          this.cursor = undefined;
          break;
        }
        if (next.value.position <= cursor.position) throw new LogOutOfOrder(next.value.position);
        cursor.position = next.value.position;
        stored.push(next.value);
      }
    } catch (error) {
      this.cursor = undefined;
      throw error;
    }
    return stored;
  }

  private async recallForgotten(entries: LogEntry[]): Promise<void> {
    const seen = new Set<string>();
    const forgotten = entries.filter(({ stream, projected }) => {
      if (!projected || !isCaseEvent(projected.event) || seen.has(stream)) return false;
      seen.add(stream);
      return !this.histories.follows(stream, projected.event);
    });
    const next = forgotten.values();
    const worker = async () => {
      for (const { stream, projected } of next) {
        await this.histories.recall(stream, projected?.event as CaseEvent);
      }
    };
    await Promise.all(Array.from({ length: STREAMS_AT_ONCE }, worker));
  }

  private prepare({ projected, stream }: LogEntry): void {
    if (!projected) return;
    const { event } = projected;
    if (event.type === 'WorkCalendarUpdated') this.calendars.learn(event);
    projected.calendar = this.calendars.at(event.position);
    if (isCaseEvent(event)) projected.states = this.foldOf(stream, event);
  }

  /** Folds now, while the case is at hand; a failure is kept for the projection that asks. */
  private foldOf(stream: string, event: CaseEvent): () => CaseStates {
    try {
      const states = this.histories.next(stream, event);
      return () => states;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }
}

/** The adapter broke its promise of order (F1). */
class LogOutOfOrder extends Error {
  override readonly name = 'LogOutOfOrder';
  constructor(position: number) {
    super(`the log handed out position ${position} after a later one`);
  }
}

function notACase(): CaseStates {
  throw new TypeError('the event belongs to no case');
}

/** The event in today's shape, or why it has none (D15, F16). */
function readable(stored: RecordedEvent): LogEntry {
  const { position, hash, stream, type: storedType } = stored;
  const caseId = caseIdOfStream(stream);
  const entry = { position, hash, stream, storedType, caseId };
  try {
    return {
      ...entry,
      projected: { event: liftEvent(stored), stream, caseId, states: notACase, calendar: stateCouncilCalendar },
    };
  } catch (error) {
    return { ...entry, unreadable: error instanceof Error ? error : new Error('not liftable') };
  }
}
