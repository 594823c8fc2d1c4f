import type { Measure } from '#apps/api';
import type { KnownWebhook } from '#application';

/** How webhooks go, each by the name an admin gave it. */
export function webhookMeasures(webhooks: readonly KnownWebhook[]): readonly Measure[] {
  const of = (value: (webhook: KnownWebhook) => number) =>
    webhooks.map((webhook) => ({ labels: { webhook: webhook.id }, value: value(webhook) }));
  const measures = [
    ['sijil_webhook_deliveries_total', 'Deliveries that were taken.', 'counter', ({ tries }: KnownWebhook) => tries.deliveries], // prettier-ignore
    ['sijil_webhook_records_total', 'Records in them.', 'counter', ({ tries }: KnownWebhook) => tries.recordsDelivered], // prettier-ignore
    ['sijil_webhook_failed_tries_total', 'Tries that came to nothing.', 'counter', ({ tries }: KnownWebhook) => tries.failedTries], // prettier-ignore
    ['sijil_webhook_behind_events', 'Events in the log that a webhook was not told of yet, for it or not.', 'gauge', ({ behind }: KnownWebhook) => Number(behind)], // prettier-ignore
    ['sijil_webhook_paused', 'Whether a webhook is paused (1) or not (0).', 'gauge', ({ pause }: KnownWebhook) => Number(pause !== undefined)], // prettier-ignore
  ] as const;
  return measures.map(([name, help, kind, value]) => ({ name, help, kind, values: of(value) }));
}
