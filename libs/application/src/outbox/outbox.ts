import { setTimeout as pause } from 'node:timers/promises';
import type { Checkpoint, OutboxRoom } from '#desk-store';
import type { EventLogReader } from '#event-log';
import { LogRestored } from '../intake/intake.errors.js';
import { sideBySide } from '../side-by-side.js';
import { DueReplies } from './due-replies.js';
import type { OutboxParts } from './outbox-parts.js';
import { placeOfOutbox } from './outbox-place.js';
import { ReplyCollector } from './reply-collector.js';

/** How long news of other processes gather, in milliseconds. */
const gatherMs = 50;

/**
 * Sends what agents wrote: follows the log for replies, keeps those that have not left, and tries each until it has, or
 * until it is given up. At least once: what a crash cuts off is tried again and said to have maybe gone twice.
 * One process of a desk follows the log; each inbox's replies are sent by one, and those that are there share the inboxes.
 */
export class Outbox {
  private readonly collector: ReplyCollector;
  private readonly due: DueReplies;

  constructor(private readonly parts: OutboxParts) {
    this.due = new DueReplies(parts);
    this.collector = new ReplyCollector(parts, () => this.due.look());
  }

  /** Works until `signal` aborts. Errors: those of the stores and the log, `LogRestored`, `OutboxNotPlaced`. */
  async run(holder: string, signal: AbortSignal): Promise<void> {
    const { store, log } = this.parts;
    const place = await placeOfOutbox(store.checkpoints);
    if (place.position > 0n) await mustHold(log, place);
    const news = store.outbox.news?.bind(store.outbox);
    await sideBySide(
      signal,
      (until) => this.collector.run(holder, until),
      (until) => this.due.run(holder, until),
      ...(news ? [(until: AbortSignal) => this.hearOthers(news, until)] : []),
    );
  }

  /** Somebody replies wait for is here now. `false` where this is not the one that follows the log: it is to hear as well. */
  async hasCome(awaited: string): Promise<boolean> {
    this.due.noteComing(awaited);
    const { hold } = this.collector;
    const anyHold = hold ?? this.due.hold;
    const { store, clock } = this.parts;
    if (anyHold && (await store.outbox.bringForward(anyHold, awaited, clock.now())) > 0) this.look();
    return hold !== undefined;
  }

  /** Looks at once: the outbox was released. */
  look(): void {
    this.due.look();
  }

  /** The one that follows the log may be another process. */
  private async hearOthers(news: NonNullable<OutboxRoom['news']>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await news(signal);
      this.look();
      await pause(gatherMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Errors: `LogRestored` where the log is behind its outbox, or another one. */
async function mustHold(log: EventLogReader, { position, hash }: Checkpoint): Promise<void> {
  const event = await log.at(position);
  if (!event || !Buffer.from(hash).equals(event.hash)) throw new LogRestored(position);
}
