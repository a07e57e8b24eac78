import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  approveErasure,
  orderErasure,
  type CaseEvent,
  type ErasureOrder,
  type ErasureSubject,
  type Outcome,
} from '@app/disclosure';
import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { caseHistory } from './case-history';
import { caseStream } from './identity';
import type { Receipt } from './receipt';
import { receiptFor } from './receipt-for';
import { CommandIdReused, Refused } from './refused';
import { WRITE_SIDE, type WriteSide } from './write-side';

const ATTEMPTS = 3;

/** One person of a case is to be erased; nothing is destroyed yet. */
export class OrderErasure extends Command<Receipt> {
  constructor(readonly request: Attribution & { caseId: string; order: ErasureOrder }) {
    super();
  }
}

/** A second person agrees, and the person's data key of this case is destroyed (D9). */
export class ApproveErasure extends Command<Receipt> {
  constructor(readonly request: Attribution & { caseId: string; subject: ErasureSubject }) {
    super();
  }
}

@CommandHandler(OrderErasure)
export class OrderErasureHandler implements ICommandHandler<OrderErasure> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (E_ROLE, E_ERASURE_…, E_ERASED, E_MISSING), CommandIdReused, StoreUnavailable */
  execute({ request }: OrderErasure): Promise<Receipt> {
    const { actor, order } = request;
    const repeats = ({ type, data }: CaseEvent): boolean =>
      type === 'ErasureOrdered' && JSON.stringify(data) === JSON.stringify(order);
    return settled(this.write, { ...request, repeats }, (history) =>
      orderErasure(history, order, { actor, today: this.write.today() }),
    );
  }
}

@CommandHandler(ApproveErasure)
export class ApproveErasureHandler implements ICommandHandler<ApproveErasure> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /**
   * First the event, then the key: what the log says is destroyed is destroyed again at the next start, should this
   * process end in between (F33). A retry destroys it as well, and so does asking again under another id.
   * @throws Refused (E_ROLE, E_ERASURE_…, E_ERASED), CommandIdReused, StoreUnavailable
   */
  async execute({ request }: ApproveErasure): Promise<Receipt> {
    const { actor, caseId, subject } = request;
    const { write } = this;
    if (!write.destroyKey) throw new TypeError('this store has no keys to destroy');
    const destroyKey = () => write.destroyKey?.(caseStream(caseId), subject);
    const receipt = await settled(
      this.write,
      // Nobody is recognised by the applicant's keyed hash from here on.
      {
        ...request,
        ...(subject === 'applicant' && { applicantKey: null }),
        repeats: ({ type, data }) => type === 'PersonErased' && data.subject === subject,
      },
      (history) => approveErasure(history, { subject }, { actor, today: this.write.today() }),
    ).catch(async (error: unknown) => {
      if (error instanceof Refused && error.rejection.code === 'E_ERASED') await destroyKey();
      throw error;
    });
    await destroyKey();
    return receipt;
  }
}

interface Request extends Attribution {
  caseId: string;
  applicantKey?: null;
  /** Whether what was recorded under the command's id is this very command. */
  repeats: (earlier: CaseEvent) => boolean;
}

async function settled(
  write: WriteSide,
  request: Request,
  decide: (history: CaseEvent[]) => Outcome,
): Promise<Receipt> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attempted(write, request, decide);
    } catch (error) {
      if (error instanceof IdempotencyConflict) throw new CommandIdReused(request.commandId);
      if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function attempted(
  write: WriteSide,
  { caseId, commandId, actor, applicantKey, repeats }: Request,
  decide: (history: CaseEvent[]) => Outcome,
): Promise<Receipt> {
  const stream = caseStream(caseId);
  const history = await caseHistory(write.store, stream);
  const calendars = await write.calendars();
  // Not decided again on what it met: after the erasure there is nobody left to be erased.
  const earlier = history.find(({ metadata }) => metadata.commandId === commandId);
  if (earlier) {
    if (!repeats(earlier)) throw new CommandIdReused(commandId);
    return { ...receiptFor(history, commandId, calendars.at(earlier.position)), duplicate: true };
  }
  const outcome = decide(history);
  if ('rejection' in outcome) throw new Refused(outcome.rejection);
  const last = history.at(-1)!;
  const { recorded, duplicate } = await appendEvents(write, {
    stream,
    unit: last.metadata.unit,
    expectedRevision: last.revision,
    events: outcome.events,
    commandId,
    actor,
    ...(applicantKey === null && { applicantKey }),
  });
  return { ...receiptFor([...history, ...(recorded as CaseEvent[])], commandId, calendars.latest), duplicate };
}
