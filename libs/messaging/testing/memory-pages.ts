import type { RecordedEvent } from '#event-log';
import { LogFromKafka } from '../src/index.js';
import type { LogFromKafkaParts } from '../src/index.js';

const eventsAtOnce = 1_000;

/** Pages that only write down which events they were given, and one position of the log, moved by compare and set. */
export class MemoryPages {
  /** What they hold, in the order in which it was written down; what was written twice stands there twice. */
  events: readonly RecordedEvent[] = [];
  /** Copied up to here. */
  position = 0n;

  get positions(): readonly bigint[] {
    return this.events.map(({ position }) => position);
  }

  /** Ids of events, by stream. */
  get streams(): ReadonlyMap<string, readonly string[]> {
    const streams = [...Map.groupBy(this.events, ({ stream }) => stream)];
    return new Map(streams.map(([stream, events]) => [stream, events.map(({ id }) => id)]));
  }

  /** `false` where somebody else moved the position: nothing is written then. */
  write(events: readonly RecordedEvent[], from: bigint): boolean {
    if (this.position !== from) return false;
    this.events = [...this.events, ...events];
    this.position = events.at(-1)?.position ?? from;
    return true;
  }

  /** Forgets what is behind a position, as a store that was put back from a backup. */
  putBack(to: bigint): void {
    this.events = this.events.filter(({ position }) => position <= to);
    this.position = to;
  }
}

/**
 * Copies a topic into pages as a projector does, until the signal aborts: from where they stand, and on from there when another
 * one went on in between. Errors: those of `LogFromKafka`.
 */
export async function copyTopic(parts: LogFromKafkaParts, pages: MemoryPages, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const topic = new LogFromKafka(parts, AbortSignal.any([signal, ended.signal]));
  try {
    while (!signal.aborted) await copyAlong(topic, pages, signal);
  } finally {
    ended.abort();
    await topic.close();
  }
}

async function copyAlong(topic: LogFromKafka, pages: MemoryPages, signal: AbortSignal): Promise<void> {
  let from = pages.position;
  for await (const events of topic.follow(from, eventsAtOnce)) {
    if (!pages.write(events, from) || signal.aborted) return;
    from = pages.position;
  }
}
