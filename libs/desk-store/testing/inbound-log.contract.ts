import type { Lane } from '#domain';
import type { InboundLog, KeptEnvelope } from '../src/index.js';
import { onlyOnDisk, withDesk } from './desk-under-test.js';
import type { DeskDriver } from './desk-under-test.js';
import { envelopeOf, inBlobStore } from './envelopes.js';

type Large = ReturnType<typeof inBlobStore>;
const all = 1000;
const anySize = 1_000_000_000;
const everything = (inbound: InboundLog, lane: Lane = 'live') => inbound.read(lane, 0n, all, anySize);
const withoutPosition = ({ position: _, ...envelope }: KeptEnvelope) => envelope;
const soon = () => AbortSignal.timeout(30_000);

/** What every inbound log must do. */
export function describeInboundLog(driver: DeskDriver): void {
  describe(`the inbound log on ${driver.name}`, () => {
    const afterRestart = onlyOnDisk(driver);
    withDesk(driver, (desk) => {
      const inbound = () => desk().store.inbound;

      it('gives every envelope back as it arrived', async () => {
        const envelopes = [
          envelopeOf(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
          envelopeOf(''),
          envelopeOf('{}', { inbox: 'chat', nativeId: 'زائر-١', contentType: '', context: '{"visitor":"v-1"}' }),
          inBlobStore(envelopeOf('x'.repeat(70_000))),
        ];
        await inbound().keep(envelopes);
        const kept = (await everything(inbound())).map(withoutPosition);
        expect(kept.map(({ body, ...row }) => ({ ...row, ...(body && { body: Buffer.from(body) }) }))).toEqual(
          envelopes,
        );
      });

      it('numbers them over both lanes in the order they were kept', async () => {
        const receipts = await inbound().keep([envelopeOf('a'), envelopeOf('b', { lane: 'bulk' }), envelopeOf('c')]);
        expect(receipts.map(({ position }) => position)).toEqual([1n, 2n, 3n]);
        expect((await everything(inbound(), 'live')).map(({ position }) => position)).toEqual([1n, 3n]);
        expect((await everything(inbound(), 'bulk')).map(({ position }) => position)).toEqual([2n]);
        expect([await inbound().head('live'), await inbound().head('bulk')]).toEqual([3n, 2n]);
      });

      it('has nothing to keep, to read or to find at first', async () => {
        expect(await inbound().keep([])).toEqual([]);
        expect(await everything(inbound())).toEqual([]);
        expect([await inbound().head('live'), await inbound().at(1n)]).toEqual([0n, undefined]);
      });

      it('is not misled by a caller who uses the bytes again', async () => {
        const body = Buffer.from('first');
        const kept = inbound().keep([{ ...envelopeOf('first'), body }]);
        body.fill('x');
        await kept;
        expect(Buffer.from((await inbound().at(1n))?.body ?? []).toString()).toBe('first');
      });

      it('takes away what an envelope said and what it was called; the same delivery is known all the same', async () => {
        const visit = { inbox: 'chat', nativeId: 'lina/1', contentType: 'text/lina', context: '{"visitor":"lina"}' };
        await inbound().keep([
          envelopeOf('hello lina', visit),
          envelopeOf('hello sami'),
          envelopeOf('lina, by digest'),
        ]);
        await inbound().erase([1n, 3n]);
        await inbound().erase([1n, 9n]);
        const erased = { erased: true, nativeId: '', sha256: '', contentType: '', context: '' };
        expect(await inbound().at(1n)).toMatchObject({
          ...erased,
          position: 1n,
          inbox: 'chat',
          lane: 'live',
          size: 10,
        });
        expect((await inbound().at(1n))?.body).toBeUndefined();
        expect((await everything(inbound())).map((one) => one.erased)).toEqual([true, undefined, true]);
        const again = await inbound().keep([envelopeOf('hello lina', visit), envelopeOf('lina, by digest')]);
        expect(again).toMatchObject([{ position: 1n, repeated: true }, { position: 3n, repeated: true }]); // prettier-ignore
        expect(await inbound().keep([envelopeOf('new')])).toMatchObject([{ position: 4n, repeated: false }]);
      });

      it('tells large bodies that these envelopes alone have from those that others have, too', async () => {
        const [own, both] = ['own', 'both'].map((text) => inBlobStore(envelopeOf(text.repeat(40_000)))) as [
          Large,
          Large,
        ];
        await inbound().keep([own, both, { ...both, nativeId: 'once more' }, envelopeOf('small')]);
        expect(await inbound().bodiesOnlyOf([1n, 2n, 4n])).toEqual([own.sha256]);
        expect((await inbound().bodiesOnlyOf([1n, 2n, 3n])).toSorted()).toEqual([own.sha256, both.sha256].sort());
        await inbound().erase([1n, 2n]);
        expect([await inbound().hasLargeBody(own.sha256), await inbound().hasLargeBody(both.sha256)]).toEqual([
          false,
          true,
        ]);
        expect(await inbound().bodiesOnlyOf([1n, 2n])).toEqual([]);
      });

      it('finds a delivery that comes again, five times and all at once, and keeps it once', async () => {
        const delivery = envelopeOf('hello', { nativeId: 'delivery-1' });
        const receipts = await Promise.all(Array.from({ length: 5 }, () => inbound().keep([delivery])));
        expect(receipts.flat().filter(({ repeated }) => !repeated)).toHaveLength(1);
        expect(new Set(receipts.flat().map(({ position }) => position))).toEqual(new Set([1n]));
        expect(await everything(inbound())).toHaveLength(1);
      });

      it('finds a delivery that stands twice in one batch', async () => {
        const receipts = await inbound().keep([envelopeOf('a'), envelopeOf('b'), envelopeOf('a')]);
        expect(receipts).toEqual([
          { position: 1n, repeated: false, sameIdOtherBytes: false },
          { position: 2n, repeated: false, sameIdOtherBytes: false },
          { position: 1n, repeated: true, sameIdOtherBytes: false },
        ]);
      });

      it('keeps other bytes under a known id as a new envelope, with a warning', async () => {
        await inbound().keep([envelopeOf('one', { nativeId: 'id' })]);
        const [other, oneAgain, otherAgain, third] = await inbound().keep([
          envelopeOf('two', { nativeId: 'id' }),
          envelopeOf('one', { nativeId: 'id' }),
          envelopeOf('two', { nativeId: 'id' }),
          envelopeOf('three', { nativeId: 'id' }),
        ]);
        expect(other).toEqual({ position: 2n, repeated: false, sameIdOtherBytes: true });
        expect(oneAgain).toEqual({ position: 1n, repeated: true, sameIdOtherBytes: false });
        expect(otherAgain).toEqual({ position: 2n, repeated: true, sameIdOtherBytes: false });
        expect(third).toEqual({ position: 3n, repeated: false, sameIdOtherBytes: true });
      });

      it('never takes the deliveries of two inboxes for one', async () => {
        const receipts = await inbound().keep([
          envelopeOf('same', { inbox: 'a', nativeId: 'b c' }),
          envelopeOf('same', { inbox: 'a b', nativeId: 'c' }),
          envelopeOf('same', { inbox: 'a', nativeId: 'b', lane: 'bulk' }),
        ]);
        expect(receipts.map(({ repeated, sameIdOtherBytes }) => repeated || sameIdOtherBytes)).toEqual([
          false,
          false,
          false,
        ]);
      });

      it('finds an imported delivery that had come live, in whichever lane it comes', async () => {
        await inbound().keep([envelopeOf('a')]);
        expect(await inbound().keep([envelopeOf('a', { lane: 'bulk' })])).toMatchObject([
          { position: 1n, repeated: true },
        ]);
        expect(await inbound().head('bulk')).toBe(0n);
      });

      it('reads on from a position, no more than was asked for', async () => {
        await inbound().keep(['a', 'b', 'c', 'd'].map((body) => envelopeOf(body)));
        expect((await inbound().read('live', 1n, 2, anySize)).map(({ position }) => position)).toEqual([2n, 3n]);
        expect(await inbound().read('live', 4n, 2, anySize)).toEqual([]);
      });

      it('reads no more bytes than was asked for, but always one envelope', async () => {
        await inbound().keep([envelopeOf('x'.repeat(10)), inBlobStore(envelopeOf('y'.repeat(10))), envelopeOf('z')]);
        const bodies = async (maxBytes: number) => (await inbound().read('live', 0n, all, maxBytes)).length;
        expect([await bodies(0), await bodies(19), await bodies(20), await bodies(21)]).toEqual([1, 1, 2, 3]);
      });

      it('wakes who waits when something arrives in his lane', async () => {
        const waiting = inbound().waitFor('live', 0n, soon());
        await inbound().keep([envelopeOf('for the other lane', { lane: 'bulk' })]);
        await inbound().keep([envelopeOf('for this lane')]);
        await waiting;
        expect(await inbound().head('live')).toBe(2n);
      });

      it('lets nobody wait for what is there already', async () => {
        await inbound().keep([envelopeOf('a')]);
        await inbound().waitFor('live', 0n, soon());
        expect(await inbound().head('live')).toBe(1n);
      });

      it('lets go of who waits when he gives up, and when the store closes', async () => {
        const givingUp = new AbortController();
        const waits = [inbound().waitFor('live', 0n, givingUp.signal), inbound().waitFor('bulk', 0n, soon())];
        givingUp.abort();
        await waits[0];
        await inbound().waitFor('live', 0n, givingUp.signal);
        await desk().store.close();
        await waits[1];
      });

      it('gives no position out again that a lost envelope had, after a restore', async () => {
        await inbound().keep([envelopeOf('a'), envelopeOf('b', { lane: 'bulk' })]);
        await inbound().raise(700n);
        await inbound().raise(3n);
        expect(await inbound().lastGiven()).toBe(700n);
        const again = await inbound().keep([envelopeOf('a'), envelopeOf('c'), envelopeOf('d'), envelopeOf('c')]);
        expect(again.map(({ position }) => position)).toEqual([1n, 701n, 702n, 701n]);
        expect(await inbound().lastGiven()).toBe(702n);
        expect((await inbound().at(701n))?.sha256).toBe(envelopeOf('c').sha256);
        expect((await everything(inbound())).map(({ position }) => position)).toEqual([1n, 701n, 702n]);
      });

      afterRestart('goes on behind a raised position after a restart', async () => {
        await inbound().keep([envelopeOf('a')]);
        await inbound().raise(9n);
        await desk().reopen();
        const kept = await inbound().keep([envelopeOf('b'), envelopeOf('a')]);
        expect(kept.map(({ position }) => position)).toEqual([10n, 1n]);
        await desk().reopen();
        expect(await inbound().keep([envelopeOf('c')])).toMatchObject([{ position: 11n }]);
      });

      it('hides nothing from a reader who walks the positions while many doors keep', async () => {
        const doors = Array.from({ length: 8 }, async (_, door) => {
          for (let turn = 0; turn < 20; turn++) {
            const lane = turn % 3 === 0 ? 'bulk' : 'live';
            await inbound().keep([envelopeOf(`${door}.${turn}`, { lane }), envelopeOf(`${door}.${turn}b`, { lane })]);
          }
        });
        const walks = (['live', 'bulk'] as const).map((lane) => walk(inbound(), lane, lane === 'live' ? 208 : 112));
        const [walked] = await Promise.all([Promise.all(walks), ...doors]);
        const positions = walked.flat().sort((a, b) => Number(a - b));
        expect(positions).toEqual(Array.from({ length: 320 }, (_, at) => BigInt(at + 1)));
      });

      afterRestart('knows after a restart what it kept before', async () => {
        await inbound().keep([envelopeOf('one', { nativeId: 'id' }), envelopeOf('b', { lane: 'bulk' })]);
        const reopened = await desk().reopen();
        const receipts = await reopened.inbound.keep([
          envelopeOf('one', { nativeId: 'id' }),
          envelopeOf('two', { nativeId: 'id' }),
        ]);
        expect(receipts).toEqual([
          { position: 1n, repeated: true, sameIdOtherBytes: false },
          { position: 3n, repeated: false, sameIdOtherBytes: true },
        ]);
        expect((await everything(reopened.inbound)).map(({ position }) => position)).toEqual([1n, 3n]);
      });
    });
  });
}

/** Reads a lane as the intake does, until it has seen `count` envelopes. */
async function walk(inbound: InboundLog, lane: Lane, count: number): Promise<bigint[]> {
  const seen: bigint[] = [];
  while (seen.length < count) {
    const after = seen.at(-1) ?? 0n;
    await inbound.waitFor(lane, after, soon());
    seen.push(...(await inbound.read(lane, after, 7, anySize)).map(({ position }) => position));
  }
  return seen;
}
