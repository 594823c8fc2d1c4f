import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#application';
import type { DeskStore } from '#desk-store';
import type { EventLogReader } from '#event-log';
import { anchorsIn, keepAnchor } from './anchors.js';

const hourMs = 3_600_000;
const answersKeptMs = 30 * 24 * hourMs;

/** What is done now and then: first answers to commands are forgotten after 30 days, and the log is anchored once a day. */
export class Housekeeping {
  constructor(
    private readonly store: DeskStore,
    private readonly log: EventLogReader,
    private readonly clock: Clock,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.keepHouse();
      await pause(hourMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Done twice in a day it changes nothing. */
  async keepHouse(): Promise<void> {
    const now = this.clock.now();
    await this.store.results.expire(new Date(Date.parse(now) - answersKeptMs).toISOString());
    const today = now.slice(0, 10);
    const anchored = (await anchorsIn(this.store.facts)).some(({ at }) => at.startsWith(today));
    if (!anchored) await keepAnchor(this.store.facts, { ...(await this.log.head()), at: now });
  }
}
