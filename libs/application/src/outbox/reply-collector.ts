import { setTimeout as pause } from 'node:timers/promises';
import { outboxLease } from '#desk-store';
import type { Hold } from '#desk-store';
import { ProcessorLease } from '../processor-lease.js';
import { sideBySide } from '../side-by-side.js';
import { Alarm } from './alarm.js';
import { outboxIntakeOf, outboxTypes } from './outbox-intake.js';
import type { OutboxParts } from './outbox-parts.js';
import { placeOfOutbox } from './outbox-place.js';

/** Events looked at together; so many without a word for it are looked at again after a crash, for noting them costs a durable write. */
const eventsAtOnce = 5_000;
/** How long it looks away where nobody had a word for it, in milliseconds. */
const restMs = 25;
/** How often it looks whose early statuses are known by now, in milliseconds. */
const lookEveryMs = 5_000;

/** Follows the log for replies, and for what providers told too early. One process of a desk does. */
export class ReplyCollector {
  private readonly alarm = new Alarm();
  private readonly lease: ProcessorLease;
  private epoch: number | undefined;

  /** `onTaken`: told when there are new replies to be sent. */
  constructor(
    private readonly parts: OutboxParts,
    private readonly onTaken: () => void,
  ) {
    this.lease = new ProcessorLease(outboxLease, parts.store.leases, parts.clock, parts.leaseSeconds);
  }

  /** The lease it works under, while it does. */
  get hold(): Hold | undefined {
    return this.epoch === undefined ? undefined : { name: outboxLease, epoch: this.epoch };
  }

  /** Works until `signal` aborts. Errors: those of the stores and the log, `OutboxNotPlaced`. */
  run(holder: string, signal: AbortSignal): Promise<void> {
    return this.lease.workWhileOurs(holder, (until, epoch) => this.work(epoch, until), signal);
  }

  private async work(epoch: number, signal: AbortSignal): Promise<void> {
    this.epoch = epoch;
    try {
      await sideBySide(
        signal,
        (until) => this.collect(epoch, until),
        (until) => this.applyEarly(epoch, until),
      );
    } finally {
      this.epoch = undefined;
    }
  }

  private async collect(epoch: number, signal: AbortSignal): Promise<void> {
    const { store, log, early, clock } = this.parts;
    let { position: noted } = await placeOfOutbox(store.checkpoints);
    for await (const stretch of log.followClear(noted, eventsAtOnce, signal, outboxTypes)) {
      const intake = outboxIntakeOf(stretch, clock.now());
      const isIdle = intake.replies.length + intake.statuses.length === 0;
      if (isIdle && stretch.upTo.position < noted + BigInt(eventsAtOnce)) {
        await pause(restMs, undefined, { signal }).catch(() => undefined);
        continue;
      }
      await store.outbox.take(epoch, intake);
      await early.applyLate({ name: outboxLease, epoch }, intake.statuses);
      noted = stretch.upTo.position;
      if (intake.replies.length > 0) this.onTaken();
      if (intake.statuses.length > 0) this.alarm.wake();
    }
  }

  private async applyEarly(epoch: number, signal: AbortSignal): Promise<void> {
    const { early, clock } = this.parts;
    while (!signal.aborted) {
      await early.applyKnown({ name: outboxLease, epoch }, clock.now());
      await this.alarm.wait(lookEveryMs, signal);
    }
  }
}
