import type { AppendReq, BatchAppendReq, ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResp, BatchAppendResp, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import rpc from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import type { Expected, Judged, Kept, Proposed } from './wire-log.js';

/** What is asked of a read, in plain values. */
export interface Asked {
  /** Absent: of `$all`. */
  readonly stream?: string;
  readonly from: 'start' | 'end' | bigint;
  readonly backwards: boolean;
  readonly count: number;
  readonly subscribes: boolean;
  readonly prefixes: readonly string[];
  /** Events looked at between two checkpoints. */
  readonly checkpointEvery: number;
}

export function askedIn(request: ReadReq): Asked {
  const options = request.getOptions();
  const [stream, all, filter] = [options?.getStream(), options?.getAll(), options?.getFilter()];
  const name = nameIn(stream?.getStreamIdentifier());
  return {
    ...(stream && { stream: name }),
    from: stream
      ? fromOf(stream, stream.getRevision())
      : fromOf(all, all?.hasPosition() ? all.getPosition()?.getCommitPosition() : undefined),
    backwards: Number(options?.getReadDirection() ?? 0) === 1,
    count: options?.hasCount() ? Number(options.getCount()) : Infinity,
    subscribes: options?.hasSubscription() ?? false,
    prefixes: filter?.getStreamIdentifier()?.getPrefixList() ?? [],
    checkpointEvery: 32 * Math.max(filter?.getCheckpointintervalmultiplier() ?? 1, 1),
  };
}

function fromOf(
  options: { hasStart(): boolean; hasEnd(): boolean } | undefined,
  place: string | undefined,
): Asked['from'] {
  if (options?.hasEnd()) return 'end';
  return options?.hasStart() || place === undefined ? 'start' : BigInt(place);
}

const nameIn = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export function appendIn(options: AppendReq.Options | BatchAppendReq.Options | undefined): {
  readonly stream: string;
  readonly expected: Expected;
} {
  const stream = nameIn(options?.getStreamIdentifier());
  if (options?.hasNoStream()) return { stream, expected: 'no_stream' };
  if (options?.hasStreamExists()) return { stream, expected: 'stream_exists' };
  if (options === undefined || options.hasAny()) return { stream, expected: 'any' };
  const revision = 'getRevision' in options ? options.getRevision() : options.getStreamPosition();
  return { stream, expected: BigInt(revision) };
}

export const proposedIn = (message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: Uint8Array.from(message.getData_asU8()),
  metadata: Uint8Array.from(message.getCustomMetadata_asU8()),
});

/** `tellsPosition`: reads of `$all` do, reads of one stream do not. */
export function eventMessage(kept: Kept, tellsPosition: boolean): ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(kept.id))
    .setStreamIdentifier(identifier(kept.stream))
    .setStreamRevision(String(kept.revision))
    .setCommitPosition(tellsPosition ? String(kept.position) : noPosition)
    .setPreparePosition(tellsPosition ? String(kept.position) : noPosition)
    .setData(kept.data)
    .setCustomMetadata(kept.metadata);
  recorded.getMetadataMap().set('type', kept.type);
  recorded.getMetadataMap().set('content-type', kept.contentType);
  recorded.getMetadataMap().set('created', `${BigInt(Math.round(kept.created)) * 10_000n}`);
  const event = new streams.ReadResp.ReadEvent().setEvent(recorded);
  if (tellsPosition) event.setCommitPosition(String(kept.position));
  else event.setNoPosition(new shared.Empty());
  return new streams.ReadResp().setEvent(event);
}

const noPosition = String(2n ** 64n - 1n);

export const confirmation = (): ReadResp =>
  new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID()),
  );

export const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());

export const checkpoint = ({ position }: Kept): ReadResp =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)),
  );

export const streamNotFound = (name: string): ReadResp =>
  new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier(name)));

const identifier = (name: string): StreamIdentifier => new shared.StreamIdentifier().setStreamName(Buffer.from(name));

export function appendAnswer(judged: Judged): AppendResp {
  if (judged.kind === 'wrong') {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (judged.revision < 0n) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(judged.revision));
    return new streams.AppendResp().setWrongExpectedVersion(wrong);
  }
  const position = new streams.AppendResp.Position()
    .setCommitPosition(String(judged.position))
    .setPreparePosition(String(judged.position));
  const success = new streams.AppendResp.Success().setCurrentRevision(String(judged.revision)).setPosition(position);
  return new streams.AppendResp().setSuccess(success);
}

export function batchAnswer(correlation: UUID | undefined, stream: string, judged: Judged): BatchAppendResp {
  const answer = new streams.BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifier(stream));
  if (judged.kind === 'wrong') return answer.setError(wrongVersion(judged.revision));
  const position = new shared.AllStreamPosition()
    .setCommitPosition(String(judged.position))
    .setPreparePosition(String(judged.position));
  const success = new streams.BatchAppendResp.Success();
  return answer.setSuccess(success.setCurrentRevision(String(judged.revision)).setPosition(position));
}

function wrongVersion(revision: bigint): InstanceType<typeof rpc.Status> {
  const details = new any.Any();
  const wrong = new shared.WrongExpectedVersion().setCurrentStreamRevision(String(revision < 0n ? 0n : revision));
  details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  return new rpc.Status().setCode(9).setDetails(details);
}
