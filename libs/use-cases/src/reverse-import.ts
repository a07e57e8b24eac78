import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { reversalOf, type Actor, type CaseEvent, type Reversal } from '@app/disclosure';
import { RevisionConflict } from '@app/event-store';
import { appendEvents } from './append-events';
import { caseHistory } from './case-history';
import { caseStream, derivedId } from './identity';
import { Refused } from './refused';
import { WRITE_SIDE, type WriteSide } from './write-side';

const ATTEMPTS = 3;

export interface ReverseImportOfCaseRequest extends Reversal {
  actor: Actor;
  caseId: string;
  /** The batch: the SHA-256 of the file that was imported (L-20). */
  fileSha256: string;
  /** Decide, but write nothing. */
  dryRun?: boolean;
}

export interface ReversedCase {
  outcome: 'reversed' | 'unchanged';
  /** Compensating events written, or that would be written. */
  events: number;
  /** Position of the last of them; absent when nothing was written. */
  position?: number;
}

/** What an imported file wrote into one case is undone by compensating events, all or none (L-22, L-23). */
export class ReverseImportOfCase extends Command<ReversedCase> {
  constructor(readonly request: ReverseImportOfCaseRequest) {
    super();
  }
}

@CommandHandler(ReverseImportOfCase)
export class ReverseImportOfCaseHandler implements ICommandHandler<ReverseImportOfCase> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (E_DEPENDENT, E_ROLE), StoreUnavailable */
  async execute({ request }: ReverseImportOfCase): Promise<ReversedCase> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(request);
      } catch (error) {
        if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async attempt({ actor, caseId, fileSha256, dryRun, ...reversal }: ReverseImportOfCaseRequest) {
    const stream = caseStream(caseId);
    const history = await caseHistory(this.write.store, stream);
    const inBatch = ({ metadata }: CaseEvent): boolean => metadata.origin?.fileSha256 === fileSha256;
    const outcome = reversalOf(history, inBatch, reversal, { actor, today: this.write.today() });
    if ('rejection' in outcome) throw new Refused(outcome.rejection);
    const { events } = outcome;
    const last = history.at(-1);
    if (events.length === 0 || !last) return { outcome: 'unchanged', events: 0 } satisfies ReversedCase;
    if (dryRun) return { outcome: 'reversed', events: events.length } satisfies ReversedCase;
    const { position } = await appendEvents(this.write, {
      stream,
      unit: last.metadata.unit,
      expectedRevision: last.revision,
      events,
      commandId: derivedId('reversal', fileSha256, caseId, last.revision),
      actor,
    });
    return { outcome: 'reversed', events: events.length, position } satisfies ReversedCase;
  }
}
