import { fold, liftEvent, stateCouncilCalendar, type CaseState } from '@app/disclosure';
import type { EventStore, RecordedEvent } from '@app/event-store';
import { Calendars } from './calendars';
import { CaseHistories, historyOf } from './case-histories';
import { isCaseEvent } from './case-events';
import { SharedBatches, type Follower } from './shared-batches';
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

/** Batches kept for projections that come to them a moment later. */
const BATCHES_KEPT = 4;

/**
 * The log in batches, read and folded once for however many projections ask from the same position. Each projection
 * asks from its own checkpoint; those that run together share the work.
 */
export class LogReader {
  private readonly histories: CaseHistories;
  private readonly calendars: Calendars;
  private readonly shared = new SharedBatches<LogEntry>(BATCHES_KEPT);
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

  /** One that will ask for batches, and how far it has come. */
  join(follower: Follower): void {
    this.shared.join(follower);
  }

  /** A follower moved or stopped. */
  moved(): void {
    this.shared.moved();
  }

  /** The events after a position, oldest first; none where the log ends. */
  batchAfter(position: number): Promise<readonly LogEntry[]> {
    const known = this.shared.after(position);
    if (known) return known;
    const batch = this.turn.then(() => this.read(position));
    this.turn = batch.catch(() => undefined);
    this.shared.keep(position, batch);
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

  private async read(position: number): Promise<LogEntry[]> {
    await this.shared.makeRoom();
    await this.calendars.load();
    const stored = await this.storedAfter(position);
    const entries = stored.map(readable);
    const events = entries.flatMap(({ projected }) => projected?.event ?? []);
    const folded = await this.histories.foldBatch(events.filter(isCaseEvent));
    for (const { projected } of entries) {
      if (!projected) continue;
      const { event } = projected;
      if (event.type === 'WorkCalendarUpdated') this.calendars.learn(event);
      projected.calendar = this.calendars.at(event.position);
      if (isCaseEvent(event)) projected.states = folded.get(event) ?? notACase;
    }
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
