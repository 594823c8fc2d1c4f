import type { DeskStore, WebhookPause } from '#desk-store';
import type { Instant } from '#domain';

/** Who pauses a webhook when nobody asked for it. */
const system = 'system';

/** The other end said that nothing is to come there any more (410). */
export const goneAt = (at: Instant): WebhookPause => ({ by: system, reason: 'WEBHOOK.GONE', at });

/** Every try of some days came to nothing. */
export const givenUpAt = (at: Instant): WebhookPause => ({ by: system, reason: 'WEBHOOK.GIVEN_UP', at });

/** The desk was restored: what was delivered since the backup is known only at the other end. */
export const restoredAt = (at: Instant): WebhookPause => ({ by: system, reason: 'WEBHOOK.DESK_RESTORED', at });

/** Somebody asked for it. */
export const askedBy = (by: string, at: Instant): WebhookPause => ({ by, reason: 'WEBHOOK.PAUSED', at });

/** After a restore, with nobody at work: no webhook delivers before a person says from where. */
export const holdWebhooks = ({ webhooks }: Pick<DeskStore, 'webhooks'>, now: Instant): Promise<void> =>
  webhooks.pauseAll(restoredAt(now));
