import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  decide,
  fold,
  imaginary,
  type CaseCommand,
  type CaseCommandName,
  type CaseEvent,
  type CaseState,
  type DecisionContext,
  type NewCaseEvent,
  type Outcome,
  type WorkCalendar,
} from '@app/disclosure';
import { RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { applicantKeyAfter } from './applicant-key';
import { caseHistory } from './case-history';
import { decideAgain } from './decide-again';
import { caseStream } from './identity';
import type { Receipt } from './receipt';
import { earlierReceipt, receiptFor } from './receipt-for';
import { Refused } from './refused';
import { unitInLog } from './units';
import { WRITE_SIDE, type WriteSide } from './write-side';

const ASKS_THE_OFFICE: ReadonlySet<CaseCommandName> = new Set<CaseCommandName>([
  'DispatchReply',
  'CorrectEntry',
  'RetractEntry',
]);

export interface ActOnCaseRequest extends Attribution {
  caseId: string;
  command: CaseCommand;
  /** The revision the clerk saw (If-Match); another one is a conflict, not a retry. */
  expectedRevision?: number;
}

/** Anything a caseworker does to a case that is already registered. */
export class ActOnCase extends Command<Receipt> {
  constructor(readonly request: ActOnCaseRequest) {
    super();
  }
}

@CommandHandler(ActOnCase)
export class ActOnCaseHandler implements ICommandHandler<ActOnCase> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused, RevisionConflict, CommandIdReused, Unstorable, StoreUnavailable */
  execute({ request }: ActOnCase): Promise<Receipt> {
    return decideAgain(request, () => this.attempt(request));
  }

  private async attempt(request: ActOnCaseRequest): Promise<Receipt> {
    const { caseId, command } = request;
    const stream = caseStream(caseId);
    const history = await caseHistory(this.write.store, stream);
    const calendars = await this.write.calendars();
    const office = await this.office(request, history);
    const decideOn = (past: CaseEvent[], calendar: WorkCalendar, pieceOrdinal?: number): Outcome =>
      decide(command, fold(past), {
        history: past,
        actor: request.actor,
        caseId,
        today: this.write.today(),
        calendar,
        ...office,
        pieceOrdinal,
      });
    const again = (before: CaseEvent[], calendar: WorkCalendar) => decideOn(before, calendar);
    const earlier = earlierReceipt(history, request.commandId, again, calendars);
    if (earlier) return earlier;

    const state = stateOf(history);
    if (request.expectedRevision !== undefined && request.expectedRevision !== state.revision) {
      throw new RevisionConflict(stream, request.expectedRevision, state.revision);
    }
    const outcome = decideOn(history, calendars.latest, await this.pieceOrdinal(request));
    if ('rejection' in outcome) throw new Refused(outcome.rejection);
    await this.checkLetter(request, history, state.unit, outcome.events);

    const { recorded, duplicate } = await appendEvents(this.write, {
      stream,
      unit: state.unit,
      expectedRevision: state.revision,
      events: outcome.events,
      commandId: request.commandId,
      actor: request.actor,
      applicantKey: applicantKeyAfter(this.write, history, outcome.events),
    });
    const whole = [...history, ...(recorded as CaseEvent[])];
    return { ...receiptFor(whole, request.commandId, calendars.latest), duplicate };
  }

  /**
   * How the unit works: asked only where a decision is released, for a retry as it worked then, and where entries are
   * rewritten, since every release among them is replayed by what it met.
   */
  private async office(
    { command, commandId }: ActOnCaseRequest,
    history: CaseEvent[],
  ): Promise<Pick<DecisionContext, 'office' | 'officeAt'>> {
    const unit = fold(history)?.unit;
    if (!ASKS_THE_OFFICE.has(command.name) || unit === undefined) return {};
    const known = await unitInLog(this.write.store, unit);
    const officeAt = (position: number) => ({ legalReview: known.at(position)?.legalReview ?? false });
    const earlier = history.find(({ metadata }) => metadata.commandId === commandId);
    const office = earlier ? officeAt(earlier.position) : { legalReview: known.latest?.legalReview ?? false };
    return { office, officeAt };
  }

  private async checkLetter(
    { command, actor }: ActOnCaseRequest,
    history: CaseEvent[],
    unit: string,
    events: NewCaseEvent[],
  ): Promise<void> {
    const letter = 'letter' in command.data ? command.data.letter : undefined;
    if (!letter || !this.write.checkLetter) return;
    const planned = imaginary(events, history, actor);
    const eventId = 'aboutEventId' in command.data ? command.data.aboutEventId : undefined;
    await this.write.checkLetter({ command: command.name, letter, eventId, unit, history, planned });
  }

  /** Only a fee per piece hangs on the applicant's other cases. A retry is not measured again: they may be more by now. */
  private async pieceOrdinal({ caseId, command }: ActOnCaseRequest): Promise<number | undefined> {
    const byPiece = command.name === 'IssueFeeNotice' && command.data.method === 'per_piece';
    return byPiece ? this.write.pieceOrdinal?.(caseId) : undefined;
  }
}

function stateOf(history: CaseEvent[]): CaseState {
  const state = fold(history);
  if (!state) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
  return state;
}
