import type { AddressInfo } from 'node:net';
import type { ChatWindows, LivePort } from '#apps/api';
import { createApi } from '#apps/api';
import { questionNames } from '#queries';
import type { Settings } from '#settings';
import { apiPartsOf } from './api-parts.js';
import type { Desk } from './desk/compose-desk.js';
import { statusThrough } from './desk/desk-status.js';
import type { Copied } from './desk/desk-status.js';
import { warmUp } from './desk/warm-up.js';
import { PresenceAtAllDoors } from './errands/presence-errands.js';
import type { Foundation } from './foundation/index.js';
import { questionsThrough } from './pages/question-thread.js';
import { newSecret, withRunKeys } from './run-key.js';
import type { Readers } from './threads/start-readers.js';
import { urlOf } from './url-of.js';
import { webhooksOf } from './webhooks/webhooks-of.js';

/** What an api stands before, in this process or in others. */
export interface ServedDesk {
  readonly desk: Desk;
  readonly readers: Readers;
  readonly windows: ChatWindows;
  readonly live: LivePort;
  readonly copied: Copied;
  /** Whether all that is at work in this process is well. */
  readonly isWell: () => boolean;
  /** Told when a person changed a webhook. */
  readonly onWebhookChange: () => void;
}

/** An api that listens. */
export interface ServedApi {
  readonly url: string;
  /** A key of an admin made for this run; it stands nowhere on disk. */
  readonly adminKey: string;
}

/** Opens the doors of a desk. */
export async function serveApi(foundation: Foundation, served: ServedDesk): Promise<ServedApi> {
  const { settings, stores, identity, logger, begun, isStaying } = foundation;
  const { desk, readers, windows, live, copied, isWell, onWebhookChange } = served;
  const { written, feed, kpis, messages, proofs } = readers;
  const adminKey = newSecret();
  const keys = withRunKeys(stores.desk.keys, runSecrets(adminKey, settings), desk.clock.now());
  const behind = { settings, identity, desk, windows, keys, logger, live, store: stores.desk, log: stores.log };
  const asked = {
    questions: questionsThrough(written, questionNames),
    written,
    feed,
    messages,
    proofs,
    kpis: kpis.questions,
  };
  const status = await statusThrough(identity, stores, copied);
  const webhooks = webhooksOf(foundation, onWebhookChange);
  const { works } = foundation;
  const isReady = () => isStaying() && isWell() && works.stopped.length === 0;
  const otherDoors = stores.desk.presence && begun(new PresenceAtAllDoors(foundation));
  const api = await createApi(apiPartsOf({ ...behind, ...asked, webhooks, status, isReady, works, otherDoors }));
  begun({ stop: () => api.close() });
  await warmUp();
  await api.listen(settings.port, settings.host);
  return { url: urlOf(api.getHttpServer().address() as AddressInfo), adminKey };
}

const runSecrets = (adminKey: string, settings: Settings) => [
  { id: 'this-run', secret: adminKey },
  ...(settings.adminKey === undefined ? [] : [{ id: 'ADMIN_KEY', secret: settings.adminKey }]),
];
