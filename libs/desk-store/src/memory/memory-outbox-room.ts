import type { Instant } from '#domain';
import { LeaseLost } from '../desk-store.errors.js';
import type { Checkpoint, Checkpoints } from '../checkpoints.port.js';
import { inboxLease, outboxLease } from '../outbox-room.port.js';
import type {
  EarlyStatus,
  Hold,
  OutboxFigures,
  OutboxIntake,
  OutboxRoom,
  PutOff,
  WaitingInbox,
  WaitingReply,
} from '../outbox-room.port.js';

type Kept = WaitingReply & { readonly awaits: string };

const expiredAtOnce = 1000;

/** Replies and early statuses as two maps. `epochInForce` is that of a lease. */
export class MemoryOutboxRoom implements OutboxRoom {
  private readonly replies = new Map<string, Kept>();
  private readonly statuses = new Map<string, EarlyStatus>();

  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly epochInForce: (lease: string) => number | undefined,
  ) {}

  async take(epoch: number, { replies, statuses, upTo }: OutboxIntake): Promise<void> {
    this.judge({ name: outboxLease, epoch });
    for (const note of replies) {
      if (this.replies.has(note.replyId)) continue;
      const fresh = { attempts: 0, nextTryAt: note.takenAt, lastReason: '', maybeSent: false, awaits: '' };
      this.replies.set(note.replyId, { ...note, ...fresh });
    }
    for (const status of statuses) if (!this.statuses.has(status.statusId)) this.statuses.set(status.statusId, status);
    await this.checkpoints.set(outboxLease, upTo);
  }

  async due(now: Instant, limit: number, inboxes: readonly string[]): Promise<readonly WaitingReply[]> {
    const first = new Map<string, Kept>();
    for (const reply of this.inOrder()) if (!first.has(reply.conversationId)) first.set(reply.conversationId, reply);
    const ready = [...first.values()].filter(
      ({ sendingSince, nextTryAt, inbox }) => sendingSince === undefined && nextTryAt <= now && inboxes.includes(inbox),
    );
    return ready.slice(0, limit).map(shown);
  }

  async waiting(): Promise<readonly WaitingInbox[]> {
    const byInbox = Map.groupBy(this.replies.values(), ({ inbox }) => inbox);
    return [...byInbox].sort().map(([inbox, replies]) => {
      const resting = replies.filter(({ sendingSince }) => sendingSince === undefined);
      const nextDueAt = resting.map(({ nextTryAt }) => nextTryAt).sort()[0];
      return { inbox, ...(nextDueAt !== undefined && { nextDueAt }) };
    });
  }

  async cutOff(inboxes: readonly string[]): Promise<readonly WaitingReply[]> {
    const begun = this.inOrder().filter(({ sendingSince }) => sendingSince !== undefined);
    return begun.filter(({ inbox }) => inboxes.includes(inbox)).map(shown);
  }

  async begin(hold: Hold, replyIds: readonly string[], at: Instant): Promise<void> {
    this.judge(hold);
    for (const replyId of replyIds) {
      this.change(hold, replyId, (reply) => ({ ...reply, sendingSince: at, attempts: reply.attempts + 1 }));
    }
  }

  async putOff(hold: Hold, replyId: string, { nextTryAt, reason, awaits, maybeSent }: PutOff): Promise<void> {
    this.judge(hold);
    this.change(hold, replyId, ({ sendingSince: _, ...reply }) => ({
      ...reply,
      ...{ nextTryAt, lastReason: reason, awaits, maybeSent: reply.maybeSent || maybeSent },
    }));
  }

  async doubt(hold: Hold, replyIds: readonly string[], now: Instant): Promise<void> {
    this.judge(hold);
    for (const replyId of replyIds) {
      this.change(hold, replyId, ({ sendingSince: _, ...reply }) => ({ ...reply, nextTryAt: now, maybeSent: true }));
    }
  }

  async settle(hold: Hold, replyId: string): Promise<void> {
    this.judge(hold);
    if (this.isOf(hold, this.replies.get(replyId))) this.replies.delete(replyId);
  }

  async bringForward(hold: Hold, awaited: string, now: Instant): Promise<number> {
    this.judge(hold);
    const meant = [...this.replies.values()].filter(({ awaits }) => awaited !== '' && awaits === awaited);
    for (const reply of meant) this.replies.set(reply.replyId, { ...reply, nextTryAt: now, awaits: '' });
    return meant.length;
  }

  async statusesOf(nativeKey: string): Promise<readonly EarlyStatus[]> {
    return this.earliestFirst().filter((status) => status.nativeKey === nativeKey);
  }

  async oldestStatuses(limit: number): Promise<readonly EarlyStatus[]> {
    return this.earliestFirst().slice(0, limit);
  }

  async dropStatus(hold: Hold, statusId: string): Promise<void> {
    this.judge(hold);
    this.statuses.delete(statusId);
  }

  async expireStatuses(hold: Hold, before: Instant): Promise<number> {
    this.judge(hold);
    const old = [...this.statuses.values()].filter(({ occurredAt }) => occurredAt < before).slice(0, expiredAtOnce);
    for (const { statusId } of old) this.statuses.delete(statusId);
    return old.length;
  }

  async beginAgain(from: Checkpoint): Promise<void> {
    for (const { sendingSince: _, ...reply } of this.replies.values()) {
      this.replies.set(reply.replyId, { ...reply, maybeSent: true });
    }
    await this.checkpoints.set(outboxLease, from);
  }

  async figures(): Promise<OutboxFigures> {
    const all = this.inOrder();
    const oldest = all.map(({ takenAt }) => takenAt).sort()[0];
    return {
      waiting: all.length,
      sending: all.filter(({ sendingSince }) => sendingSince !== undefined).length,
      putOff: all.filter(({ sendingSince, lastReason }) => sendingSince === undefined && lastReason !== '').length,
      ...(oldest !== undefined && { oldestTakenAt: oldest }),
    };
  }

  private inOrder(): readonly Kept[] {
    return [...this.replies.values()].sort((one, other) => (one.position < other.position ? -1 : 1));
  }

  private earliestFirst(): readonly EarlyStatus[] {
    return [...this.statuses.values()].sort((one, other) => (one.occurredAt < other.occurredAt ? -1 : 1));
  }

  private change(hold: Hold, replyId: string, how: (reply: Kept) => Kept): void {
    const reply = this.replies.get(replyId);
    if (reply && this.isOf(hold, reply)) this.replies.set(replyId, how(reply));
  }

  private isOf({ name }: Hold, reply: Kept | undefined): boolean {
    return reply !== undefined && inboxLease(reply.inbox) === name;
  }

  private judge({ name, epoch }: Hold): void {
    if (this.epochInForce(name) !== epoch) throw new LeaseLost(name);
  }
}

const shown = ({ awaits: _, ...reply }: Kept): WaitingReply => reply;
