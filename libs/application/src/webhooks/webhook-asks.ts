import type { WebhookCursor, WebhookSettings } from '#desk-store';
import type { Instant } from '#domain';

/**
 * From where a webhook is told the log: behind a position, from the first event, from whatever is recorded next, or
 * behind what it took last (`kept`, also after a restore, where the log still holds that).
 */
export type WebhookStart = bigint | 'first' | 'next' | 'kept';

/** What a person asks for about a webhook. */
export type WebhookAsk = { readonly id: string } & (
  | { readonly kind: 'CreateWebhook'; readonly settings: WebhookSettings; readonly from: Exclude<WebhookStart, 'kept'> }
  | { readonly kind: 'ChangeWebhook'; readonly settings: WebhookSettings }
  | { readonly kind: 'PauseWebhook'; readonly by: string }
  | { readonly kind: 'ResumeWebhook' }
  | { readonly kind: 'ReplayWebhook'; readonly from: WebhookStart }
  | { readonly kind: 'DeleteWebhook' }
);

/** What must be the same whenever it is done again; goes through JSON. */
export interface WebhookPlan {
  readonly revision: string;
  readonly at: Instant;
  /** Where it is to stand, where that changes. */
  readonly cursor?: KeptCursor;
}

/** A cursor that goes through JSON: position in digits, hash in hex. */
export interface KeptCursor {
  readonly epoch: number;
  readonly position: string;
  readonly hash: string;
}

export const keptCursor = ({ epoch, position, hash }: WebhookCursor): KeptCursor => ({
  epoch,
  position: String(position),
  hash: Buffer.from(hash).toString('hex'),
});

export const cursorIn = ({ epoch, position, hash }: KeptCursor): WebhookCursor => ({
  epoch,
  position: BigInt(position),
  hash: Buffer.from(hash, 'hex'),
});
