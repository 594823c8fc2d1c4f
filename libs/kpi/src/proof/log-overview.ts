import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClearEvent } from '#event-log';
import type { ProofJob } from './proof.js';
import { personOfEach } from './raw-desk.js';

/** Events read at once. */
export const portion = 1000;

/** What of a log concerns more than one file. */
export interface LogOverview {
  /** The files of each person, by the person’s id. */
  readonly people: ReadonlyMap<string, readonly string[]>;
  /** In log order. */
  readonly connectedInboxes: readonly ClearEvent[];
  /** Events that stand in no customer’s file. */
  readonly elsewhere: bigint;
  /** Positions of the events of each file, oldest first; only of a log whose streams do not tell them. */
  readonly places: ReadonlyMap<string, readonly bigint[]>;
}

const file = 'customer-';

/** Reads the log once, from its first event to the position asked about. Stopped, it tells of what it has read. */
export async function lookOver({ log, until, signal, onProgress }: ProofJob): Promise<LogOverview> {
  const customerIds = new Set<string>();
  const links: ClearEvent[] = [];
  const connectedInboxes: ClearEvent[] = [];
  const places = new Map<string, bigint[]>();
  let elsewhere = 0n;
  for (let done = 0n; done < until && !signal.aborted;) {
    const stretch = await log.readClear(done, portion);
    if (stretch === undefined) break;
    for (const event of stretch.events.filter(({ position }) => position <= until)) {
      const { stream, type } = event;
      if (stream.startsWith(file)) customerIds.add(stream.slice(file.length));
      else elsewhere += 1n;
      if (!(log.traits.streamsTellPositions ?? true)) noteIn(places, event);
      if (stream.startsWith('link-')) links.push(event);
      if (type === 'InboxConnected') connectedInboxes.push(event);
    }
    done = stretch.upTo.position;
    onProgress?.({ done: done < until ? done : until, total: 2n * until });
    await nextTurn();
  }
  const personOf = personOfEach([...customerIds], links);
  const people = Map.groupBy(customerIds, (customerId) => personOf.get(customerId) ?? customerId);
  return { people, connectedInboxes, elsewhere, places };
}

function noteIn(places: Map<string, bigint[]>, { stream, position }: ClearEvent): void {
  const known = places.get(stream);
  if (known) known.push(position);
  else places.set(stream, [position]);
}

/** The stream of a customer’s file. */
export const streamOf = (customerId: string): string => `${file}${customerId}`;
