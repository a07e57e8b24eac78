import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  decide,
  standsOn,
  yearOf,
  type CaseCommandData,
  type CaseEvent,
  type Outcome,
  type WorkCalendar,
} from '@app/disclosure';
import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { caseHistory } from './case-history';
import { nextCaseNo } from './case-numbers';
import { caseIdOf, caseStream } from './identity';
import type { Receipt } from './receipt';
import { earlierReceipt, receiptFor } from './receipt-for';
import { CommandIdReused, Refused } from './refused';
import { knownUnitOf, requireStanding } from './units';
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

  /** @throws Refused (E_CASE_EXISTS, E_UNIT_ABOLISHED among others), UnknownUnit, CommandIdReused, Unstorable, StoreUnavailable */
  async execute({ request }: RegisterApplication): Promise<Receipt> {
    const { unit, arrivedOn } = request.data;
    const placement = await knownUnitOf(this.write.store, unit);
    if (!standsOn(placement, arrivedOn)) {
      // What was accepted before anybody told that the unit ended stays the answer.
      const accepted = await this.storedReceipt(request);
      if (accepted) return accepted;
      requireStanding(placement, arrivedOn, 'arrivedOn');
    }
    // With a number of its own a repeated command meets its own stream; without one it must not take a second number.
    if (request.data.caseNo !== undefined) return this.register(request, request.data.caseNo);
    const stored = await this.storedReceipt(request);
    if (stored) return stored;

    for (let attempt = 1; ; attempt++) {
      const caseNo = await nextCaseNo(this.write.store, unit, yearOf(arrivedOn));
      try {
        return await this.register(request, caseNo);
      } catch (error) {
        const taken = error instanceof Refused && error.rejection.code === 'E_CASE_EXISTS';
        if (!taken || attempt === NUMBER_ATTEMPTS) throw error;
      }
    }
  }

  private async register(request: RegisterApplicationRequest, caseNo: string): Promise<Receipt> {
    const caseId = caseIdOf(request.data.unit, caseNo);
    const { latest: calendar } = await this.write.calendars();
    const outcome = this.decide(request, caseNo, calendar);
    if ('rejection' in outcome) throw new Refused(outcome.rejection);
    try {
      const { recorded, duplicate } = await appendEvents(this.write, {
        stream: caseStream(caseId),
        unit: request.data.unit,
        expectedRevision: 'no_stream',
        events: outcome.events,
        commandId: request.commandId,
        actor: request.actor,
      });
      return { ...receiptFor(recorded as CaseEvent[], request.commandId, calendar), duplicate };
    } catch (error) {
      if (!(error instanceof IdempotencyConflict || error instanceof RevisionConflict)) throw error;
      const stored = await this.storedReceipt(request);
      if (stored) return stored;
      throw new Refused({ code: 'E_CASE_EXISTS', field: 'caseNo' });
    }
  }

  private decide({ actor, data, note }: RegisterApplicationRequest, caseNo: string, calendar: WorkCalendar): Outcome {
    return decide({ name: 'RegisterApplication', data: { ...data, caseNo }, note }, undefined, {
      actor,
      caseId: caseIdOf(data.unit, caseNo),
      today: this.write.today(),
      calendar,
    });
  }

  /** The command id is stored already: by this command, earlier or by a faster copy, or by another one (refused). */
  private async storedReceipt(request: RegisterApplicationRequest): Promise<Receipt | undefined> {
    const stored = await this.write.store.outcomeOf(request.commandId);
    if (!stored) return undefined;
    const history = await caseHistory(this.write.store, stored.stream);
    const registration = history[0];
    if (registration?.type !== 'ApplicationRegistered') throw new CommandIdReused(request.commandId);
    // A number that was not asked for is whatever the first try got.
    const caseNo = request.data.caseNo ?? registration.data.caseNo;
    const again = (_before: CaseEvent[], calendar: WorkCalendar) => this.decide(request, caseNo, calendar);
    return earlierReceipt(history, request.commandId, again, await this.write.calendars());
  }
}
