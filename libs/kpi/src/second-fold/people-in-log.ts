import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventLogReader } from '#event-log';
import { filesSpread, isCustomers } from '#projections';
import type { Circumstances } from './circumstances.js';

/** The files of one person. */
export interface Someone {
  readonly customerIds: readonly string[];
  /** Looked at more closely. */
  readonly isProven: boolean;
}

/** Where people are looked for. */
export interface Search {
  readonly log: EventLogReader;
  readonly upTo: bigint;
  readonly around: Circumstances;
  /** So many of them, evenly spread over the log, are looked at more closely. */
  readonly proven: number;
}

const eventsAtOnce = 1_000;

/** Everybody, where the walk through the log meets the first event of the first of their files; some at a time. */
export async function* everybody(search: Search, signal: AbortSignal): AsyncGenerator<readonly Someone[]> {
  const { log, upTo } = search;
  const gather = gathering(search);
  for (let after = 0n; after < upTo && !signal.aborted;) {
    const stretch = await log.readClear(after, eventsAtOnce);
    if (stretch === undefined) return;
    const begun = stretch.events.filter(({ stream, version, position }) => version === 1 && isCustomers(stream) && position <= upTo); // prettier-ignore
    yield begun.flatMap(({ stream, position }) => gather(idOf(stream), position));
    after = stretch.upTo.position;
    // Whoever says stop is heard in another turn of the loop.
    await nextTurn();
  }
}

/** People whose files stand at evenly spread places of the log. */
export async function somePeople(search: Search, looks: number): Promise<readonly Someone[]> {
  const gather = gathering({ ...search, upTo: BigInt(looks) });
  const streams = await filesSpread(search.log, { upTo: search.upTo, looks });
  return streams.flatMap((stream, place) => gather(idOf(stream), BigInt(place)));
}

/** All files of a person at once, when the first is met. */
function gathering({ around, upTo, proven }: Search): (customerId: string, position: bigint) => readonly Someone[] {
  const met = new Set<string>();
  let nextProven = 0n;
  return (customerId, position) => {
    const customerIds = around.people.get(customerId) ?? [customerId];
    const [personId = ''] = customerIds;
    if (around.people.has(customerId)) {
      if (met.has(personId)) return [];
      met.add(personId);
    }
    const isProven = position >= nextProven;
    if (isProven) nextProven = position + upTo / BigInt(proven);
    return [{ customerIds, isProven }];
  };
}

const idOf = (stream: string): string => stream.slice('customer-'.length);
