import { setTimeout as pause } from 'node:timers/promises';
import type { DeskAddress } from '../faults/desk-process.js';

/**
 * What a desk has still to do: envelopes that were not read, events that are not in the pages, the figures, the topic; records
 * of the topic that its groups have not said they are done with.
 */
export type Lag = Readonly<Record<'envelopes' | 'pages' | 'kpis' | 'topic' | 'groups', number>>;

const askAgainAfterMs = 100;
/** A desk that does nothing for so long has come to rest, whatever is left. */
const patienceMs = 120_000;

/** Who are asked. */
export interface LagSources {
  readonly atSomeDoor: (work: (door: DeskAddress) => Promise<void>) => Promise<void>;
  /** Position up to which the topic has the log. */
  readonly published: () => Promise<number>;
  /** Records of the topic, as the brokers count them. */
  readonly uncommitted: () => Promise<number>;
}

/** Waits until nothing is left to do, or nothing moves any more. Answers what is left. */
export async function untilAtRest(sources: LagSources): Promise<Lag> {
  let [seen, movedAt] = ['', Date.now()];
  for (;;) {
    const lag = await lagOf(sources);
    const now = JSON.stringify(lag);
    if (now !== seen) [seen, movedAt] = [now, Date.now()];
    if (Object.values(lag).every((left) => left === 0) || Date.now() - movedAt > patienceMs) return lag;
    await pause(askAgainAfterMs);
  }
}

async function lagOf({ atSomeDoor, published, uncommitted }: LagSources): Promise<Lag> {
  let lag: Lag | undefined;
  await atSomeDoor(async (door) => {
    const { position, pages, kpis, lanes } = await door.status();
    const envelopes = Object.values(lanes).reduce((sum, { head, read }) => sum + Number(head) - Number(read), 0);
    const [pagesLack, kpisLack] = [pages, kpis].map((place) => Number(position) - Number(place));
    const topic = Number(position) - (await published());
    lag = { envelopes, pages: pagesLack ?? 0, kpis: kpisLack ?? 0, topic, groups: await uncommitted() };
  });
  return lag as unknown as Lag;
}
