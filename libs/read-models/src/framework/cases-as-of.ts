import type { EntityManager } from 'typeorm';
import { fold, stateOn, type CaseEvent, type CivilDate, type WorkCalendar } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { TimelineRow } from '../case-timeline/timeline-row.entity';
import type { AsOf } from './as-of';
import { Calendars } from './calendars';
import type { CaseNow } from './latest-cases';
import { ReadModelBehind } from './refusals';
import { bySubject } from './spans';
import { positionOf } from './standing';

/** A moment that the views of the present do not show, and which cases stood otherwise then. */
export interface Then {
  at: number;
  on?: CivilDate;
  calendar: WorkCalendar;
  /** SQL over `c`, a line of the register: cases with entries recorded or in effect since. */
  changed: string;
  parameters: { at: number; on?: CivilDate };
}

/**
 * What a question about the past is answered from: the lines of the present where nothing happened since, the cases
 * themselves, folded again, where something did. @throws ReadModelBehind
 */
export async function thenOf(manager: EntityManager, store: EventStore, { at: asked, on }: AsOf): Promise<Then> {
  const position = await positionOf(manager, ['case-register', 'case-timeline', 'due-list']);
  if (asked !== undefined && asked > position) throw new ReadModelBehind(position, asked);
  const at = asked ?? position;
  const calendars = new Calendars(store);
  await calendars.load();
  const calendar = calendars.at(at);
  // Another calendar moves the dates of cases to which nothing happened.
  const everyDate = calendar.version === calendars.at(position).version ? '' : 'true or ';
  // A line knows where its last entry lies; whether one took effect later, only the entries tell.
  const later =
    on === undefined
      ? ''
      : ` or exists (select from read_models.timeline_event e where e.case_id = c.case_id
          and (e.effective_on > :on::date or e.type = 'EntryCorrected'))`;
  const changed = `(${everyDate}c.position > :at${later})`;
  return {
    at,
    ...(on !== undefined && { on }),
    calendar,
    changed,
    parameters: { at, ...(on !== undefined && { on }) },
  };
}

const PAGE = 1_000;

/** Cases as they stood then, a page at a time; those that were not there yet are left out. */
export async function* casesThen(
  manager: EntityManager,
  then: Then,
  cases: readonly { caseId: string; unit: string }[],
): AsyncIterable<CaseNow> {
  for (let from = 0; from < cases.length; from += PAGE) {
    const page = cases.slice(from, from + PAGE);
    const unitOf = new Map(page.map(({ caseId, unit }) => [caseId, unit]));
    const rows = await manager
      .getRepository(TimelineRow)
      .createQueryBuilder('e')
      .where('e.case_id = any(:ids) and e.position <= :at', { ids: [...unitOf.keys()], at: then.at })
      .orderBy('e.case_id', 'ASC')
      .addOrderBy('e.revision', 'ASC')
      .getMany();
    for (const ofCase of bySubject(rows, ({ caseId }) => caseId)) {
      const caseId = ofCase[0]!.caseId;
      const history = ofCase.map((row) => eventOf(row, unitOf.get(caseId) ?? ''));
      const state = then.on === undefined ? fold(history) : stateOn(history, then.on);
      if (state) yield { caseId, state, calendar: then.calendar };
    }
  }
}

/** An event as the timeline has it: without its protected fields, on which neither days nor states depend (D9). */
const eventOf = (row: TimelineRow, unit: string): CaseEvent =>
  ({
    id: row.eventId,
    type: row.type,
    stream: `case-${row.caseId}`,
    effectiveOn: row.effectiveOn,
    recordedAt: row.recordedAt,
    actor: { id: row.actorId, role: row.actorRole },
    revision: row.revision,
    position: row.position,
    data: row.data,
    metadata: { unit, commandId: '' },
  }) as unknown as CaseEvent;
