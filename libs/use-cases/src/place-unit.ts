import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  isCivilDate,
  type CivilDate,
  type NewOfficeEvent,
  type OfficeEvent,
  type UnitPlacement,
} from '@app/disclosure';
import { IdempotencyConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { historyOf } from './case-history';
import { unitStream } from './identity';
import { laterReport } from './later-report';
import { requireRole } from './office-roles';
import { CommandIdReused, Refused } from './refused';
import { sameEvents } from './same-events';
import { requireSuperior } from './superior-of';
import { inTree } from './tree-lock';
import { knownUnitOf, requireStanding } from './units';
import { WRITE_SIDE, type WriteSide } from './write-side';

export interface PlacementReceipt {
  unit: string;
  position: number;
  duplicate: boolean;
}

/** From that day on the unit reports under another superior, or under none. */
export class MoveUnit extends Command<PlacementReceipt> {
  constructor(readonly request: Attribution & { unit: string; parent: string | null; from: CivilDate }) {
    super();
  }
}

/** The unit ends; it reports until its last day. Told again, the later telling corrects the day or successor. */
export class AbolishUnit extends Command<PlacementReceipt> {
  constructor(readonly request: Attribution & { unit: string; lastDay: CivilDate; successor?: string }) {
    super();
  }
}

function requireDate(field: string, day: CivilDate): void {
  if (!isCivilDate(day)) throw new Refused({ code: 'E_DATE', field });
}

type Check = (standing: UnitPlacement) => Promise<void>;

const record = (
  write: WriteSide,
  attribution: Attribution,
  unit: string,
  event: NewOfficeEvent,
  check: Check,
): Promise<PlacementReceipt> => inTree(write, () => recordAlone(write, attribution, unit, event, check));

async function recordAlone(
  write: WriteSide,
  attribution: Attribution,
  unit: string,
  event: NewOfficeEvent,
  check: Check,
): Promise<PlacementReceipt> {
  const standing = await knownUnitOf(write.store, unit);
  const stream = unitStream(unit);
  const history = (await historyOf(write.store, stream)) as OfficeEvent[];
  const earlier = history.filter(({ metadata }) => metadata.commandId === attribution.commandId);
  if (earlier.length > 0) {
    if (!sameEvents([event], earlier)) throw new CommandIdReused(attribution.commandId);
    return { unit, position: earlier.at(-1)!.position, duplicate: true };
  }
  await check(standing);
  try {
    const { position, duplicate } = await appendEvents(write, {
      ...attribution,
      stream,
      unit,
      expectedRevision: history.at(-1)!.revision,
      events: [event],
    });
    return { unit, position, duplicate };
  } catch (error) {
    if (error instanceof IdempotencyConflict) throw new CommandIdReused(attribution.commandId);
    throw error;
  }
}

@CommandHandler(MoveUnit)
export class MoveUnitHandler implements ICommandHandler<MoveUnit> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (E_ROLE, E_DATE, E_UNIT_TREE, E_UNIT_ABOLISHED), UnknownUnit (also of the superior), CommandIdReused, RevisionConflict */
  async execute({ request }: MoveUnit): Promise<PlacementReceipt> {
    requireRole('MoveUnit', request.actor);
    const { unit, parent, from } = request;
    requireDate('from', from);
    const event: NewOfficeEvent = { type: 'UnitMoved', effectiveOn: from, data: { unit, parent, from } };
    return record(this.write, request, unit, event, async (standing) => {
      requireStanding(standing, from, 'from');
      if (parent === null) return;
      await requireSuperior(this.write.store, { unit, parent, from });
    });
  }
}

@CommandHandler(AbolishUnit)
export class AbolishUnitHandler implements ICommandHandler<AbolishUnit> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (E_ROLE, E_DATE, E_UNIT_TREE, E_UNIT_ABOLISHED, E_REPORT_SUCCEEDED), UnknownUnit (also of the successor), CommandIdReused, RevisionConflict */
  async execute({ request }: AbolishUnit): Promise<PlacementReceipt> {
    requireRole('AbolishUnit', request.actor);
    const { unit, lastDay, successor } = request;
    requireDate('lastDay', lastDay);
    const data = { unit, lastDay, ...(successor !== undefined && { successor }) };
    const event: NewOfficeEvent = { type: 'UnitAbolished', effectiveOn: lastDay, data };
    return record(this.write, request, unit, event, async ({ abolished: before }) => {
      await this.requireNothingRestsOn(unit, before, { lastDay, successor });
      if (successor === undefined) return;
      if (successor === unit) throw new Refused({ code: 'E_UNIT_TREE', field: 'successor' });
      const { abolished } = await knownUnitOf(this.write.store, successor, 'successor');
      // It takes the open cases over on the day after.
      if (abolished === undefined || abolished.lastDay > lastDay) return;
      const detail = { unit: successor, lastDay: abolished.lastDay };
      throw new Refused({ code: 'E_UNIT_ABOLISHED', field: 'successor', detail });
    });
  }

  /**
   * What the unit carries out of its last year its successor carries in; a report of a later year that the successor has
   * published says otherwise already (A-77, K-04).
   */
  private async requireNothingRestsOn(unit: string, before: Ending | undefined, now: Ending): Promise<void> {
    const year = ({ lastDay }: Ending): number => Number(lastDay.slice(0, 4));
    if (before?.successor === now.successor && before && year(before) === year(now)) return;
    for (const { successor, lastDay } of before ? [before, now] : [now]) {
      if (successor === undefined || successor === unit) continue;
      const published = await laterReport(this.write, successor, year({ lastDay }));
      if (published === undefined) continue;
      throw new Refused({ code: 'E_REPORT_SUCCEEDED', field: 'successor', detail: { unit: successor, published } });
    }
  }
}

type Ending = NonNullable<UnitPlacement['abolished']>;
