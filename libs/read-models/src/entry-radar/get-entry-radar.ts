import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, In, type EntityManager } from 'typeorm';
import {
  calendarsOf,
  caseFile,
  entriesOfCase,
  liftEvent,
  radar,
  type CalendarNotice,
  type CaseEvent,
  type RadarEntry,
  type RadarReport,
} from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { TimelineRow } from '../case-timeline/timeline-row.entity';
import { inSnapshot } from '../database/in-transaction';
import { CALENDAR_STREAM } from '../framework/calendars';
import { parkedAmong } from '../framework/parked';
import { positionOf } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';

export interface EntryRadar extends RadarReport {
  unit: string;
  cases: number;
  /** Cases that some view lost track of; their entries may be incomplete. */
  outOfDate: number;
  position: number;
}

/**
 * Which entries of a unit deserve a question because they were made late, at odd hours, or in time for a deadline? Read
 * from the rows of the timeline: each case is folded once, so that the question costs about what showing every case of
 * the unit would. Memory holds two dates and an actor for each entry, never the data.
 */
export class GetEntryRadar extends Query<EntryRadar> {
  constructor(
    readonly unit: string,
    /** Only entries that took effect in it; all of the unit's entries still tell what is usual. */
    readonly year?: number,
    /** Told how many cases were read. */
    readonly progress: (cases: number) => void = () => undefined,
  ) {
    super();
  }
}

const PAGE = 500;

@QueryHandler(GetEntryRadar)
export class GetEntryRadarHandler implements IQueryHandler<GetEntryRadar> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ unit, year, progress }: GetEntryRadar): Promise<EntryRadar> {
    const notices: CalendarNotice[] = [];
    for await (const stored of this.store.readStream(CALENDAR_STREAM)) {
      notices.push(liftEvent(stored) as CalendarNotice);
    }
    const calendarAt = calendarsOf(notices);
    return inSnapshot(this.dataSource, async (manager) => {
      const entries: RadarEntry[] = [];
      let [cases, outOfDate] = [0, 0];
      for await (const page of pagesOf(manager, unit)) {
        for (const history of page) entries.push(...entriesOfCase(caseFile(history, notices, calendarAt)));
        cases += page.length;
        outOfDate += (await parkedAmong(manager, page.map(caseIdOf))).size;
        progress(cases);
      }
      const report = radar(entries, calendarAt(Number.MAX_SAFE_INTEGER), year);
      const position = await positionOf(manager, ['case-register', 'case-timeline']);
      return { unit, cases, outOfDate, position, ...report };
    });
  }
}

const caseIdOf = (history: CaseEvent[]): string => history[0]!.stream.slice('case-'.length);

/** The histories of a unit's cases, some hundred at a time. */
async function* pagesOf(manager: EntityManager, unit: string): AsyncIterable<CaseEvent[][]> {
  let last = '';
  for (;;) {
    const found = await manager.query<{ caseId: string }[]>(
      `select case_id as "caseId" from read_models.register_case where unit = $1 and case_id > $2
       order by case_id limit ${PAGE}`,
      [unit, last],
    );
    if (found.length === 0) return;
    const caseIds = found.map(({ caseId }) => caseId);
    const rows = await manager.getRepository(TimelineRow).findBy({ caseId: In(caseIds) });
    const byCase = new Map(caseIds.map((caseId): [string, CaseEvent[]] => [caseId, []]));
    for (const row of rows.sort((a, b) => a.revision - b.revision)) byCase.get(row.caseId)?.push(eventOf(row, unit));
    yield [...byCase.values()].filter(({ length }) => length > 0);
    last = caseIds.at(-1)!;
  }
}

/** The event as far as the timeline keeps it: no protected field, on which no clock rests (D9). */
function eventOf(row: TimelineRow, unit: string): CaseEvent {
  return {
    id: row.eventId,
    type: row.type,
    stream: `case-${row.caseId}`,
    effectiveOn: row.effectiveOn,
    recordedAt: row.recordedAt,
    actor: { id: row.actorId, role: row.actorRole },
    revision: row.revision,
    position: row.position,
    data: row.data,
    metadata: { unit, commandId: '', ...(row.origin && { origin: row.origin }) },
  } as unknown as CaseEvent;
}
