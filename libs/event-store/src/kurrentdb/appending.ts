import { DataKeyConflict, IdempotencyConflict, RevisionConflict, StoreUnavailable } from '../errors';
import type { Appended, AppendRequest } from '../port';
import { headersOf } from './event-header';
import type { EventToWrite, KurrentLog } from './kurrent-log';
import type { LogOrder, Reservation } from './order/log-order';
import type { Ordering } from './order/ordering';

/** One call of `append`, checked; tried again as it is until it is answered. */
export interface AppendCall {
  request: AppendRequest;
  bodies: readonly Buffer[];
  digest: string;
  attempt: string;
}

/**
 * Reserve, append, put in order. Each step may be repeated after a crash at any point: the events are appended under
 * their own ids at the revision that was decided on, so KurrentDB itself recognises them (F5), and only when the order
 * knows the stream up to that revision, so a command that is stored in it is seen before it is sent (F7).
 */
export class Appending {
  constructor(
    private readonly log: KurrentLog,
    private readonly order: LogOrder,
    private readonly ordering: Ordering,
  ) {}

  /** @throws StoreUnavailable when the outcome is unknown */
  async append(call: AppendCall): Promise<Appended> {
    const before = await this.reserved(call);
    if (before.kind !== 'go') return this.answer(call, before);
    const { stream } = call.request;
    await this.log.append(stream, expectedRevision(call.request), messagesOf(call, before.recordedAt!));
    // Stored or refused: what counts is what stands in the log.
    await this.ordering.toEnd();
    const after = await this.order.reserve(call.request, expectedRevision(call.request), call.digest, call.attempt);
    if (after.kind === 'go') throw new StoreUnavailable(new Error('the append cannot be read yet'));
    return this.answer(call, after);
  }

  /** The order may be behind KurrentDB: it refuses nothing before it has caught up with what the caller has seen. */
  private async reserved({ request, digest, attempt }: AppendCall): Promise<Reservation> {
    const expected = expectedRevision(request);
    const first = await this.order.reserve(request, expected, digest, attempt);
    if (first.kind !== 'conflict' || first.revision >= expected) return first;
    await this.ordering.toEnd();
    return this.order.reserve(request, expected, digest, attempt);
  }

  private async answer(call: AppendCall, { kind, revision, position }: Reservation): Promise<Appended> {
    const { request, attempt } = call;
    if (kind === 'ok' || kind === 'duplicate') {
      return { stream: request.stream, revision, position, duplicate: kind === 'duplicate' };
    }
    await this.order.release(attempt);
    if (kind === 'conflict') throw new RevisionConflict(request.stream, request.expectedRevision, revision);
    throw kind === 'other_key' ? new DataKeyConflict(request.stream) : new IdempotencyConflict(request.commandId);
  }
}

const expectedRevision = ({ expectedRevision: expected }: AppendRequest): number =>
  expected === 'no_stream' ? -1 : expected;

function messagesOf({ request, bodies, digest, attempt }: AppendCall, recordedAt: string): EventToWrite[] {
  const headers = headersOf(request, { digest, attempt, recordedAt });
  return request.events.map(({ id, type }, index) => ({ id, type, body: bodies[index]!, header: headers[index]! }));
}
