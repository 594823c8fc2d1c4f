import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { systemClock, usualPatience, WebhookCourier } from '#application';
import type { CourierParts } from '#application';
import { openDeskStore } from '#desk-store/open';
import { WebhookPoster } from '#webhooks/open';
import { Background } from '../desk/background.js';
import type { DeskIdentity } from '../identity.js';

/** What deliveries need beside the log. */
export interface CourierBeginning extends DeskIdentity {
  readonly deskUrl: string;
  /** See `DeskStore.branch`. */
  readonly deskBranch: MessagePort | undefined;
  /** Whether webhooks may lead to addresses of one's own network. */
  readonly privateAddresses: boolean;
  readonly leaseSeconds: number;
}

/** Webhooks being told the log. */
export interface RunningCourier {
  /** Looks at once: somebody changed a webhook. */
  look(): void;
  stop(): Promise<void>;
}

/** Opens the desk store for this thread and sets the courier to work on the log that is open there. */
export async function startCourier(
  { deskUrl, deskBranch, deskId, epoch, privateAddresses, leaseSeconds }: CourierBeginning,
  { log, read }: Pick<CourierParts, 'log' | 'read'>,
  onFault: (where: string, fault: unknown) => void,
): Promise<RunningCourier> {
  const store = await openDeskStore(deskUrl, { hold: false, branch: deskBranch });
  const sender = new WebhookPoster({ privateAddresses });
  const courier = new WebhookCourier({
    ...{ store, log, read, deskId, epoch, leaseSeconds, sender, patience: usualPatience, clock: systemClock },
    secret: (name) => process.env[name],
    rest: (milliseconds, signal) => pause(milliseconds, undefined, { signal }).catch(() => undefined),
    onFault: (fault) => onFault('webhooks', fault),
  });
  const background = new Background(onFault);
  // One name for all tries: a courier that begins anew after a fault meets its own lease.
  const holder = randomUUID();
  background.run('webhooks', (signal) => courier.run(holder, signal));
  return {
    look: () => courier.look(),
    stop: async () => {
      await background.stop();
      sender.close();
      await store.close();
    },
  };
}
