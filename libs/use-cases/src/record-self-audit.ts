import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { liftEvent, type Actor, type Instant, type LedgerEventData } from '@app/disclosure';
import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import { WRITE_SIDE, type WriteSide } from './write-side';

export type SelfAuditRecord = LedgerEventData['SelfAuditRecorded'];
export type RecordedSelfAudit = SelfAuditRecord & { recordedAt: Instant; actor: Actor };

const STREAM = 'self-audits';
const ATTEMPTS = 20;
/** More are counted, not listed: a rebuilt table may differ in every row. */
const LISTED = 200;

/** The result of a self-audit becomes part of the log, and of its chain. A nightly one has the command id of its day. */
export class RecordSelfAudit extends Command<void> {
  constructor(readonly request: Attribution & { result: SelfAuditRecord }) {
    super();
  }
}

@CommandHandler(RecordSelfAudit)
export class RecordSelfAuditHandler implements ICommandHandler<RecordSelfAudit> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** Told again with another outcome, the first one stays (D11). @throws StoreUnavailable */
  async execute({ request: { commandId, actor, result } }: RecordSelfAudit): Promise<void> {
    const data = { ...result, listed: result.listed.slice(0, LISTED) };
    let last = -1;
    for (let attempt = 1; ; attempt++) {
      try {
        await appendEvents(this.write, {
          commandId,
          actor,
          stream: STREAM,
          unit: result.ofUnit ?? STREAM,
          expectedRevision: last < 0 ? 'no_stream' : last,
          events: [{ type: 'SelfAuditRecorded', effectiveOn: result.on, data }],
        });
        return;
      } catch (error) {
        if (error instanceof IdempotencyConflict) return;
        if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
        last = error.actual;
      }
    }
  }
}

/** The self-audits on record, latest first. */
export async function listSelfAudits(write: Pick<WriteSide, 'store'>): Promise<RecordedSelfAudit[]> {
  const audits: RecordedSelfAudit[] = [];
  for await (const { audit } of auditsFrom(write, 0)) audits.push(audit);
  return audits.reverse();
}

/** Tells the last one again and again, as a health check asks for it; only what came since is read. */
export class LastSelfAudit {
  private last: { revision: number; audit: RecordedSelfAudit } | undefined;

  constructor(private readonly write: Pick<WriteSide, 'store'>) {}

  async get(): Promise<RecordedSelfAudit | undefined> {
    for await (const each of auditsFrom(this.write, (this.last?.revision ?? -1) + 1)) this.last = each;
    return this.last?.audit;
  }
}

async function* auditsFrom({ store }: Pick<WriteSide, 'store'>, from: number) {
  for await (const stored of store.readStream(STREAM, { from })) {
    const event = liftEvent(stored);
    if (event.type !== 'SelfAuditRecorded') continue;
    const { revision, recordedAt, actor, data } = event;
    yield { revision, audit: { ...data, recordedAt, actor } };
  }
}
