import type { Instant } from '#domain';
import { LeaseLost } from '../desk-store.errors.js';
import type { Checkpoint, Checkpoints } from '../checkpoints.port.js';
import { outboxLease } from '../outbox-room.port.js';
import type {
  EarlyStatus,
  OutboxFigures,
  OutboxIntake,
  OutboxRoom,
  PutOff,
  WaitingReply,
} from '../outbox-room.port.js';

type Kept = WaitingReply & { readonly awaits: string };

const expiredAtOnce = 1000;

/** Replies and early statuses as two maps. `epochInForce` is that of the outbox's lease. */
export class MemoryOutboxRoom implements OutboxRoom {
  private readonly replies = new Map<string, Kept>();
  private readonly statuses = new Map<string, EarlyStatus>();

  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly epochInForce: (lease: string) => number | undefined,
  ) {}

  async take(epoch: number, { replies, statuses, upTo }: OutboxIntake): Promise<void> {
    this.judge(epoch);
    for (const note of replies) {
      if (this.replies.has(note.replyId)) continue;
      const fresh = { attempts: 0, nextTryAt: note.takenAt, lastReason: '', maybeSent: false, awaits: '' };
      this.replies.set(note.replyId, { ...note, ...fresh });
    }
    for (const status of statuses) if (!this.statuses.has(status.statusId)) this.statuses.set(status.statusId, status);
    await this.checkpoints.set(outboxLease, upTo);
  }

  async due(now: Instant, limit: number, without: readonly string[] = []): Promise<readonly WaitingReply[]> {
    const first = new Map<string, Kept>();
    for (const reply of this.inOrder()) if (!first.has(reply.conversationId)) first.set(reply.conversationId, reply);
    const ready = [...first.values()].filter(
      ({ sendingSince, nextTryAt, inbox }) =>
        sendingSince === undefined && nextTryAt <= now && !without.includes(inbox),
    );
    return ready.slice(0, limit).map(shown);
  }

  async nextDueAt(): Promise<Instant | undefined> {
    return this.inOrder()
      .filter(({ sendingSince }) => sendingSince === undefined)
      .map(({ nextTryAt }) => nextTryAt)
      .sort()[0];
  }

  async cutOff(): Promise<readonly WaitingReply[]> {
    return this.inOrder().filter(({ sendingSince }) => sendingSince !== undefined).map(shown); // prettier-ignore
  }

  async begin(epoch: number, replyIds: readonly string[], at: Instant): Promise<void> {
    this.judge(epoch);
    for (const replyId of replyIds) {
      this.change(replyId, (reply) => ({ ...reply, sendingSince: at, attempts: reply.attempts + 1 }));
    }
  }

  async putOff(epoch: number, replyId: string, { nextTryAt, reason, awaits, maybeSent }: PutOff): Promise<void> {
    this.judge(epoch);
    this.change(replyId, ({ sendingSince: _, ...reply }) => ({
      ...reply,
      ...{ nextTryAt, lastReason: reason, awaits, maybeSent: reply.maybeSent || maybeSent },
    }));
  }

  async doubt(epoch: number, replyIds: readonly string[], now: Instant): Promise<void> {
    this.judge(epoch);
    for (const replyId of replyIds) {
      this.change(replyId, ({ sendingSince: _, ...reply }) => ({ ...reply, nextTryAt: now, maybeSent: true }));
    }
  }

  async settle(epoch: number, replyId: string): Promise<void> {
    this.judge(epoch);
    this.replies.delete(replyId);
  }

  async bringForward(epoch: number, awaited: string, now: Instant): Promise<number> {
    this.judge(epoch);
    const meant = [...this.replies.values()].filter(({ awaits }) => awaited !== '' && awaits === awaited);
    for (const { replyId } of meant) {
      this.change(replyId, (reply) => ({ ...reply, nextTryAt: now, awaits: '' }));
    }
    return meant.length;
  }

  async statusesOf(nativeKey: string): Promise<readonly EarlyStatus[]> {
    return this.earliestFirst().filter((status) => status.nativeKey === nativeKey);
  }

  async oldestStatuses(limit: number): Promise<readonly EarlyStatus[]> {
    return this.earliestFirst().slice(0, limit);
  }

  async dropStatus(epoch: number, statusId: string): Promise<void> {
    this.judge(epoch);
    this.statuses.delete(statusId);
  }

  async expireStatuses(epoch: number, before: Instant): Promise<number> {
    this.judge(epoch);
    const old = [...this.statuses.values()].filter(({ occurredAt }) => occurredAt < before).slice(0, expiredAtOnce);
    for (const { statusId } of old) this.statuses.delete(statusId);
    return old.length;
  }

  async beginAgain(from: Checkpoint): Promise<void> {
    for (const replyId of this.replies.keys()) {
      this.change(replyId, ({ sendingSince: _, ...reply }) => ({ ...reply, maybeSent: true }));
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

  private change(replyId: string, how: (reply: Kept) => Kept): void {
    const reply = this.replies.get(replyId);
    if (reply) this.replies.set(replyId, how(reply));
  }

  private judge(epoch: number): void {
    if (this.epochInForce(outboxLease) !== epoch) throw new LeaseLost(outboxLease);
  }
}

const shown = ({ awaits: _, ...reply }: Kept): WaitingReply => reply;
