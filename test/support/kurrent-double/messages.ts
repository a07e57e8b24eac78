import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Code } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/code_pb';
import {
  Empty,
  StreamIdentifier,
  UUID,
  WrongExpectedVersion,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb';
import { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb';
import type { AppendReq, BatchAppendReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import {
  AppendResp,
  BatchAppendResp,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import type { AppendOutcome, Expected, ProposedEvent, RecordedByDouble } from './records';

/** Between the messages of the protocol, as the client's own generated definitions have them, and the records. */

export const textOf = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

const identifierOf = (stream: string) => {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8').toString('base64'));
  return identifier;
};

export function proposedOf(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): ProposedEvent {
  const id = message.getId()!;
  const map = message.getMetadataMap();
  return {
    id: id.hasString() ? id.getString() : structured(id),
    type: map.get('type') ?? '',
    contentType: map.get('content-type') ?? '',
    data: Uint8Array.from(message.getData_asU8()),
    metadata: Uint8Array.from(message.getCustomMetadata_asU8()),
  };
}

function structured(id: UUID): string {
  const bits = id.getStructured()!;
  const half = (text: string) => BigInt.asUintN(64, BigInt(text)).toString(16).padStart(16, '0');
  const hex = half(bits.getMostSignificantBits()) + half(bits.getLeastSignificantBits());
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function expectedOf(options: AppendReq.Options): Expected {
  if (options.hasRevision()) return Number(options.getRevision());
  return options.hasNoStream() ? -1 : -2;
}

export function expectedOfBatch(options: BatchAppendReq.Options): Expected {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition());
  return options.hasNoStream() ? -1 : -2;
}

export function appendAnswer({ kind, current, place }: AppendOutcome, expected: Expected): AppendResp {
  const answer = new AppendResp();
  if (kind === 'stored') {
    const success = new AppendResp.Success();
    const position = new AppendResp.Position();
    position.setCommitPosition(String(place));
    position.setPreparePosition(String(place));
    success.setCurrentRevision(String(current));
    success.setPosition(position);
    answer.setSuccess(success);
    return answer;
  }
  const wrong = new AppendResp.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected < 0) wrong.setExpectedNoStream(new Empty());
  else wrong.setExpectedRevision(String(expected));
  answer.setWrongExpectedVersion(wrong);
  return answer;
}

export function batchAnswer(
  request: { correlationId: UUID; stream: string },
  { kind, current, place }: AppendOutcome,
  expected: Expected,
): BatchAppendResp {
  const answer = new BatchAppendResp();
  answer.setCorrelationId(request.correlationId);
  answer.setStreamIdentifier(identifierOf(request.stream));
  if (kind === 'stored') {
    const success = new BatchAppendResp.Success();
    success.setCurrentRevision(String(current));
    const position = new ReadResp.Position();
    position.setCommitPosition(String(place));
    position.setPreparePosition(String(place));
    success.setPosition(position);
    answer.setSuccess(success);
    return answer;
  }
  const wrong = new WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new GoogleEmpty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected < 0) wrong.setExpectedNoStream(new GoogleEmpty());
  else wrong.setExpectedStreamPosition(String(expected));
  const details = new Any();
  details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  const error = new Status();
  error.setCode(Code.ALREADY_EXISTS);
  error.setMessage('wrong expected version');
  error.setDetails(details);
  answer.setError(error);
  return answer;
}

export function eventMessage(record: RecordedByDouble): ReadResp {
  const event = new ReadResp.ReadEvent.RecordedEvent();
  const id = new UUID();
  id.setString(record.id);
  event.setId(id);
  event.setStreamIdentifier(identifierOf(record.stream));
  event.setStreamRevision(String(record.revision));
  event.setCommitPosition(String(record.place));
  event.setPreparePosition(String(record.place));
  event.getMetadataMap().set('type', record.type);
  event.getMetadataMap().set('content-type', record.contentType);
  // .NET ticks since 1970: 100 ns each.
  event.getMetadataMap().set('created', String(BigInt(record.createdMs) * 10_000n));
  event.setCustomMetadata(record.metadata);
  event.setData(record.data);
  const resolved = new ReadResp.ReadEvent();
  resolved.setEvent(event);
  resolved.setCommitPosition(String(record.place));
  const message = new ReadResp();
  message.setEvent(resolved);
  return message;
}

export function notFoundMessage(stream: string): ReadResp {
  const notFound = new ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifierOf(stream));
  const message = new ReadResp();
  message.setStreamNotFound(notFound);
  return message;
}

export function confirmationMessage(): ReadResp {
  const confirmation = new ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId('double');
  const message = new ReadResp();
  message.setConfirmation(confirmation);
  return message;
}

export function caughtUpMessage(): ReadResp {
  const message = new ReadResp();
  message.setCaughtUp(new ReadResp.CaughtUp());
  return message;
}

export function checkpointMessage(place: bigint): ReadResp {
  const checkpoint = new ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(place));
  checkpoint.setPreparePosition(String(place));
  const message = new ReadResp();
  message.setCheckpoint(checkpoint);
  return message;
}
