import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Kept, WireLog } from './wire-log.js';
import type { Asked } from './wire-messages.js';
import { caughtUp, checkpoint, confirmation, eventMessage, streamNotFound } from './wire-messages.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Answers a read that comes to an end. */
export function answerRead(log: WireLog, call: ReadCall, asked: Asked): void {
  const { stream, backwards, count } = asked;
  const found = stream === undefined ? log.all : log.stream(stream);
  if (stream !== undefined && found.length === 0) call.write(streamNotFound(stream));
  const placed = found.filter((kept) => isWithin(kept, asked));
  for (const kept of (backwards ? placed.toReversed() : placed).slice(0, count)) {
    call.write(eventMessage(kept, stream === undefined));
  }
  call.end();
}

/** A read begins with the event at its place. */
function isWithin(kept: Kept, { stream, from, backwards }: Asked): boolean {
  if (from === 'start' || from === 'end') return backwards === (from === 'end');
  const place = stream === undefined ? kept.position : kept.revision;
  return backwards ? place <= from : place >= from;
}

/**
 * Answers a subscription to `$all`: what stands behind its place, then what comes, of the streams it asked for; and how
 * far it looked where it passed over many. Answers what ends it.
 */
export function answerSubscription(log: WireLog, call: ReadCall, asked: Asked): () => void {
  let next =
    asked.from === 'end' ? log.all.length : log.all.findIndex(({ position }) => isBehind(position, asked.from));
  if (next < 0) next = log.all.length;
  let looked = 0;
  let isWaiting = false;
  const write = (message: ReadResp): void => {
    isWaiting = !call.write(message);
  };
  const goOn = (): void => {
    for (let kept = log.all[next]; kept && !isWaiting; kept = log.all[next]) {
      next += 1;
      looked += 1;
      if (asked.prefixes.some((prefix) => kept?.stream.startsWith(prefix))) write(eventMessage(kept, true));
      if (looked % asked.checkpointEvery === 0) write(checkpoint(kept));
    }
  };
  call.on('drain', () => {
    isWaiting = false;
    goOn();
  });
  write(confirmation());
  goOn();
  write(caughtUp());
  return log.onAppend(goOn);
}

const isBehind = (position: bigint, from: Asked['from']): boolean => from === 'start' || position > (from as bigint);
