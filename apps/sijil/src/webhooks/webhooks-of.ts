import { WebhookDesk } from '#application';
import type { Clock } from '#application';
import type { Settings } from '#settings';
import type { FeedThread } from '../feed/feed-thread.js';
import type { DeskIdentity } from '../identity.js';
import type { Stores } from '../stores/stores.js';

/** The webhooks of this desk; deliveries begin where one is not paused. */
export async function webhooksOf(
  { desk, log }: Stores,
  settings: Settings,
  { epoch }: DeskIdentity,
  clock: Clock,
  feed: Pick<FeedThread, 'deliver'>,
): Promise<WebhookDesk> {
  const webhooks = new WebhookDesk({
    ...{ webhooks: desk.webhooks, log, epoch, reach: reachOf(settings), clock },
    secret: (name) => process.env[name],
    onChange: () => feed.deliver(),
  });
  if ((await webhooks.list()).some(({ pause }) => !pause)) feed.deliver();
  return webhooks;
}

/** Where deliveries may go. */
export const reachOf = ({ webhookPrivateAddresses }: Settings) => ({
  privateAddresses: webhookPrivateAddresses === 'allowed',
});
