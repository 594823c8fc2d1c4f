import { setTimeout as pause } from 'node:timers/promises';
import { LeaseLost, webhookLease } from '#desk-store';
import type { DeskStore, Webhook } from '#desk-store';
import { Alarm } from '../outbox/alarm.js';
import { ProcessorLease } from '../processor-lease.js';
import { WebhookDelivery } from './webhook-delivery.js';
import type { DeliveryParts } from './webhook-delivery.js';

/** What the courier works with. */
export interface CourierParts extends Omit<DeliveryParts, 'webhooks'> {
  readonly store: Pick<DeskStore, 'webhooks' | 'leases'>;
  /** As usual where it is left out. */
  readonly leaseSeconds?: number;
}

/** How long a request under way may take to its end when its webhook is changed or the courier stops. Milliseconds. */
const goodbyeWithinMs = 3_000;

/** A webhook that is being served. */
interface Errand {
  readonly revision: string;
  readonly ended: AbortController;
  readonly cut: AbortController;
  readonly done: Promise<void>;
}

/**
 * Tells webhooks the log: each by itself, so that one that takes nothing holds up no other; who is near its head shares what is
 * read (`SharedLog`). One process of a desk is its
 * courier, as long as it has the lease. Without a webhook that is not paused it holds nothing and does nothing.
 */
export class WebhookCourier {
  private readonly alarm = new Alarm();
  private readonly lease: ProcessorLease;
  private readonly errands = new Map<string, Errand>();
  private epoch: number | undefined;

  constructor(private readonly parts: CourierParts) {
    this.lease = new ProcessorLease(webhookLease, parts.store.leases, parts.clock, parts.leaseSeconds);
  }

  /** Looks at once: a webhook was made, changed, paused or removed. */
  look(): void {
    this.alarm.wake();
  }

  /** Works until `signal` aborts. Errors: those of the desk store. */
  async run(holder: string, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) {
        await this.lookOnce(holder);
        await this.alarm.wait(this.lease.renewWithinMs / 2, signal);
      }
    } finally {
      await this.endAll();
      await this.lease.leave();
    }
  }

  private async lookOnce(holder: string): Promise<void> {
    const all = await this.parts.store.webhooks.list();
    const active = new Map(all.filter((webhook) => !webhook.pause).map((webhook) => [webhook.id, webhook]));
    const epoch = active.size === 0 ? undefined : await this.lease.hold(holder);
    if (epoch !== this.epoch) await this.endAll();
    this.epoch = epoch;
    await this.endThose((id, { revision }) => active.get(id)?.revision !== revision);
    if (active.size === 0) await this.lease.leave();
    if (epoch === undefined) return;
    for (const webhook of active.values()) if (!this.errands.has(webhook.id)) this.begin(webhook, epoch, holder);
  }

  private begin(webhook: Webhook, epoch: number, holder: string): void {
    const [ended, cut] = [new AbortController(), new AbortController()];
    const isOurs = async () => (await this.lease.hold(holder)) === epoch;
    const parts = { ...this.parts, webhooks: this.parts.store.webhooks };
    const done = new WebhookDelivery(parts, { epoch, isOurs }, webhook)
      .run(ended.signal, cut.signal)
      .catch((fault: unknown) => this.hear(fault))
      .finally(() => {
        this.errands.delete(webhook.id);
        this.alarm.wake();
      });
    this.errands.set(webhook.id, { revision: webhook.revision, ended, cut, done });
  }

  private hear(fault: unknown): void {
    if (fault instanceof LeaseLost) this.lease.lost();
    else this.parts.onFault(fault);
  }

  private endAll(): Promise<void> {
    return this.endThose(() => true);
  }

  private async endThose(isMeant: (id: string, errand: Errand) => boolean): Promise<void> {
    const meant = [...this.errands].filter(([id, errand]) => isMeant(id, errand)).map(([, errand]) => errand);
    await Promise.all(meant.map(end));
  }
}

/** Takes up nothing new, and lets a request under way come to its end for a while. */
async function end({ ended, cut, done }: Errand): Promise<void> {
  ended.abort();
  const over = new AbortController();
  const patience = pause(goodbyeWithinMs, undefined, { signal: over.signal }).then(
    () => cut.abort(),
    () => undefined,
  );
  await done;
  over.abort();
  await patience;
}
