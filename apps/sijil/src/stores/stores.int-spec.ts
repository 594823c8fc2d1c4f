import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openSealingKeys } from '#sealing/open';
import { deskFolder } from '../../testing/index.js';
import { openStores } from './stores.js';
import type { Stores } from './stores.js';

describe('the stores of a desk', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  beforeEach(async () => (folder = await deskFolder()));
  afterEach(() => folder.remove());

  const open = () => openStores(folder.settings, () => undefined);
  const keysPath = () => join(folder.settings.dataDir, 'keys.db');

  it('begin with nothing, and are found again', async () => {
    const first = await open();
    await first.keys.lease(5);
    await first.close();
    const again = await open();
    expect((await again.keys.lease(5)).first).toBe(6);
    await again.close();
  });

  it('are not opened with the keys of another desk, and are left for whoever comes with the right ones', async () => {
    await (await open()).close();
    const right = `${keysPath()}.right`;
    await copyFile(keysPath(), right);
    await rm(keysPath());
    await (await openSealingKeys(folder.settings.keysUrl)).close();
    await expect(open()).rejects.toMatchObject({ code: 'DESK.HANDLE_KEY_MISMATCH' });
    await copyFile(right, keysPath());
    await (await open()).close();
  });

  it('are not opened with older keys than the desk gave out', async () => {
    await (await open()).close();
    const older = `${keysPath()}.older`;
    await copyFile(keysPath(), older);
    const stores = await open();
    await stores.keys.lease(5);
    await stores.close();
    await copyFile(older, keysPath());
    await expect(open()).rejects.toMatchObject({ code: 'KEYS.RESTORED', leased: 0, noted: 5 });
  });

  describe('that are closed', () => {
    let closed: string[];
    /** Notes who is closed when; one of them refuses after it has closed. */
    function watch({ desk, log, keys }: Stores, refusing?: Error): void {
      closed = [];
      for (const [name, store] of Object.entries({ desk, log, keys })) {
        const close = store.close.bind(store);
        store.close = async () => {
          closed.push(name);
          await close();
          if (refusing && store === log) throw refusing;
        };
      }
    }

    it('go in the order in which they lean on each other, the desk last: it keeps others out', async () => {
      const stores = await open();
      watch(stores);
      await stores.close();
      expect(closed).toEqual(['keys', 'log', 'desk']);
    });

    it('are all closed though one of them refuses, and that is told', async () => {
      const stores = await open();
      const refusal = new Error('the disk is gone');
      watch(stores, refusal);
      await expect(stores.close()).rejects.toBe(refusal);
      expect(closed).toEqual(['keys', 'log', 'desk']);
      await (await open()).close();
    });

    it('are closed once, however often that is asked', async () => {
      const stores = await open();
      watch(stores);
      await Promise.all([stores.close(), stores.close()]);
      expect(closed).toEqual(['keys', 'log', 'desk']);
    });
  });
});
