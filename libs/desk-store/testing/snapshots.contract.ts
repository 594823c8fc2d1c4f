import fc from 'fast-check';
import type { Snapshot } from '../src/index.js';
import { onlyOnDisk, withDesk } from './desk-under-test.js';
import type { DeskDriver } from './desk-under-test.js';

const snapshot = (stream: string, version: number, otherwise: Partial<Snapshot> = {}): Snapshot => ({
  ...{ stream, version, hash: new Uint8Array(32).fill(version % 256), code: 'these rules' },
  bytes: new Uint8Array([version % 256, 0, 255]),
  ...otherwise,
});

/** The same, whichever kind of bytes a driver answers with. */
const plain = (kept: Snapshot | undefined) =>
  kept && { ...kept, hash: [...kept.hash], bytes: Buffer.from(kept.bytes).toString('hex') };

const anySnapshot = fc.record({
  stream: fc.constantFrom('customer-a', 'customer-b', 'inbox-mail'),
  version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  code: fc.string({ unit: 'grapheme-ascii' }),
  bytes: fc.uint8Array({ maxLength: 10_000, size: 'max' }),
});

/** What every room for states of long streams must do. */
export function describeSnapshots(driver: DeskDriver): void {
  describe(`the snapshots kept on ${driver.name}`, () => {
    const afterRestart = onlyOnDisk(driver);
    withDesk(driver, (desk) => {
      const room = () => desk().store.snapshots;
      const kept = async (stream: string, from = room()) => plain(await from.find(stream));

      it('are none at first', async () => {
        expect(await kept('customer-a')).toBeUndefined();
      });

      it('are found by their stream, byte for byte, by every process', async () => {
        await room().keep(snapshot('customer-a', 1000));
        await room().keep(snapshot('customer-b', 2000));
        expect(await kept('customer-a')).toEqual(plain(snapshot('customer-a', 1000)));
        expect(await kept('customer-b', (await desk().beside()).snapshots)).toEqual(
          plain(snapshot('customer-b', 2000)),
        );
      });

      it('take the place of one another, whichever is of the later version', async () => {
        await room().keep(snapshot('customer-a', 5000));
        await room().keep(snapshot('customer-a', 1000, { code: 'other rules' }));
        expect(await kept('customer-a')).toEqual(plain(snapshot('customer-a', 1000, { code: 'other rules' })));
      });

      it('are gone when they are dropped, and nobody else’s is', async () => {
        for (const stream of ['customer-a', 'customer-b', 'customer-c']) await room().keep(snapshot(stream, 1000));
        await room().drop(['customer-a', 'customer-c', 'customer-unknown']);
        await room().drop([]);
        const streams = ['customer-a', 'customer-b', 'customer-c'];
        const found = await Promise.all(streams.map((stream) => kept(stream)));
        expect(found.map((one) => one?.stream)).toEqual([undefined, 'customer-b', undefined]);
      });

      it('may be of megabytes', async () => {
        const large = snapshot('customer-a', 100_000, { bytes: Buffer.alloc(3_000_000, 'state') });
        await room().keep(large);
        expect(await kept('customer-a')).toEqual(plain(large));
      });

      it('are the last that was kept of each stream, whatever was kept', async () => {
        const runs = { numRuns: driver.runs ?? 50 };
        const check = async (given: readonly Snapshot[]) => {
          for (const one of given) await room().keep(one);
          for (const [stream, last] of new Map(given.map((one) => [one.stream, one])))
            expect(await kept(stream)).toEqual(plain(last));
        };
        await fc.assert(fc.asyncProperty(fc.array(anySnapshot, { minLength: 1, maxLength: 6 }), check), runs);
      });

      afterRestart('are there after a restart', async () => {
        await room().keep(snapshot('customer-a', 1000));
        expect(await kept('customer-a', (await desk().reopen()).snapshots)).toEqual(
          plain(snapshot('customer-a', 1000)),
        );
      });
    });
  });
}
