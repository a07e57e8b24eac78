import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  eventsOfRecord,
  factsTakenBack,
  type Actor,
  type CaseRecord,
  type Origin,
  type RecordedFact,
} from '@app/disclosure';
import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { appendEvents } from './append-events';
import { applicantKeyAfter } from './applicant-key';
import { caseHistory } from './case-history';
import { caseIdOf, caseStream, derivedId } from './identity';
import { Refused } from './refused';
import { requireStanding, unitInLog } from './units';
import { WRITE_SIDE, type WriteSide } from './write-side';

const ATTEMPTS = 3;

export interface RecordCaseRequest {
  actor: Actor;
  record: CaseRecord;
  /** File, sheet and row it was read from (L-20). */
  origin: Origin;
  /** Facts the ledger has a column for: what is recorded of these and empty in the row is asked about (L-21). */
  columns?: ReadonlySet<RecordedFact>;
  /** Decide, but write nothing. */
  dryRun?: boolean;
  /** The caller has not seen the case before. A hint that saves reading an empty stream; the append still decides. */
  expectedNew?: boolean;
}

export type RecordedCase = {
  caseId: string;
  /** Events written, or that would be written. */
  events: number;
  /** Position of the last event written; absent when nothing was. */
  position?: number;
} & (
  | { outcome: 'accepted' | 'unchanged' }
  /** The row leaves empty what is recorded; nothing was written. */
  | { outcome: 'asked'; takenBack: RecordedFact[] }
);

/** One case of an old ledger enters the register: only what is not there yet (L-20..L-22). */
export class RecordCase extends Command<RecordedCase> {
  constructor(readonly request: RecordCaseRequest) {
    super();
  }
}

@CommandHandler(RecordCase)
export class RecordCaseHandler implements ICommandHandler<RecordCase> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused, Unstorable, StoreUnavailable */
  async execute({ request }: RecordCase): Promise<RecordedCase> {
    for (let attempt = 1; ; attempt++) {
      const expectedNew = attempt === 1 && request.expectedNew === true;
      try {
        return await this.attempt(request, expectedNew);
      } catch (error) {
        // Known to an earlier run of the same file under the same derived id: not new, so it is read and compared.
        const notNew = expectedNew && error instanceof IdempotencyConflict;
        if (!(notNew || error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async attempt(
    { record, origin, columns, actor, dryRun }: RecordCaseRequest,
    expectedNew: boolean,
  ): Promise<RecordedCase> {
    const caseId = caseIdOf(record.unit, record.caseNo);
    const stream = caseStream(caseId);
    const history = expectedNew ? [] : await caseHistory(this.write.store, stream);
    const outcome = eventsOfRecord(record, history, {
      actor,
      caseId,
      today: this.write.today(),
      calendar: (await this.write.calendars()).latest,
    });
    if ('rejection' in outcome) throw new Refused(outcome.rejection);
    const takenBack = columns === undefined ? [] : factsTakenBack(record, history, columns);
    if (takenBack.length > 0) return { outcome: 'asked', caseId, events: 0, takenBack };
    const { events } = outcome;
    if (events.length === 0) return { outcome: 'unchanged', caseId, events: 0 };
    if (history.length === 0) await this.requireUnitOn(record);
    if (dryRun) return { outcome: 'accepted', caseId, events: events.length };

    // The id follows from the row and what the case looked like: a repeated run after an unknown outcome is the same append.
    const revision = history.at(-1)?.revision;
    const commandId = derivedId(origin.fileSha256, origin.sheet, origin.row, caseId, revision ?? -1);
    const { position, duplicate } = await appendEvents(this.write, {
      stream,
      unit: record.unit,
      expectedRevision: revision ?? 'no_stream',
      events,
      commandId,
      actor,
      origin,
      applicantKey: applicantKeyAfter(this.write, history, events),
    });
    // Another run of the same file wrote it, earlier or at this moment: not new after all, so it is looked at properly.
    if (duplicate) throw new RevisionConflict(stream, revision ?? 'no_stream', (revision ?? -1) + events.length);
    return { outcome: 'accepted', caseId, events: events.length, position };
  }

  /** A unit that ended takes no case that came later. */
  private async requireUnitOn({ unit, arrivedOn, receivedOn }: CaseRecord): Promise<void> {
    const { latest } = await unitInLog(this.write.store, unit);
    if (latest) requireStanding(latest, arrivedOn ?? receivedOn, arrivedOn === undefined ? 'receivedOn' : 'arrivedOn');
  }
}
