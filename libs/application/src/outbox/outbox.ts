import { setTimeout as pause } from 'node:timers/promises';
import { LeaseLost, outboxLease } from '#desk-store';
import type { Checkpoint, DeskStore, WaitingReply } from '#desk-store';
import type { EventLogReader } from '#event-log';
import type { Clock } from '../clock.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import { ProcessorLease } from '../processor-lease.js';
import { Alarm } from './alarm.js';
import type { Dispatch } from './dispatch.js';
import type { EarlyStatuses } from './early-statuses.js';
import { heldSince } from './hold.js';
import { TriesUnderWay } from './tries-under-way.js';
import { outboxIntakeOf, outboxTypes } from './outbox-intake.js';
import { placeOfOutbox } from './outbox-place.js';
import { LogRestored } from '../intake/intake.errors.js';

export interface OutboxParts {
  readonly store: Pick<DeskStore, 'outbox' | 'leases' | 'checkpoints' | 'facts'>;
  readonly log: EventLogReader;
  readonly inboxes: Pick<InboxRegister, 'refresh'>;
  readonly dispatch: Dispatch;
  readonly early: EarlyStatuses;
  readonly clock: Clock;
  /** Told of a try that could not be written down; the reply is tried again. */
  readonly onFault: (fault: unknown) => void;
  /** As usual where it is left out. */
  readonly leaseSeconds?: number | undefined;
}

/** Events looked at together; so many without a word for it are looked at again after a crash, for noting them costs a durable write. */
const eventsAtOnce = 5_000;
/** How long it looks away where nobody had a word for it, in milliseconds. */
const restMs = 25;
/** How often it looks for what nobody told it of, in milliseconds. */
const lookEveryMs = 5_000;
/** How long a stopping outbox waits for tries under way; what is later is in doubt. Milliseconds. */
const goodbyeWithinMs = 3_000;
/** How long a reply rests whose try met a fault of the desk itself. Milliseconds. */
const restAfterFaultMs = 5_000;

/**
 * Sends what agents wrote: follows the log for replies, keeps those that have not left, and tries each until it has, or
 * until it is given up. At least once: what a crash cuts off is tried again and said to have maybe gone twice.
 * One process of a desk is its outbox; nothing leaves while it is held.
 */
export class Outbox {
  private readonly alarm = new Alarm();
  private readonly lease: ProcessorLease;
  private readonly underWay = new TriesUnderWay();
  /** Who came while tries were under way, which may have missed them. */
  private readonly came = new Set<string>();
  private epoch: number | undefined;

  constructor(private readonly parts: OutboxParts) {
    this.lease = new ProcessorLease(outboxLease, parts.store.leases, parts.clock, parts.leaseSeconds);
  }

