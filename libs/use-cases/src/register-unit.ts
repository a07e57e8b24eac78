import { isDeepStrictEqual } from 'node:util';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  placed,
  SINCE_EVER,
  superiorOn,
  type LedgerEventData,
  type OfficeEvent,
  type UnitKind,
  type UnitPlacement,
} from '@app/disclosure';
import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { historyOf } from './case-history';
import { unitStream } from './identity';
import { requireRole } from './office-roles';
import { CommandIdReused, Refused } from './refused';
import { requireSuperior } from './superior-of';
import { inTree } from './tree-lock';
import { requireStanding } from './units';
import { WRITE_SIDE, type WriteSide } from './write-side';

const ATTEMPTS = 8;

export interface RegisterUnitRequest extends Attribution {
  unit: string;
  name: string;
  /** Only governments of provinces, districted cities and autonomous prefectures can; absent: as before, at first no. */
  canMakeRules?: boolean;
  /** What kind of unit it is; absent: as before, at first a department. */
  kind?: UnitKind;
  /** Whether decisions that disclose go through a legal review as well (Reg.17); absent: as before, at first no. */
  legalReview?: boolean;
  /** Its superior from the beginning; later moves are `MoveUnit`. */
  parent?: string;
}

export interface UnitReceipt {
  unit: string;
  name: string;
  position: number;
  /** False when the unit already stood there with the same name. */
  changed: boolean;
}

/** Whether the unit stands there as the command has it. */
function says(standing: UnitPlacement | undefined, data: LedgerEventData['UnitRegistered']): boolean {
  if (!standing || standing.name !== data.name || standing.canMakeRules !== data.canMakeRules) return false;
  const kindStands = data.kind === undefined || data.kind === standing.kind;
  const reviewStands = data.legalReview === undefined || data.legalReview === (standing.legalReview ?? false);
  return kindStands && reviewStands && (data.parent === undefined || standing.parents.length > 0);
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

  /** @throws Refused (E_ROLE, E_UNIT_TREE, E_UNIT_PLACED, E_UNIT_ABOLISHED), UnknownUnit (of the superior), CommandIdReused, StoreUnavailable */
  async execute({ request }: RegisterUnit): Promise<UnitReceipt> {
    requireRole('RegisterUnit', request.actor);
    return request.parent === undefined ? this.register(request) : inTree(this.write, () => this.register(request));
  }

  private async register(request: RegisterUnitRequest): Promise<UnitReceipt> {
    const { unit, name, kind, parent, legalReview } = request;
    const stream = unitStream(unit);
    for (let attempt = 1; ; attempt++) {
      const history = (await historyOf(this.write.store, stream)) as OfficeEvent[];
      const last = history.at(-1);
      // Not told is not denied: renaming a government leaves it its rules.
      const standing = history.reduce<UnitPlacement | undefined>(placed, undefined);
      const canMakeRules = request.canMakeRules ?? standing?.canMakeRules ?? false;
      const data: LedgerEventData['UnitRegistered'] = {
        unit,
        name,
        canMakeRules,
        ...(kind !== undefined && { kind }),
        ...(parent !== undefined && { parent }),
        ...(legalReview !== undefined && { legalReview }),
      };
      const saysThis = (event: OfficeEvent | undefined): boolean =>
        event?.type === 'UnitRegistered' && isDeepStrictEqual(event.data, data);
      const earlier = history.find((event) => event.metadata.commandId === request.commandId);
      if (earlier && !saysThis(earlier)) throw new CommandIdReused(request.commandId);
      if (earlier) return { unit, name, position: earlier.position, changed: false };
      this.requirePlace(standing, parent);
      if (says(standing, data)) return { unit, name, position: last!.position, changed: false };
      const today = this.write.today();
      if (standing) requireStanding(standing, today, 'unit');
      if (parent !== undefined && !standing?.parents.length) {
        await requireSuperior(this.write.store, { unit, parent, from: SINCE_EVER, standing: today });
      }
      try {
        const { position } = await appendEvents(this.write, {
          ...request,
          stream,
          expectedRevision: last ? last.revision : 'no_stream',
          events: [{ type: 'UnitRegistered', effectiveOn: this.write.today(), data }],
        });
        return { unit, name, position, changed: true };
      } catch (error) {
        if (error instanceof IdempotencyConflict) throw new CommandIdReused(request.commandId);
        // Two processes registering the same unit at once both mean the same thing; the loser looks again.
        if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** A superior told once changes on a day, by a move; a registration may only repeat it. */
  private requirePlace(standing: UnitPlacement | undefined, parent: string | undefined): void {
    if (parent === undefined || !standing?.parents.length || superiorOn(standing, this.write.today()) === parent)
      return;
    throw new Refused({ code: 'E_UNIT_PLACED', field: 'parent' });
  }
}
