import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { type ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  notFoundMessage,
  textOf,
} from './messages';
import type { RecordedByDouble, Records } from './records';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** How a subscription misbehaves. */
export interface SubscriptionMood {
  /** Every event comes so often. */
  repeat: number;
}

/** Answers a read of a stream or of everything; false when it is a subscription, which `subscribe` answers. */
export function read(records: Records, call: ReadCall): boolean {
  const options = call.request.getOptions()!;
  if (options.hasSubscription()) return false;
  const count = Number(options.getCount());
  if (options.hasStream()) {
    const name = textOf(options.getStream()!.getStreamIdentifier());
    const events = records.stream(name);
    if (events.length === 0) call.write(notFoundMessage(name));
    const from = options.getStream()!.hasRevision() ? Number(options.getStream()!.getRevision()) : 0;
    for (const event of events.slice(from, from + count)) call.write(eventMessage(event));
  } else {
    const from = options.getAll()!.hasPosition() ? BigInt(options.getAll()!.getPosition()!.getCommitPosition()) : 0n;
    const wanted = filterOf(options);
    // From the position on, inclusive, as the server does for reads (not for subscriptions).
    const found = between(records.all, from).filter(wanted).slice(0, count);
    for (const event of found) call.write(eventMessage(event));
  }
  call.end();
  return true;
}

export function subscribe(records: Records, call: ReadCall, mood: SubscriptionMood): void {
  const options = call.request.getOptions()!;
  const wanted = filterOf(options);
  let next = options.getAll()?.hasEnd() ? records.all.length : 0;
  call.write(confirmationMessage());
  const send = () => {
    for (; next < records.all.length; next++) {
      const record = records.all[next]!;
      if (wanted(record)) for (let n = 0; n < mood.repeat; n++) call.write(eventMessage(record));
      else call.write(checkpointMessage(record.place));
    }
    call.write(caughtUpMessage());
  };
  send();
  const stop = records.onAppend(send);
  for (const end of ['close', 'cancelled', 'finish', 'error'] as const) call.on(end, stop);
}

function filterOf(options: ReadReq.Options): (record: RecordedByDouble) => boolean {
  const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [''];
  return ({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix));
}

/** Places rise, so the beginning is found by bisection. */
function between(all: readonly RecordedByDouble[], from: bigint): readonly RecordedByDouble[] {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.place < from) low = middle + 1;
    else high = middle;
  }
  return all.slice(low);
}
