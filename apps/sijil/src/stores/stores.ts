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
import { mustHoldNotedKeys, NotedKeys } from './noted-keys.js';
import { HandleKeyMismatch } from './stores.errors.js';

/** Everything durable but the pages. */
export interface Stores {
  readonly desk: DeskStore;
  readonly log: EventLog;
  readonly keys: SealingKeys;
  readonly blobs: BlobStore;
  close(): Promise<void>;
}

/**
 * Opens the stores the settings name, the desk first: it keeps other servers out, and so may end their leases.
 * Errors: those of the stores, `HandleKeyMismatch`, `KeysBehindDesk`.
 */
export async function openStores(settings: Settings, onWarning: (warning: string) => void): Promise<Stores> {
  await mkdir(settings.dataDir, { recursive: true });
  const open: { close(): Promise<void> }[] = [];
  const close = () => closeAll(open.splice(0).reverse());
  try {
    const desk = await openDeskStore(settings.deskUrl);
    open.push(desk);
    await desk.takeOver?.();
    const log = await openEventLog(settings.logUrl, { onWarning });
    open.push(log);
    const keys = new NotedKeys(await openSealingKeys(settings.keysUrl), desk.numbers);
    open.push(keys);
    await mustHaveItsHandleKey(desk, keys);
    await mustHoldNotedKeys(keys, desk.numbers);
    return { desk, log, keys, blobs: await openBlobStore(settings.blobUrl), close };
  } catch (fault) {
    await close().catch(() => undefined);
    throw fault;
  }
}

/** Closes each, in this order, whatever becomes of the others: a store left open would keep the next server out. */
async function closeAll(stores: readonly { close(): Promise<void> }[]): Promise<void> {
  const faults: unknown[] = [];
  for (const store of stores) await store.close().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}

const fingerprintFact = 'handle-key-fingerprint';

/** Another handle key would make every known customer a stranger. Errors: `HandleKeyMismatch`. */
export async function mustHaveItsHandleKey({ facts }: DeskStore, keys: SealingKeys): Promise<void> {
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
