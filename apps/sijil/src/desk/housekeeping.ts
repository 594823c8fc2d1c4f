import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#application';
import type { DeskStore } from '#desk-store';
import type { Instant } from '#domain';
import type { EventLogReader } from '#event-log';
import { anchorsIn, keepAnchor } from './anchors.js';

const hourMs = 3_600_000;
const answersKeptMs = 30 * 24 * hourMs;
/** Long enough to find out that a rebuild was a mistake. */
const formerPagesKeptMs = 7 * 24 * hourMs;

/**
 * What is done now and then: first answers to commands are forgotten after 30 days, pages that others took the place of
 * after a week, and once a day the log is anchored.
 */
export class Housekeeping {
  constructor(
    private readonly store: DeskStore,
    private readonly log: EventLogReader,
    private readonly clock: Clock,
    /** Removes former pages that were replaced before then. */
    private readonly forgetPages: (before: Instant) => Promise<unknown>,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.keepHouse();
      await pause(hourMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.forgetFormerPages();
    }
  }

  /** Done twice in a day it changes nothing. */
  async keepHouse(): Promise<void> {
    const now = this.clock.now();
    await this.store.results.expire(earlier(now, answersKeptMs));
    const today = now.slice(0, 10);
    const anchored = (await anchorsIn(this.store.facts)).some(({ at }) => at.startsWith(today));
    if (!anchored) await keepAnchor(this.store.facts, { ...(await this.log.head()), at: now });
  }

  /** Takes a thread: so not at the start, when there is enough to do. */
  async forgetFormerPages(): Promise<void> {
    await this.forgetPages(earlier(this.clock.now(), formerPagesKeptMs));
  }
}

const earlier = (now: Instant, byMs: number): Instant => new Date(Date.parse(now) - byMs).toISOString();
