import { LeaseLost } from '../desk-store.errors.js';
import { noTries, webhookLease } from '../webhook-room.port.js';
import type {
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookPause,
  WebhookProgress,
  WebhookRoom,
} from '../webhook-room.port.js';

/** Webhooks as one map. `epochInForce` is that of the lease of their deliveries. */
export class MemoryWebhookRoom implements WebhookRoom {
  private readonly webhooks = new Map<string, Webhook>();

  constructor(private readonly epochInForce: (lease: string) => number | undefined) {}

  async list(): Promise<readonly Webhook[]> {
    return [...this.webhooks.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  async find(id: string): Promise<Webhook | undefined> {
    return this.webhooks.get(id);
  }

  async add(webhook: NewWebhook): Promise<boolean> {
    const there = this.webhooks.get(webhook.id);
    if (there) return there.revision === webhook.revision;
    this.webhooks.set(webhook.id, { ...webhook, tries: noTries });
    return true;
  }

  async change(id: string, revision: string, { pause, ...change }: WebhookChange): Promise<boolean> {
    const there = this.webhooks.get(id);
    if (!there) return false;
    const { pause: before, tries, ...webhook } = there;
    const { failingSince: _, nextTryAt: __, ...kept } = tries;
    const now = pause === undefined ? before : pause;
    const fresh = { ...kept, failures: 0, recordsTried: 0 };
    this.webhooks.set(id, { ...webhook, ...change, revision, tries: fresh, ...(now && { pause: now }) });
    return true;
  }

  async remove(id: string): Promise<boolean> {
    return this.webhooks.delete(id);
  }

  async note(
    epoch: number,
    { id, revision }: Pick<Webhook, 'id' | 'revision'>,
    { cursor, tries, pause }: WebhookProgress,
  ): Promise<boolean> {
    if (this.epochInForce(webhookLease) !== epoch) throw new LeaseLost(webhookLease);
    const there = this.webhooks.get(id);
    if (there?.revision !== revision) return false;
    const { pause: _, ...webhook } = there;
    this.webhooks.set(id, { ...webhook, cursor, tries, ...(pause && { pause }) });
    return true;
  }

  async pauseAll(pause: WebhookPause): Promise<void> {
    for (const webhook of this.webhooks.values()) {
      if (!webhook.pause) this.webhooks.set(webhook.id, { ...webhook, pause });
    }
  }
}
