import type { OutboxPort, OutboxStatus } from '#apps/api';
import { heldSince, releaseOutbox } from '#application';
import type { DeskStore } from '#desk-store';
import type { OutboxThread } from './outbox-thread.js';

/** The outbox as operators see it: how much waits, and whether anything may leave. */
export class DeskOutbox implements OutboxPort {
  constructor(
    private readonly store: Pick<DeskStore, 'outbox' | 'facts'>,
    private readonly thread: Pick<OutboxThread, 'look'>,
  ) {}

  async status(): Promise<OutboxStatus> {
    const [figures, held] = await Promise.all([this.store.outbox.figures(), heldSince(this.store.facts)]);
    return { ...figures, ...(held !== undefined && { heldSince: held }) };
  }

  async release(): Promise<OutboxStatus> {
    await releaseOutbox(this.store.facts);
    this.thread.look();
    return this.status();
  }
}