  /** Works until `signal` aborts. Errors: those of the stores and the log, `LogRestored`, `OutboxNotPlaced`. */
  async run(holder: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const epoch = await this.lease.hold(holder);
      if (epoch === undefined) await pause(1000, undefined, { signal }).catch(() => undefined);
      else await this.workUnder(epoch, holder, signal);
    }
    await this.lease.leave();
  }

  /** Somebody replies wait for is here now. `false` where this is not the outbox at work: then nothing came of it. */
  async hasCome(awaited: string): Promise<boolean> {
    if (this.underWay.size > 0) this.came.add(awaited);
    if (this.epoch === undefined) return false;
    const { outbox } = this.parts.store;
    if ((await outbox.bringForward(this.epoch, awaited, this.parts.clock.now())) > 0) this.alarm.wake();
    return true;
  }

  /** Looks at once: the outbox was released. */
  look(): void {
    this.alarm.wake();
  }

  private async workUnder(epoch: number, holder: string, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const until = AbortSignal.any([signal, ended.signal]);
    try {
      await this.takeUp(epoch);
      const works = [this.collect(epoch, until), this.sendDue(epoch, until), this.keepLease(holder, epoch, until)];
      await Promise.race(works).finally(() => ended.abort());
      await Promise.all(works);
    } catch (fault) {
      if (!(fault instanceof LeaseLost)) throw fault;
      this.lease.lost();
    } finally {
      ended.abort();
      this.epoch = undefined;
      await Promise.race([this.underWay.allEnded(), pause(goodbyeWithinMs, undefined, { ref: false })]);
    }
  }

  /** What a crash cut off is in doubt. */
  private async takeUp(epoch: number): Promise<void> {
    const { store, log, clock } = this.parts;
    const place = await placeOfOutbox(store.checkpoints);
    if (place.position > 0n) await mustHold(log, place);
    const cutOff = (await store.outbox.cutOff()).filter(({ replyId }) => !this.underWay.has(replyId));
    if (cutOff.length > 0) await store.outbox.doubt(epoch, cutOff.map(({ replyId }) => replyId), clock.now()); // prettier-ignore
    this.epoch = epoch;
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
      await early.applyLate(epoch, intake.statuses);
      noted = stretch.upTo.position;
      if (!isIdle) this.alarm.wake();
    }
  }

  private async keepLease(holder: string, epoch: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if ((await this.lease.hold(holder)) !== epoch) throw new LeaseLost(outboxLease);
      await pause(this.lease.renewWithinMs / 2, undefined, { signal }).catch(() => undefined);
    }
  }

  private async sendDue(epoch: number, signal: AbortSignal): Promise<void> {
    const { store, inboxes, early, clock } = this.parts;
    while (!signal.aborted) {
      if ((await heldSince(store.facts)) === undefined) {
        await inboxes.refresh();
        while ((await this.beginSome(epoch, signal)) > 0);
      }
      await early.applyKnown(epoch, clock.now());
      await this.alarm.wait(await this.untilNext(), signal);
    }
  }

  /** Begins what is due and has room, the oldest first; answers how many. One inbox's crowd hides no other inbox's. */
  private async beginSome(epoch: number, signal: AbortSignal): Promise<number> {
    const { underWay } = this;
    const atOnce = underWay.room + underWay.size;
    const due = await this.parts.store.outbox.due(this.parts.clock.now(), atOnce, underWay.fullInboxes());
    const before = underWay.size;
    for (const waiting of due) if (underWay.hasRoomFor(waiting)) this.begin(epoch, waiting, signal);
    return underWay.size - before;
  }

  private begin(epoch: number, waiting: WaitingReply, signal: AbortSignal): void {
    const { replyId } = waiting;
    const trying = this.parts.dispatch
      .try(epoch, waiting)
      .then(() => this.bringForwardWhoCame(epoch))
      .catch((fault: unknown) => this.restAfterFault(epoch, replyId, fault, signal))
      .catch((fault: unknown) => this.parts.onFault(fault))
      .finally(() => {
        this.underWay.end(replyId);
        this.alarm.wake();
      });
    this.underWay.keep(waiting, trying);
  }

  /** A try that could not be written down to its end is in doubt, like one that a crash cut off. */
  private async restAfterFault(epoch: number, replyId: string, fault: unknown, signal: AbortSignal): Promise<void> {
    this.parts.onFault(fault);
    await pause(restAfterFaultMs, undefined, { signal }).catch(() => undefined);
    const { outbox } = this.parts.store;
    const isBegun = (await outbox.cutOff()).some((begun) => begun.replyId === replyId);
    if (isBegun) await outbox.doubt(epoch, [replyId], this.parts.clock.now());
  }

  /** They came between the look that did not find them and the note that says so. */
  private async bringForwardWhoCame(epoch: number): Promise<void> {
    const came = [...this.came];
    if (this.underWay.size <= 1) this.came.clear();
    for (const awaited of came) await this.parts.store.outbox.bringForward(epoch, awaited, this.parts.clock.now());
  }

  /** Milliseconds. What is under way wakes it; what is due and could not be begun waits for that. */
  private async untilNext(): Promise<number> {
    const next = await this.parts.store.outbox.nextDueAt();
    if (next === undefined || this.underWay.size > 0) return lookEveryMs;
    const until = Date.parse(next) - Date.parse(this.parts.clock.now());
    return Math.min(lookEveryMs, Math.max(shortestWaitMs, until));
  }
}

const shortestWaitMs = 50;

/** Errors: `LogRestored` where the log is behind its outbox, or another one. */
async function mustHold(log: EventLogReader, { position, hash }: Checkpoint): Promise<void> {
  const event = await log.at(position);
  if (!event || !Buffer.from(hash).equals(event.hash)) throw new LogRestored(position);
}
