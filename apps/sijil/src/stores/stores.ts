import { mkdir } from 'node:fs/promises';
import type { BlobStore } from '#blobs';
import { openBlobStore } from '#blobs/open';
import type { DeskStore } from '#desk-store';
import { openDeskStore } from '#desk-store/open';
import type { EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import type { SealingKeys } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import type { Settings } from '#settings';
import { HandleKeyMismatch } from './stores.errors.js';

/** Everything durable but the pages. */
export interface Stores {
  readonly desk: DeskStore;
  readonly log: EventLog;
  readonly keys: SealingKeys;
  readonly blobs: BlobStore;
  close(): Promise<void>;
}

/** Opens the stores the settings name, the desk first: it keeps other servers out, and so may end their leases. */
export async function openStores(settings: Settings, onWarning: (warning: string) => void): Promise<Stores> {
  await mkdir(settings.dataDir, { recursive: true });
  const open: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const store of open.splice(0).reverse()) await store.close();
  };
  try {
    const desk = await openDeskStore(settings.deskUrl);
    open.push(desk);
    await desk.takeOver?.();
    const log = await openEventLog(settings.logUrl, { onWarning });
    open.push(log);
    const keys = await openSealingKeys(settings.keysUrl);
    open.push(keys);
    await checkHandleKey(desk, keys);
    return { desk, log, keys, blobs: await openBlobStore(settings.blobUrl), close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

const fingerprintFact = 'handle-key-fingerprint';

/** Another handle key would make every known customer a stranger: the desk refuses to start with one. */
async function checkHandleKey({ facts }: DeskStore, keys: SealingKeys): Promise<void> {
  const fingerprint = await fingerprintOf(keys);
  const known = await facts.get(fingerprintFact);
  if (known === undefined) await facts.set(fingerprintFact, fingerprint);
  else if (known !== fingerprint) throw new HandleKeyMismatch();
}

async function fingerprintOf(keys: SealingKeys): Promise<string> {
  const digest = await crypto.subtle.digest(
    'SHA-256',
    Buffer.concat([Buffer.from('handle key\0'), await keys.handleKey()]),
  );
  return Buffer.from(digest).toString('hex').slice(0, 16);
}
