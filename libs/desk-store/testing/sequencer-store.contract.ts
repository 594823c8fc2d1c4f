import { LeaseLost, sequencerLease } from '../src/index.js';
import type { IndexChange, IndexMark } from '../src/index.js';
import { onlyOnDisk, withDesk } from './desk-under-test.js';
import type { DeskDriver } from './desk-under-test.js';

const eight = '2026-03-01T08:00:00.000Z';
const nine = '2026-03-01T09:00:00.000Z';
const markAt = (position: bigint): IndexMark => ({ position, hash: new Uint8Array(32).fill(Number(position % 251n)) });

/** A change of the index; what is not said stays. */
const change = (said: { [Room in keyof IndexChange]?: Record<string, string> }): IndexChange => ({
  handles: new Map(Object.entries(said.handles ?? {})),
  threads: new Map(Object.entries(said.threads ?? {})),
  items: new Map(Object.entries(said.items ?? {})),
});

/** What every store of the sequencer must do. */
export function describeSequencerStore(driver: DeskDriver): void {
  describe(`the sequencer's store on ${driver.name}`, () => {
    const afterRestart = onlyOnDisk(driver);
    withDesk(driver, (desk) => {
      const sequencer = () => desk().store.sequencer;
      const lead = async (holder: string, now: string): Promise<number> => {
        const lease = await desk().store.leases.acquire(sequencerLease, holder, now, 30);
        return lease?.epoch ?? Number.NaN;
      };

      it('remembers the envelopes in which items of a stream came again, each once', async () => {
        const epoch = await lead('a', eight);
        const lina = { stream: 'customer-lina', envelope: 7n };
        await sequencer().noteRepeats(epoch, [lina, { stream: 'customer-sami', envelope: 8n }]);
        await sequencer().noteRepeats(epoch, [lina, { ...lina, envelope: 9n }]);
        expect((await sequencer().repeatsOf(['customer-lina', 'customer-nobody'])).toSorted()).toEqual([7n, 9n]);
        await expect(sequencer().noteRepeats(epoch + 1, [lina])).rejects.toThrow(LeaseLost);
      });

      it('sends an item for ever where it was sent first', async () => {
        const epoch = await lead('a', eight);
        const first = await sequencer().route(epoch, [{ itemKey: 'item-1', stream: 'customer-1' }], []);
        const again = await sequencer().route(
          epoch,
          [
            { itemKey: 'item-1', stream: 'customer-2' },
            { itemKey: 'item-2', stream: 'customer-2' },
          ],
          [],
        );
        expect([...first]).toEqual([['item-1', 'customer-1']]);
        expect([...again]).toEqual([
          ['item-1', 'customer-1'],
          ['item-2', 'customer-2'],
        ]);
        expect([...(await sequencer().routesOf(['item-2', 'item-3', 'item-1']))].sort()).toEqual([
          ['item-1', 'customer-1'],
          ['item-2', 'customer-2'],
        ]);
      });

      it('sends an item that stands twice in one batch to the first of its files', async () => {
        const routes = [
          { itemKey: 'item', stream: 'customer-1' },
          { itemKey: 'item', stream: 'customer-2' },
        ];
        expect([...(await sequencer().route(await lead('a', eight), routes, []))]).toEqual([['item', 'customer-1']]);
      });

      it('moves the lanes apart from one another, in the same commit as routes', async () => {
        const epoch = await lead('a', eight);
        expect([await sequencer().checkpoint('live'), await sequencer().checkpoint('bulk')]).toEqual([0n, 0n]);
        await sequencer().route(epoch, [], [{ lane: 'live', position: 5n }]);
        await sequencer().route(
          epoch,
          [],
          [
            { lane: 'bulk', position: 2n },
            { lane: 'live', position: 7n },
          ],
        );
        expect([await sequencer().checkpoint('live'), await sequencer().checkpoint('bulk')]).toEqual([7n, 2n]);
      });

      it('knows what is being worked on from the commit of its routes on, until it is told otherwise', async () => {
        const epoch = await lead('a', eight);
        const [first, second] = [
          { lane: 'bulk', first: 3n, last: 9n },
          { lane: 'live', first: 4n, last: 4n },
        ] as const;
        expect(await sequencer().underWay()).toBeUndefined();
        await sequencer().route(epoch, [{ itemKey: 'item', stream: 'customer-1' }], [], first);
        expect(await sequencer().underWay()).toEqual(first);
        await sequencer().route(epoch, [], [{ lane: 'bulk', position: 9n }]);
        expect(await sequencer().underWay()).toEqual(first);
        await sequencer().route(epoch, [], [], second);
        expect(await sequencer().underWay()).toEqual(second);
        await sequencer().route(epoch, [], [{ lane: 'live', position: 4n }], null);
        expect(await sequencer().underWay()).toBeUndefined();
        expect([await sequencer().checkpoint('live'), await sequencer().checkpoint('bulk')]).toEqual([4n, 9n]);
      });

      it('folds the index forward: the last word on a handle or a thread counts, an empty one takes it away', async () => {
        const epoch = await lead('a', eight);
        await sequencer().foldIndex(
          epoch,
          change({ handles: { h1: 'ann', h2: 'ben' }, threads: { t1: 'ann.c1' } }),
          markAt(3n),
        );
        await sequencer().foldIndex(
          epoch,
          change({ handles: { h1: 'cid', h2: '' }, threads: { t2: 'cid.c1' } }),
          markAt(9n),
        );
        expect([...(await sequencer().customersOf(['h1', 'h2']))]).toEqual([['h1', 'cid']]);
        expect([...(await sequencer().conversationsOf(['t1', 't2', 't3']))]).toEqual([
          ['t1', 'ann.c1'],
          ['t2', 'cid.c1'],
        ]);
        const { position, hash } = await sequencer().indexMark();
        expect([position, Buffer.from(hash)]).toEqual([9n, Buffer.from(markAt(9n).hash)]);
      });

      it('holds the marks of a log whose positions no number can hold', async () => {
        const far = 2n ** 62n + 1n;
        await sequencer().foldIndex(await lead('a', eight), change({}), markAt(far));
        expect((await sequencer().indexMark()).position).toBe(far);
      });

      it('starts with an empty index at the start of the log', async () => {
        const { position, hash } = await sequencer().indexMark();
        expect([position, Buffer.from(hash)]).toEqual([0n, Buffer.alloc(32)]);
      });

      it('tells an item that stands in the log from one that was only routed', async () => {
        const epoch = await lead('a', eight);
        await sequencer().route(
          epoch,
          [
            { itemKey: 'routed', stream: 'customer-1' },
            { itemKey: 'both', stream: 'customer-1' },
          ],
          [],
        );
        await sequencer().foldIndex(epoch, change({ items: { both: 'customer-1', folded: 'customer-3' } }), markAt(1n));
        expect([...(await sequencer().recorded(['routed', 'both', 'folded', 'none']))].sort()).toEqual([
          'both',
          'folded',
        ]);
      });

      it('learns from the log where an item stands, even where it was routed elsewhere', async () => {
        const epoch = await lead('a', eight);
        await sequencer().route(epoch, [{ itemKey: 'moved', stream: 'customer-1' }], []);
        await sequencer().foldIndex(
          epoch,
          change({ items: { moved: 'customer-2', restored: 'customer-3' } }),
          markAt(1n),
        );
        expect([...(await sequencer().routesOf(['moved', 'restored']))]).toEqual([
          ['moved', 'customer-2'],
          ['restored', 'customer-3'],
        ]);
      });

      it('forgets the index but no route, and can fold it again', async () => {
        const epoch = await lead('a', eight);
        await sequencer().route(epoch, [{ itemKey: 'item', stream: 'customer-1' }], [{ lane: 'live', position: 4n }]);
        const folded = change({ handles: { h: 'ann' }, threads: { t: 'ann.c1' }, items: { item: 'customer-1' } });
        await sequencer().foldIndex(epoch, folded, markAt(8n));
        await sequencer().clearIndex(epoch);
        expect((await sequencer().customersOf(['h'])).size + (await sequencer().conversationsOf(['t'])).size).toBe(0);
        expect((await sequencer().recorded(['item'])).size).toBe(0);
        expect([...(await sequencer().routesOf(['item']))]).toEqual([['item', 'customer-1']]);
        expect([(await sequencer().indexMark()).position, await sequencer().checkpoint('live')]).toEqual([0n, 4n]);
        await sequencer().foldIndex(epoch, folded, markAt(8n));
        expect((await sequencer().recorded(['item'])).size).toBe(1);
      });

      it('refuses a sequencer that lost its lease, and changes nothing', async () => {
        const old = await lead('a', eight);
        await sequencer().route(old, [{ itemKey: 'item', stream: 'customer-1' }], []);
        const now = await lead('b', nine);
        const late = { itemKey: 'late', stream: 'customer-9' };
        const stretch = { lane: 'live', first: 9n, last: 9n } as const;
        await expect(sequencer().route(old, [late], [{ lane: 'live', position: 9n }], stretch)).rejects.toThrow(
          LeaseLost,
        );
        await expect(sequencer().foldIndex(old, change({ handles: { h: 'x' } }), markAt(9n))).rejects.toThrow(
          LeaseLost,
        );
        await expect(sequencer().clearIndex(old)).rejects.toThrow(LeaseLost);
        expect((await sequencer().routesOf(['late'])).size).toBe(0);
        expect([await sequencer().checkpoint('live'), (await sequencer().indexMark()).position]).toEqual([0n, 0n]);
        expect(await sequencer().underWay()).toBeUndefined();
        expect([...(await sequencer().route(now, [late], []))]).toEqual([['late', 'customer-9']]);
      });

      it('refuses who never held the lease, and who gave it back', async () => {
        await expect(sequencer().route(1, [], [])).rejects.toThrow(LeaseLost);
        const lease = await desk().store.leases.acquire(sequencerLease, 'a', eight, 30);
        if (lease) await desk().store.leases.release(lease);
        await expect(sequencer().route(1, [], [])).rejects.toThrow(LeaseLost);
      });

      it('goes on under a lease that ran out while nobody else took it', async () => {
        const epoch = await lead('a', eight);
        expect(await lead('a', nine)).toBe(epoch);
        expect((await sequencer().route(epoch, [{ itemKey: 'i', stream: 'customer-1' }], [])).size).toBe(1);
      });

      afterRestart('has routes, lanes, index and what was under way after a restart', async () => {
        const epoch = await lead('a', eight);
        const stretch = { lane: 'bulk', first: 7n, last: 8n } as const;
        const routes = [{ itemKey: 'item', stream: 'customer-1' }];
        await sequencer().route(epoch, routes, [{ lane: 'bulk', position: 6n }], stretch);
        await sequencer().foldIndex(
          epoch,
          change({ handles: { h: 'ann' }, items: { item: 'customer-1' } }),
          markAt(5n),
        );
        const { sequencer: reopened } = await desk().reopen();
        expect([...(await reopened.routesOf(['item'])), ...(await reopened.customersOf(['h']))]).toEqual([
          ['item', 'customer-1'],
          ['h', 'ann'],
        ]);
        expect([await reopened.checkpoint('bulk'), (await reopened.indexMark()).position]).toEqual([6n, 5n]);
        expect(await reopened.underWay()).toEqual(stretch);
        expect((await reopened.route(epoch, [{ itemKey: 'more', stream: 'customer-1' }], [])).size).toBe(1);
      });
    });
  });
}
