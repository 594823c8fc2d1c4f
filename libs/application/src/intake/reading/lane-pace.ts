import { setTimeout as pause } from 'node:timers/promises';
import type { Lane } from '#domain';

/** How much of a lane is handled at once. */
export interface BatchSize {
  /** Envelopes, and bytes of their bodies, that are read and parsed at once. */
  readonly envelopes: number;
  readonly bytes: number;
  /** Parts of envelopes that are routed and recorded at once. */
  readonly parts: number;
  /** How long envelopes gather before the next read where the last one found few, in milliseconds; 0 where left out. */
  readonly gatherMs?: number;
  /** How long it rests at most between two reads while it is far behind and the door has its hands full; 0 where left out. */
  readonly doorFirstMs?: number;
}

/**
 * Enough to share a durable write, little enough to hold in memory. Of an import less, for a live message may have to wait
 * for it, and would wait through its rests: an import has none.
 */
export const usualSizes: Readonly<Record<Lane, BatchSize>> = {
  live: { envelopes: 256, bytes: 8 * 1024 * 1024, parts: 1024, gatherMs: 20, doorFirstMs: 1_000 },
  bulk: { envelopes: 256, bytes: 2 * 1024 * 1024, parts: 256 },
};

/** Envelopes that are worth a durable write of their own. */
export const enough = 64;
/** Envelopes that do not come together at one read of a steady stream: after so many reads in a row that found them, a lane is far behind. */
const many = 128;
const readsFarBehind = 4;
/** How often it looks whether the door has time to spare again, in milliseconds. */
const lookEveryMs = 100;

/** What a lane hears of a rush, and tells of it. */
export interface Rush {
  /** Whether the door has its hands full just now. */
  doorIsPressed(): boolean;
  /** Told after each read: what belongs on no page that anybody waits for can wait until the lane has caught up. */
  tellFarBehind(isFarBehind: boolean): void;
}
const noRush: Rush = { doorIsPressed: () => false, tellFarBehind: () => undefined };

/**
 * How long a lane rests before it reads on. Under a steady stream a desk that takes each message by itself does little
 * else, so few envelopes gather. And in a rush the door goes first: whoever stands there waits for an answer, while what
 * was kept is safe, is seconds late already, and costs least when the rush is over.
 */
export class LanePace {
  private readsWithMany = 0;

  constructor(private readonly rush: Rush = noRush) {}

  /** Rests after a read that found so many envelopes; no longer than the door is pressed where that is the reason. */
  async rest(found: number, size: BatchSize): Promise<void> {
    let toRest = this.restMs(found, size);
    while (toRest > 0) {
      await pause(Math.min(toRest, lookEveryMs));
      toRest = this.rush.doorIsPressed() ? toRest - lookEveryMs : 0;
    }
  }

  /** Milliseconds to rest at most. */
  restMs(found: number, { gatherMs = 0, doorFirstMs = 0 }: BatchSize): number {
    this.readsWithMany = found < many ? 0 : this.readsWithMany + 1;
    const isFarBehind = this.readsWithMany > readsFarBehind;
    this.rush.tellFarBehind(isFarBehind);
    if (found < enough) return gatherMs;
    return isFarBehind && this.rush.doorIsPressed() ? doorFirstMs : 0;
  }
}
