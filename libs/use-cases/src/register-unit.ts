import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OfficeEvent } from '@app/disclosure';
import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { historyOf } from './case-history';
import { unitStream } from './identity';
import { CommandIdReused } from './refused';
import { WRITE_SIDE, type WriteSide } from './write-side';

const ATTEMPTS = 8;

export interface RegisterUnitRequest extends Attribution {
  unit: string;
  name: string;
  /** Only governments of provinces, districted cities and autonomous prefectures can; absent: as before, at first no. */
  canMakeRules?: boolean;
}

export interface UnitReceipt {
  unit: string;
  name: string;
  position: number;
  /** False when the unit already stood there with the same name. */
  changed: boolean;
}

/** A unit that reports; registering it again under another name renames it. */
export class RegisterUnit extends Command<UnitReceipt> {
  constructor(readonly request: RegisterUnitRequest) {
    super();
  }
}

@CommandHandler(RegisterUnit)
export class RegisterUnitHandler implements ICommandHandler<RegisterUnit> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws CommandIdReused, StoreUnavailable */
  async execute({ request }: RegisterUnit): Promise<UnitReceipt> {
    const { unit, name } = request;
    const stream = unitStream(unit);
    for (let attempt = 1; ; attempt++) {
      const history = (await historyOf(this.write.store, stream)) as OfficeEvent[];
      const last = history.at(-1);
      // Not told is not denied: renaming a government leaves it its rules.
      const canMakeRules = request.canMakeRules ?? (last?.type === 'UnitRegistered' ? last.data.canMakeRules : false);
      const saysThis = (event: OfficeEvent | undefined): boolean =>
        event?.type === 'UnitRegistered' && event.data.name === name && event.data.canMakeRules === canMakeRules;
      const earlier = history.find((event) => event.metadata.commandId === request.commandId);
      if (earlier && !saysThis(earlier)) throw new CommandIdReused(request.commandId);
      if (earlier || saysThis(last)) return { unit, name, position: (earlier ?? last)!.position, changed: false };
      try {
        const { position } = await appendEvents(this.write, {
          ...request,
          stream,
          expectedRevision: last ? last.revision : 'no_stream',
          events: [{ type: 'UnitRegistered', effectiveOn: this.write.today(), data: { unit, name, canMakeRules } }],
        });
        return { unit, name, position, changed: true };
      } catch (error) {
        if (error instanceof IdempotencyConflict) throw new CommandIdReused(request.commandId);
        // Two processes registering the same unit at once both mean the same thing; the loser looks again.
        if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
