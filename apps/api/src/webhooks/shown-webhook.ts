import type { KnownWebhook } from '#application';
import type { WebhookPause, WebhookSettings, WebhookTries } from '#desk-store';
import type { PositionTokens } from '../api-parts.js';

/** A webhook as people see it. */
export interface ShownWebhook extends WebhookSettings, Omit<WebhookTries, 'recordsTried'> {
  readonly id: string;
  readonly createdAt: string;
  readonly state: 'active' | 'paused';
  readonly pause?: WebhookPause;
  /** Everything up to here was taken, or is nothing it asks for; absent where the desk was restored since. */
  readonly position?: string;
  /** Events of the log that it was not told of yet, whether they are for it or not. */
  readonly behind: number;
}

export function shownWebhook(webhook: KnownWebhook, positions: PositionTokens): ShownWebhook {
  const { id, createdAt, settings, tries, pause, position, behind } = webhook;
  const { recordsTried: _, ...told } = tries;
  return {
    ...{ id, ...settings, createdAt, state: pause ? 'paused' : 'active' },
    ...(pause && { pause }),
    ...(position !== undefined && { position: positions.write(position) }),
    ...{ behind: Number(behind), ...told },
  };
}
