import { WebhookDesk } from '#application';
import type { DeskStore } from '#desk-store';
import type { Settings } from '#settings';
import type { Foundation } from '../foundation/index.js';

/** The webhooks of this desk; `onChange` is told when a person changed one. */
export function webhooksOf({ stores, settings, identity, clock }: Foundation, onChange: () => void): WebhookDesk {
  const { desk, log } = stores;
  return new WebhookDesk({
    ...{ webhooks: desk.webhooks, log, epoch: identity.epoch, reach: reachOf(settings), clock, onChange },
    secret: (name) => process.env[name],
  });
}

/** Whether there is one that is not paused: then deliveries begin. */
export const isAnyActive = async ({ webhooks }: Pick<DeskStore, 'webhooks'>): Promise<boolean> =>
  (await webhooks.list()).some(({ pause }) => !pause);

/** Where deliveries may go. */
export const reachOf = ({ webhookPrivateAddresses }: Settings) => ({
  privateAddresses: webhookPrivateAddresses === 'allowed',
});
