import { setTimeout as pause } from 'node:timers/promises';
import { LeaseLost } from '#desk-store';
import type { Hold, WaitingInbox, WaitingReply } from '#desk-store';
import { Alarm } from './alarm.js';
import { heldSince } from './hold.js';
import { InboxLeases } from './inbox-leases.js';
import type { OutboxParts } from './outbox-parts.js';
import { TriesUnderWay } from './tries-under-way.js';

/** How often it looks for what nobody told it of, in milliseconds. */
const lookEveryMs = 5_000;
const shortestWaitMs = 50;
/** How long a stopping outbox waits for tries under way; what is later is in doubt. Milliseconds. */
const goodbyeWithinMs = 3_000;
/** How long a reply rests whose try met a fault of the desk itself. Milliseconds. */
const restAfterFaultMs = 5_000;

/** Tries the replies whose time has come, of the inboxes that are this process's to send for; nothing while it is held. */
export class DueReplies {
  private readonly alarm = new Alarm();
  private readonly leases: InboxLeases;
  private readonly underWay = new TriesUnderWay();
  /** Who came while tries were under way, which may have missed them. */
  private readonly came = new Set<string>();

  constructor(private readonly parts: OutboxParts) {
    const { store, clock, leaseSeconds } = parts;
    this.leases = new InboxLeases({ leases: store.leases, errands: store.errands, clock, leaseSeconds });
  }

  /** A lease it works under, while it has one. */
  get hold(): Hold | undefined {
    return this.leases.anyHold;
  }

  /** Looks at once. */
  look(): void {
    this.alarm.wake();
  }

  /** Somebody replies wait for is here now: tries under way may have missed them. */
  noteComing(awaited: string): void {
    if (this.underWay.size > 0) this.came.add(awaited);
  }

  /** Works until `signal` aborts. Errors: those of the stores. */
  async run(holder: string, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) await this.alarm.wait(await this.lookOnce(holder, signal), signal);
    } finally {
      await Promise.race([this.underWay.allEnded(), pause(goodbyeWithinMs, undefined, { ref: false })]);
      await this.leases.leave(holder);
    }
  }

  /** Answers after how many milliseconds it is to look again. */
  private async lookOnce(holder: string, signal: AbortSignal): Promise<number> {
    const { store, inboxes } = this.parts;
    const isHeld = (await heldSince(store.facts)) !== undefined;
    const waiting = isHeld ? [] : await store.outbox.waiting();
    const inUse = {
      waiting: new Set(waiting.map(({ inbox }) => inbox)),
      isBusy: (inbox: string) => this.underWay.isBusy(inbox),
    };
    await this.doubtCutOff(await this.leases.share(holder, inUse));
    if (!isHeld) {
      await inboxes.refresh();
      while ((await this.beginSome(signal)) > 0);
    }
    return this.untilNext(waiting);
  }

  /** What was begun in an inbox that is only now ours, and not by us, is in doubt. */
  private async doubtCutOff(inboxes: readonly string[]): Promise<void> {
    if (inboxes.length === 0) return;
    const { outbox } = this.parts.store;
    const cutOff = (await outbox.cutOff(inboxes)).filter(({ replyId }) => !this.underWay.has(replyId));
    for (const [inbox, replies] of Map.groupBy(cutOff, ({ inbox }) => inbox)) {
      const hold = this.leases.holdOf(inbox);
      if (hold) await this.judged(hold, () => outbox.doubt(hold, replies.map(({ replyId }) => replyId), this.parts.clock.now())); // prettier-ignore
    }
  }

  /** Begins what is due and has room, the oldest first; answers how many. One inbox's crowd hides no other inbox's. */
  private async beginSome(signal: AbortSignal): Promise<number> {
    const { underWay, leases, parts } = this;
    const atOnce = underWay.room + underWay.size;
    const inboxes = leases.inboxes.filter((inbox) => !underWay.isFull(inbox));
    if (inboxes.length === 0) return 0;
    const due = await parts.store.outbox.due(parts.clock.now(), atOnce, inboxes);
    const before = underWay.size;
    for (const waiting of due) {
      const hold = leases.holdOf(waiting.inbox);
      if (hold && underWay.hasRoomFor(waiting)) this.begin(hold, waiting, signal);
    }
    return underWay.size - before;
  }

  private begin(hold: Hold, waiting: WaitingReply, signal: AbortSignal): void {
    const { replyId } = waiting;
    const trying = this.parts.dispatch
      .try(hold, waiting)
      .then(() => this.bringForwardWhoCame(hold))
      .catch((fault: unknown) => this.restAfterFault(hold, waiting, fault, signal))
      .catch((fault: unknown) => this.parts.onFault(fault))
      .finally(() => {
        this.underWay.end(replyId);
        this.alarm.wake();
      });
    this.underWay.keep(waiting, trying);
  }

  /**
   * A try that could not be written down to its end is in doubt, like one that a crash cut off. Where another has its inbox
   * by now, it is for them to doubt.
   */
  private async restAfterFault(
    hold: Hold,
    { replyId, inbox }: WaitingReply,
    fault: unknown,
    signal: AbortSignal,
  ): Promise<void> {
    this.parts.onFault(fault);
    if (fault instanceof LeaseLost) return this.leases.lost(hold);
    await pause(restAfterFaultMs, undefined, { signal }).catch(() => undefined);
    const { outbox } = this.parts.store;
    const now = this.leases.holdOf(inbox);
    const isBegun = (await outbox.cutOff([inbox])).some((begun) => begun.replyId === replyId);
    if (now && isBegun) await this.judged(now, () => outbox.doubt(now, [replyId], this.parts.clock.now()));
  }

  /** They came between the look that did not find them and the note that says so. */
  private async bringForwardWhoCame(hold: Hold): Promise<void> {
    const came = [...this.came];
    if (this.underWay.size <= 1) this.came.clear();
    const { store, clock } = this.parts;
    for (const awaited of came) await this.judged(hold, () => store.outbox.bringForward(hold, awaited, clock.now()));
  }

  /** A write under a lease that another has by now is theirs to do. */
  private async judged(hold: Hold, write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (fault) {
      if (!(fault instanceof LeaseLost)) throw fault;
      this.leases.lost(hold);
    }
  }

  /** Milliseconds. What is under way wakes it; what is due and could not be begun waits for that. */
  private untilNext(waiting: readonly WaitingInbox[]): number {
    const longest = Math.min(lookEveryMs, this.leases.lookWithinMs);
    const ours = waiting.filter(({ inbox, nextDueAt }) => nextDueAt !== undefined && this.leases.holdOf(inbox));
    const next = ours.map(({ nextDueAt = '' }) => nextDueAt).sort()[0];
    if (next === undefined || this.underWay.size > 0) return longest;
    return Math.min(longest, Math.max(shortestWaitMs, Date.parse(next) - Date.parse(this.parts.clock.now())));
  }
}
