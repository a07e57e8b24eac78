import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CivilDate, NewOfficeEvent, OfficeEvent } from '@app/disclosure';
import { IdempotencyConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { historyOf } from './case-history';
import { unitStream } from './identity';
import { CommandIdReused } from './refused';
import { sameEvents } from './same-events';
import { requireUnit } from './units';
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

/** The unit ends; it reports until its last day. */
export class AbolishUnit extends Command<PlacementReceipt> {
  constructor(readonly request: Attribution & { unit: string; lastDay: CivilDate; successor?: string }) {
    super();
  }
}

async function record(write: WriteSide, attribution: Attribution, unit: string, event: NewOfficeEvent) {
  await requireUnit(write.store, unit);
  const stream = unitStream(unit);
  const history = (await historyOf(write.store, stream)) as OfficeEvent[];
  const earlier = history.filter(({ metadata }) => metadata.commandId === attribution.commandId);
  if (earlier.length > 0) {
    if (!sameEvents([event], earlier)) throw new CommandIdReused(attribution.commandId);
    return { unit, position: earlier.at(-1)!.position, duplicate: true };
  }
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

  /** @throws UnknownUnit (also of the superior), CommandIdReused, RevisionConflict */
  async execute({ request }: MoveUnit): Promise<PlacementReceipt> {
    const { unit, parent, from } = request;
    if (parent !== null) await requireUnit(this.write.store, parent);
    return record(this.write, request, unit, { type: 'UnitMoved', effectiveOn: from, data: { unit, parent, from } });
  }
}

@CommandHandler(AbolishUnit)
export class AbolishUnitHandler implements ICommandHandler<AbolishUnit> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws UnknownUnit (also of the successor), CommandIdReused, RevisionConflict */
  async execute({ request }: AbolishUnit): Promise<PlacementReceipt> {
    const { unit, lastDay, successor } = request;
    if (successor !== undefined) await requireUnit(this.write.store, successor);
    const data = { unit, lastDay, ...(successor !== undefined && { successor }) };
    return record(this.write, request, unit, { type: 'UnitAbolished', effectiveOn: lastDay, data });
  }
}
