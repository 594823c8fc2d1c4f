import { setTimeout as pause } from 'node:timers/promises';
import type { DeskAddress } from '../faults/desk-process.js';

/** What a desk has still to do: envelopes that were not read, events that are not in the pages, the figures, the topic. */
export type Lag = Readonly<Record<'envelopes' | 'pages' | 'kpis' | 'topic', number>>;

const askAgainAfterMs = 100;
/** A desk that does nothing for so long has come to rest, whatever is left. */
const patienceMs = 120_000;

type AtSomeDoor = (work: (door: DeskAddress) => Promise<void>) => Promise<void>;

/** Waits until nothing is left to do, or nothing moves any more. Answers what is left. */
export async function untilAtRest(atSomeDoor: AtSomeDoor, published: () => Promise<number>): Promise<Lag> {
  let [seen, movedAt] = ['', Date.now()];
  for (;;) {
    const lag = await lagOf(atSomeDoor, published);
    const now = JSON.stringify(lag);
    if (now !== seen) [seen, movedAt] = [now, Date.now()];
    if (Object.values(lag).every((left) => left === 0) || Date.now() - movedAt > patienceMs) return lag;
    await pause(askAgainAfterMs);
  }
}

async function lagOf(atSomeDoor: AtSomeDoor, published: () => Promise<number>): Promise<Lag> {
  let lag: Lag | undefined;
  await atSomeDoor(async (door) => {
    const { position, pages, kpis, lanes } = await door.status();
    const envelopes = Object.values(lanes).reduce((sum, { head, read }) => sum + Number(head) - Number(read), 0);
    const [pagesLack, kpisLack] = [pages, kpis].map((place) => Number(position) - Number(place));
    lag = { envelopes, pages: pagesLack ?? 0, kpis: kpisLack ?? 0, topic: Number(position) - (await published()) };
  });
  return lag as unknown as Lag;
}
