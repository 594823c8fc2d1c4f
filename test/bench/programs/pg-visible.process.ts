import { setTimeout as pause } from 'node:timers/promises';
import type { Append, EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { deskPages } from '#projections';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';
import { storiesOf } from '../load/pg-history.js';
import { serveTask } from './child-program.js';

/** How many events, and how many of them each second, once the projector at this address is at work. */
export interface PgVisible {
  readonly url: string;
  readonly events: number;
  readonly perSecond: number;
}
/** Milliseconds of each event, from the call that appends it until pages that another process copies hold it. */
export interface Seen {
  readonly waits: readonly number[];
}

const everyMs = 10;

serveTask(async ({ url, events, perSecond }: PgVisible): Promise<Seen> => {
  const appends = storiesOf(events).appends().slice(0, events);
  const [log, store] = [await openEventLog(url), await openReadStore(url, deskPages)];
  const pending = new Map<bigint, number>();
  const [waits] = await Promise.all([seen(store, pending, events), appendByTheClock(log, appends, perSecond, pending)]);
  await store.close();
  await log.close();
  return { waits };
});

async function appendByTheClock(
  log: EventLog,
  appends: readonly Append[],
  perSecond: number,
  pending: Map<bigint, number>,
): Promise<void> {
  const [began, acknowledged] = [performance.now(), [] as Promise<void>[]];
  for (let next = 0; next < appends.length; await pause(everyMs)) {
    const due = Math.ceil(((performance.now() - began) / 1000) * perSecond);
    for (; next < Math.min(due, appends.length); next += 1) acknowledged.push(appendOne(log, appends[next] as Append, pending)); // prettier-ignore
  }
  await Promise.all(acknowledged);
}

async function appendOne(log: EventLog, append: Append, pending: Map<bigint, number>): Promise<void> {
  const asked = performance.now();
  const { lastPosition } = await log.append(append);
  pending.set(lastPosition, asked);
}

/** Waits for what is pending, as it becomes visible. */
async function seen(
  store: Pick<ReadStore<never>, 'waitFor' | 'position'>,
  pending: Map<bigint, number>,
  events: number,
): Promise<readonly number[]> {
  const waits: number[] = [];
  const never = new AbortController().signal;
  for (let shown = 0n; waits.length < events;) {
    // The last may stand in the pages before whoever appended them was told where.
    await (shown < BigInt(events) ? store.waitFor(shown + 1n, never) : pause(1));
    shown = await store.position();
    const now = performance.now();
    for (const [position, asked] of pending) {
      if (position > shown) continue;
      waits.push(now - asked);
      pending.delete(position);
    }
  }
  return waits;
}
