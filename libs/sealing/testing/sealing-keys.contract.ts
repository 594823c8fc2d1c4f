import { KeysUnavailable } from '../src/index.js';
import type { SealingKeys } from '../src/index.js';

/** What every home of keys must do; `reopen` is absent where keys do not outlive the process. */
export interface SealingKeysUnderTest {
  readonly keys: SealingKeys;
  /** Closes the keys and opens them again, as a restart does. */
  readonly reopen?: () => Promise<SealingKeys>;
}

/** The contract all drivers share. `durable` says aloud whether keys outlive the process. */
export function describeSealingKeys(driver: string, durable: boolean, open: () => Promise<SealingKeysUnderTest>): void {
  describe(`sealing keys on ${driver}`, () => {
    let opened: SealingKeysUnderTest;
    let keys: SealingKeys;
    beforeEach(async () => {
      opened = await open();
      keys = opened.keys;
    });
    afterEach(() => keys.close());

    it('has one handle key of 32 bytes', async () => {
      const handleKey = await keys.handleKey();
      expect(handleKey).toHaveLength(32);
      expect(await keys.handleKey()).toEqual(handleKey);
    });

    it('leases blocks whose ids rise and never meet', async () => {
      const first = await keys.lease(10);
      const second = await keys.lease(7);
      expect([first.size, second.size]).toEqual([10, 7]);
      expect(second.first).toBeGreaterThanOrEqual(first.first + 10);
      expect(first.secrets).toHaveLength(320);
    });

    it('tells the highest id it leased', async () => {
      expect(await keys.lastGiven()).toBe(0);
      const { first } = await keys.lease(10);
      expect(await keys.lastGiven()).toBe(first + 9);
      await keys.destroy([first + 9]);
      expect(await keys.lastGiven()).toBe(first + 9);
    });

    it('never leases an id again that was leased before a restore', async () => {
      const { first } = await keys.lease(3);
      await keys.raise(9000);
      await keys.raise(7);
      expect(await keys.lastGiven()).toBe(9000);
      expect((await keys.lease(2)).first).toBe(9001);
      expect((await keys.find([first, 4, 9000])).size).toBe(1);
    });

    it('finds the secrets it leased, in any order asked, and no others', async () => {
      const block = await keys.lease(5);
      const found = await keys.find([block.first + 4, block.first + 1, block.first + 5]);
      expect([...found.keys()].sort()).toEqual([block.first + 1, block.first + 4]);
      expect(Buffer.from(found.get(block.first + 4) ?? [])).toEqual(Buffer.from(block.secrets.subarray(128, 160)));
      expect(await keys.find([])).toEqual(new Map());
    });

    it('finds neighbours and strangers alike, and nothing that lies between them', async () => {
      const { first } = await keys.lease(100);
      for (const wanted of [[5, 1, 3, 6], [3, 9, 5, 6], [7, 7, 9], [0, 99], [50]]) {
        const found = await keys.find(wanted.map((place) => first + place));
        const places = [...found.keys()].map((id) => id - first);
        expect(new Set(places)).toEqual(new Set(wanted));
      }
    });

    it('gives every key another secret', async () => {
      const { secrets } = await keys.lease(100);
      const texts = Array.from({ length: 100 }, (_, n) =>
        Buffer.from(secrets.subarray(32 * n, 32 * n + 32)).toString('hex'),
      );
      expect(new Set(texts).size).toBe(100);
    });

    it('forgets destroyed keys for good, and only those', async () => {
      const { first } = await keys.lease(4);
      await keys.destroy([first, first + 2]);
      await keys.destroy([first]);
      const found = await keys.find([first, first + 1, first + 2, first + 3]);
      expect([...found.keys()].sort()).toEqual([first + 1, first + 3]);
    });

    it('keeps a register of who is erased: asked for once, open until it is closed, and again when entered again', async () => {
      const [monday, tuesday] = ['2026-03-02T08:00:00.000Z', '2026-03-03T08:00:00.000Z'];
      expect(await keys.erasures.list()).toEqual([]);
      await keys.erasures.enter([{ customerId: 'bob', askedAt: monday }]);
      await keys.erasures.enter([{ customerId: 'ann', askedAt: tuesday }]);
      await keys.erasures.close(['bob', 'nobody'], tuesday);
      expect(await keys.erasures.list()).toEqual([
        { customerId: 'ann', askedAt: tuesday },
        { customerId: 'bob', askedAt: monday, doneAt: tuesday },
      ]);
      await keys.erasures.enter([{ customerId: 'bob', askedAt: tuesday }]);
      expect((await keys.erasures.list())[1]).toEqual({ customerId: 'bob', askedAt: monday });
    });

    it('says so when it is closed', async () => {
      await keys.close();
      await expect(keys.lease(1)).rejects.toThrow(KeysUnavailable);
      await expect(keys.find([1])).rejects.toThrow(KeysUnavailable);
      await expect(keys.handleKey()).rejects.toThrow(KeysUnavailable);
      await expect(keys.lastGiven()).rejects.toThrow(KeysUnavailable);
      await expect(keys.raise(1)).rejects.toThrow(KeysUnavailable);
    });

    (durable ? it : it.skip)(
      'keeps keys over a restart and never leases an id again (needs a durable driver)',
      async () => {
        const before = await keys.lease(3);
        const handleKey = await keys.handleKey();
        await keys.raise(5000);
        keys = (await opened.reopen?.()) ?? keys;
        const after = await keys.lease(3);
        expect(after.first).toBe(5001);
        expect(await keys.handleKey()).toEqual(handleKey);
        expect((await keys.find([before.first, after.first])).size).toBe(2);
      },
    );
  });
}
