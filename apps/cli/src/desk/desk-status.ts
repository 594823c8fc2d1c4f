import { setTimeout as pause } from 'node:timers/promises';
import type { DeskStatus } from '#apps/api';
import type { DeskClient } from './desk-client.js';

/** How far the desk is; pages, lanes and log by their positions. */
export const statusOf = (desk: DeskClient): Promise<DeskStatus> => desk.get<DeskStatus>('/v1/status');

/** What the desk still has to do. Counts of positions, so gaps count too: good for a bar, not for a figure. */
export interface Lag {
  /** Envelopes kept and not yet read, by lane. */
  readonly live: number;
  readonly bulk: number;
  /** Events not yet in the pages. */
  readonly pages: number;
}

export function lagOf({ lanes, position, pages }: DeskStatus): Lag {
  return {
    live: distance(lanes.live.read, lanes.live.head),
    bulk: distance(lanes.bulk.read, lanes.bulk.head),
    pages: distance(pages, position),
  };
}

const distance = (from: string, to: string): number => Math.max(0, Number(BigInt(to) - BigInt(from)));

/** Waits until everything kept has been read and stands in the pages; `show` is told the lag at every look. */
export async function untilSettled(
  desk: DeskClient,
  { everyMs, show }: { readonly everyMs: number; readonly show?: (lag: Lag) => void },
): Promise<DeskStatus> {
  for (;;) {
    const status = await statusOf(desk);
    const lag = lagOf(status);
    show?.(lag);
    if (lag.live + lag.bulk + lag.pages === 0) return status;
    await pause(everyMs);
  }
}
