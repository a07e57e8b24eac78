import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IdempotencyConflict, type LogStore, RevisionConflict } from '@app/event-store';
import { nextSeal, parseSealText, type SealKey, type SealInLog, SEALS_STREAM, sealText } from '@app/evidence';
import { appendEvents, type Attribution } from './append-events';
import { historyOf } from './case-history';
import { requireRole } from './office-roles';
import { CommandIdReused } from './refused';
import { WRITE_SIDE, type WriteSide } from './write-side';

/** What sealing stands on: the log as it is stored, since the stored bytes are sealed, and the key. */
export interface Sealing {
  log: Pick<LogStore, 'readStored' | 'head'>;
  /** Absent where none was configured: then nothing can be sealed, and everything else works. */
  key?: SealKey;
}

/** There is no key to seal with. */
export class SealKeyMissing extends Error {
  override readonly name = 'SealKeyMissing';
  constructor() {
    super('no seal key is configured');
  }
}

export interface SealReceipt {
  /** The seal in force: the one made now, or the last one where there was nothing to seal. Absent in an empty log. */
  seal?: SealOfLog;
  /** Whether this command made it. */
  sealed: boolean;
  /** True when the command had been stored before. */
  duplicate: boolean;
}

export interface SealOfLog extends SealInLog {
  /** Where the event of the seal stands. */
  position: number;
  recordedAt: string;
  commandId: string;
}

/** Seals everything that came since the last seal (D10). */
export class SealLog extends Command<SealReceipt> {
  constructor(
    readonly request: Attribution & {
      /** Nothing is sealed while fewer events are unsealed; default 1. */
      atLeast?: number;
    },
  ) {
    super();
  }
}

/** Two that seal at once: the loser finds a seal that was not there, and mostly nothing left to seal. */
const ATTEMPTS = 5;

@CommandHandler(SealLog)
export class SealLogHandler implements ICommandHandler<SealLog> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (E_ROLE), SealKeyMissing, LogBroken, CommandIdReused, StoreUnavailable */
  async execute({ request }: SealLog): Promise<SealReceipt> {
    requireRole('SealLog', request.actor);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(request);
      } catch (error) {
        if (error instanceof IdempotencyConflict) throw new CommandIdReused(request.commandId);
        if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async attempt({ atLeast = 1, ...attribution }: SealLog['request']): Promise<SealReceipt> {
    const { sealing } = this.write;
    const seals = await listSeals(this.write);
    const own = seals.find(({ commandId }) => commandId === attribution.commandId);
    if (own) return { seal: own, sealed: true, duplicate: true };
    if (!sealing?.key) throw new SealKeyMissing();
    const last = seals.at(-1);
    const nothing = { ...(last && { seal: last }), sealed: false, duplicate: false };
    const head = await sealing.log.head();
    const after = last?.seal.to ?? 0;
    // The seal's own event waits for the next seal and is no reason to make one.
    if (head.position - after < atLeast + (last ? 1 : 0)) return nothing;
    const seal = await nextSeal({
      storeId: head.storeId,
      last,
      events: sealing.log.readStored({ after, to: head.position }),
      now: new Date().toISOString(),
    });
    if (!seal) return nothing;
    await appendEvents(this.write, {
      ...attribution,
      stream: SEALS_STREAM,
      // A seal is over the events of every unit.
      unit: SEALS_STREAM,
      expectedRevision: last ? seals.length - 1 : 'no_stream',
      events: [
        {
          type: 'LogSealed',
          effectiveOn: this.write.today(),
          data: { ...sealing.key.sign(sealText(seal)), publicKey: sealing.key.raw },
        },
      ],
    });
    const made = (await listSeals(this.write)).find(({ commandId }) => commandId === attribution.commandId);
    return { seal: made, sealed: true, duplicate: false };
  }
}

/** The seals of the log in order. @throws SealUnreadable where one was tampered with; then the log is to be verified */
export async function listSeals({ store }: Pick<WriteSide, 'store'>): Promise<SealOfLog[]> {
  return (await historyOf(store, SEALS_STREAM)).flatMap((event) =>
    event.type === 'LogSealed'
      ? [
          {
            ...event.data,
            seal: parseSealText(event.data.text),
            position: event.position,
            recordedAt: event.recordedAt,
            commandId: event.metadata.commandId,
          },
        ]
      : [],
  );
}
