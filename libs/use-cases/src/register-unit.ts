import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OfficeEvent } from '@app/disclosure';
import { RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { historyOf } from './case-history';
import { unitStream } from './identity';
import { WRITE_SIDE, type WriteSide } from './write-side';

export interface RegisterUnitRequest extends Attribution {
  unit: string;
  name: string;
  /** Only governments of provinces, districted cities and autonomous prefectures can. */
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

  async execute({ request }: RegisterUnit): Promise<UnitReceipt> {
    const { unit, name, canMakeRules = false } = request;
    const stream = unitStream(unit);
    const history = (await historyOf(this.write.store, stream)) as OfficeEvent[];
    const last = history.at(-1);
    if (last?.type === 'UnitRegistered' && last.data.name === name && last.data.canMakeRules === canMakeRules) {
      return { unit, name, position: last.position, changed: false };
    }
    try {
      const { position } = await appendEvents(this.write, {
        ...request,
        stream,
        expectedRevision: last ? last.revision : 'no_stream',
        events: [{ type: 'UnitRegistered', effectiveOn: this.write.today(), data: { unit, name, canMakeRules } }],
        digest: this.write.digest(JSON.stringify([unit, name, canMakeRules])),
      });
      return { unit, name, position, changed: true };
    } catch (error) {
      // Two processes registering the same unit at once both mean the same thing.
      if (error instanceof RevisionConflict) return this.execute(new RegisterUnit(request));
      throw error;
    }
  }
}
