import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  decide,
  fold,
  registrationsOfParts,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  type Outcome,
} from '@app/disclosure';
import { RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { caseHistory } from './case-history';
import { decideAgain } from './decide-again';
import { caseIdOf, caseStream, derivedId } from './identity';
import type { Receipt } from './receipt';
import { earlierReceipt, receiptFor } from './receipt-for';
import { Refused } from './refused';
import { WRITE_SIDE, type WriteSide } from './write-side';

export interface SplitApplicationRequest extends Attribution {
  caseId: string;
  data: {
    reason: string;
    /** `caseNo` absent: the number of the case with `-1`, `-2` … behind it. */
    children: { caseNo?: string; infoDescription: string }[];
  };
  note?: string;
  /** The revision the clerk saw (If-Match). */
  expectedRevision?: number;
}

/**
 * One application becomes several, each a case of its own (R-52, S8). The only act on more than one stream: the
 * parent's event first, then each part's registration under a command id that follows from this one, so that a
 * repetition finishes what a crash left half and writes nothing twice.
 */
export class SplitApplication extends Command<Receipt> {
  constructor(readonly request: SplitApplicationRequest) {
    super();
  }
}

@CommandHandler(SplitApplication)
export class SplitApplicationHandler implements ICommandHandler<SplitApplication> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (E_SPLIT_TOO_LATE, E_CASE_EXISTS …), RevisionConflict, CommandIdReused, StoreUnavailable */
  execute({ request }: SplitApplication): Promise<Receipt> {
    return decideAgain(request, () => this.attempt(request));
  }

  private async attempt(request: SplitApplicationRequest): Promise<Receipt> {
    const { caseId, commandId, actor } = request;
    const stream = caseStream(caseId);
    const history = await caseHistory(this.write.store, stream);
    const parent = fold(history);
    if (!parent) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
    const calendars = await this.write.calendars();
    const command = commandOf(request, parent);
    const decideOn = (state: CaseState | undefined, calendar = calendars.latest): Outcome =>
      decide(command, state, { actor, caseId, today: this.write.today(), calendar });

    const again = (before: CaseEvent[], calendar = calendars.latest) => decideOn(fold(before), calendar);
    const earlier = earlierReceipt(history, commandId, again, calendars);
    if (earlier) {
      return { ...earlier, position: await this.registerParts(request, command.data, parent) };
    }

    if (request.expectedRevision !== undefined && request.expectedRevision !== parent.revision) {
      throw new RevisionConflict(stream, request.expectedRevision, parent.revision);
    }
    const outcome = decideOn(parent);
    if ('rejection' in outcome) throw new Refused(outcome.rejection);
    await this.refuseTakenNumbers(command.data);
    const { recorded, duplicate } = await appendEvents(this.write, {
      stream,
      unit: parent.unit,
      expectedRevision: parent.revision,
      events: outcome.events,
      commandId,
      actor,
    });
    const position = await this.registerParts(request, command.data, parent);
    const whole = [...history, ...(recorded as CaseEvent[])];
    return { ...receiptFor(whole, commandId, calendars.latest), position, duplicate };
  }

  /** Asked before anything is written; who takes a number in between is found by the append. */
  private async refuseTakenNumbers({ children }: Split): Promise<void> {
    for (const { caseId } of children) {
      const taken = await caseHistory(this.write.store, caseStream(caseId));
      if (taken.length > 0) throw new Refused({ code: 'E_CASE_EXISTS', field: 'children' });
    }
  }

  /** The position of the last one: whoever waits for it sees the parts as well. */
  private async registerParts(
    { commandId, actor }: SplitApplicationRequest,
    data: Split,
    parent: CaseState,
  ): Promise<number> {
    let last = 0;
    for (const [index, { caseId, event }] of registrationsOfParts(parent, data).entries()) {
      try {
        const { position } = await appendEvents(this.write, {
          stream: caseStream(caseId),
          unit: parent.unit,
          expectedRevision: 'no_stream',
          events: [event],
          commandId: derivedId(commandId, 'part', index + 1),
          actor,
        });
        last = position;
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
        throw new Refused({ code: 'E_CASE_EXISTS', field: 'children' });
      }
    }
    return last;
  }
}

type Split = Extract<CaseCommand, { name: 'SplitApplication' }>['data'];

function commandOf({ data, note }: SplitApplicationRequest, { unit, caseNo }: CaseState) {
  const children = data.children.map((part, index) => {
    const number = part.caseNo ?? `${caseNo}-${index + 1}`;
    return { caseId: caseIdOf(unit, number), caseNo: number, infoDescription: part.infoDescription };
  });
  return { name: 'SplitApplication' as const, data: { reason: data.reason, children }, note };
}
