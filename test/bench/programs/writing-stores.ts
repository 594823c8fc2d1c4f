import { mkdir } from 'node:fs/promises';
import { openBlobStore } from '#blobs/open';
import type { DeskStore } from '#desk-store';
import { openDeskStore } from '#desk-store/open';
import type { EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { readSettings } from '#settings';

/** What decides and appends needs, over the files of a desk that does not run. */
export interface WritingStores {
  readonly log: EventLog;
  readonly desk: DeskStore;
  readonly sealer: Sealer;
  readonly close: () => Promise<void>;
}

export async function openWritingStores(dataDir: string): Promise<WritingStores> {
  await mkdir(dataDir, { recursive: true });
  const { logUrl, keysUrl, blobUrl, deskUrl } = readSettings({ DATA_DIR: dataDir });
  const [log, desk, keys] = [await openEventLog(logUrl), await openDeskStore(deskUrl), await openSealingKeys(keysUrl)];
  const close = async () => {
    for (const store of [keys, log, desk]) await store.close();
  };
  return { log, desk, sealer: new Sealer(keys, await openBlobStore(blobUrl)), close };
}
