import type { EventLogReader } from '#event-log';
import { scattered } from './scattered.js';

/** Which files are folded again: so many looks into the log, up to a position. */
export interface Spread {
  readonly upTo: bigint;
  readonly looks: number;
}

/**
 * Streams of customers' files that stand at evenly spread places of the log, each once: all of them where it holds no more
 * events than looks are taken, in an order that says nothing of when they began. So no walk
 * through the whole log is needed, and a long file is met sooner than a short one.
 */
export async function filesSpread(log: EventLogReader, { upTo, looks }: Spread): Promise<readonly string[]> {
  const seen = new Set<string>();
  const count = upTo < BigInt(looks) ? Number(upTo) : looks;
  for (let look = 0; look < count; look += 1) {
    const { events: [event] = [] } = (await log.readClear(placeOf(look, upTo, BigInt(count)), 1)) ?? {};
    if (event === undefined || event.position > upTo) continue;
    if (event.stream.startsWith('customer-')) seen.add(event.stream);
  }
  return [...seen].sort((one, other) => scattered(one) - scattered(other));
}

/** Somewhere in a look's part of the log: what is written in turns is met at all of its turns. */
const placeOf = (look: number, upTo: bigint, count: bigint): bigint =>
  (upTo * BigInt(look)) / count + (BigInt(scattered(String(look))) % (upTo / count));
