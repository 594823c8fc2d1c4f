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
  /** Events that figures do not count yet. */
  readonly kpis: number;
}

export function lagOf({ lanes, position, pages, kpis }: DeskStatus): Lag {
  return {
    live: distance(lanes.live.read, lanes.live.head),
    bulk: distance(lanes.bulk.read, lanes.bulk.head),
    pages: distance(pages, position),
    kpis: distance(kpis, position),
  };
}

const distance = (from: string, to: string): number => Math.max(0, Number(BigInt(to) - BigInt(from)));

/** How a wait goes on. */
export interface Waiting {
  readonly everyMs: number;
  /** Told at every look how much is left. */
  readonly show?: (left: number) => void;
}

/**
 * Waits until what was kept by now has been read, and what came of it stands in the pages. What arrives meanwhile is not
 * waited for: a busy desk is never done.
 */
export async function untilSettled(desk: DeskClient, waiting: Waiting): Promise<DeskStatus> {
  const { live, bulk } = (await statusOf(desk)).lanes;
  const read = await until(desk, waiting, ({ lanes }) => {
    return distance(lanes.live.read, live.head) + distance(lanes.bulk.read, bulk.head);
  });
  return until(desk, waiting, ({ pages }) => distance(pages, read.position));
}

async function until(
  desk: DeskClient,
  { everyMs, show }: Waiting,
  leftIn: (status: DeskStatus) => number,
): Promise<DeskStatus> {
  for (;;) {
    const status = await statusOf(desk);
    const left = leftIn(status);
    show?.(left);
    if (left === 0) return status;
    await pause(everyMs);
  }
}
