import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decide, yearOf, type CaseCommandData, type CaseEvent } from '@app/disclosure';
import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { caseHistory } from './case-history';
import { nextCaseNo } from './case-numbers';
import { caseIdOf, caseStream } from './identity';
import type { Receipt } from './receipt';
import { earlierReceipt, receiptFor } from './receipt-for';
import { CommandIdReused, Refused } from './refused';
import { requireUnit } from './units';
import { WRITE_SIDE, type WriteSide } from './write-side';

/** Other clerks may take the next number first; a free one is found within a few tries. */
const NUMBER_ATTEMPTS = 64;

export interface RegisterApplicationRequest extends Attribution {
  data: Omit<CaseCommandData['RegisterApplication'], 'caseNo'> & {
    /** Absent: the next free number of the unit and year, `2025-0001`. */
    caseNo?: string;
  };
  note?: string;
}

/** A new application comes into the register (R-04..R-18). */
export class RegisterApplication extends Command<Receipt> {
  constructor(readonly request: RegisterApplicationRequest) {
    super();
  }
}

@CommandHandler(RegisterApplication)
export class RegisterApplicationHandler implements ICommandHandler<RegisterApplication> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (E_CASE_EXISTS among others), UnknownUnit, CommandIdReused, Unstorable, StoreUnavailable */
  async execute({ request }: RegisterApplication): Promise<Receipt> {
    await requireUnit(this.write.store, request.data.unit);
    const digest = this.write.digest(JSON.stringify([request.data, request.note]));
    // With a number of its own a repeated command meets its own stream; without one it must not take a second number.
    if (request.data.caseNo !== undefined) return this.register(request, request.data.caseNo, digest);
    if (await this.write.store.outcomeOf(request.commandId)) return this.storedReceipt(request, digest);

    for (let attempt = 1; ; attempt++) {
      const caseNo = await nextCaseNo(this.write.store, request.data.unit, yearOf(request.data.arrivedOn));
      try {
        return await this.register(request, caseNo, digest);
      } catch (error) {
        const taken = error instanceof Refused && error.rejection.code === 'E_CASE_EXISTS';
        if (!taken || attempt === NUMBER_ATTEMPTS) throw error;
      }
    }
  }

  private async register(request: RegisterApplicationRequest, caseNo: string, digest: string): Promise<Receipt> {
    const { unit } = request.data;
    const caseId = caseIdOf(unit, caseNo);
    const stream = caseStream(caseId);
    const outcome = decide(
      { name: 'RegisterApplication', data: { ...request.data, caseNo }, note: request.note },
      undefined,
      { actor: request.actor, caseId, today: this.write.today(), calendar: this.write.calendar },
    );
    if ('rejection' in outcome) throw new Refused(outcome.rejection);
    try {
      const { recorded, duplicate } = await appendEvents(this.write, {
        stream,
        unit,
        expectedRevision: 'no_stream',
        events: outcome.events,
        commandId: request.commandId,
        actor: request.actor,
        digest,
      });
      return { ...receiptFor(recorded as CaseEvent[], request.commandId, this.write.calendar), duplicate };
    } catch (error) {
      if (error instanceof IdempotencyConflict) return this.storedReceipt(request, digest);
      if (!(error instanceof RevisionConflict)) throw error;
      const earlier = earlierReceipt(
        await caseHistory(this.write.store, stream),
        { commandId: request.commandId, digest },
        this.write.calendar,
      );
      if (earlier) return earlier;
      throw new Refused({ code: 'E_CASE_EXISTS', field: 'caseNo' });
    }
  }

  /** The command id is stored: by a copy of this command that was faster, or by another command. */
  private async storedReceipt(request: RegisterApplicationRequest, digest: string): Promise<Receipt> {
    const stored = await this.write.store.outcomeOf(request.commandId);
    const history = stored ? await caseHistory(this.write.store, stored.stream) : [];
    const earlier = earlierReceipt(history, { commandId: request.commandId, digest }, this.write.calendar);
    if (!earlier) throw new CommandIdReused(request.commandId);
    return earlier;
  }
}
