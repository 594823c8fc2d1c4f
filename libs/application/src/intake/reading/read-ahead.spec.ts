import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeptEnvelope } from '#desk-store';
import type { Arrival } from './arrival.js';
import { LanePace } from './lane-pace.js';
import { ReadAhead } from './read-ahead.js';

const size = { envelopes: 100, bytes: 1_000_000, parts: 100 };

const nothingRead = { parser: 'test@1', items: [], refusals: [] };

/** A lane of so many envelopes, and what was asked of it. */
class Lane {
  readonly readBehind: bigint[] = [];
  private readsUnderWay = 0;
  mostReadsAtOnce = 0;

  constructor(public head: number) {}

  readonly ahead = new ReadAhead(
    0n,
    {
      envelopesAfter: async (position) => {
        this.readBehind.push(position);
        this.mostReadsAtOnce = Math.max(this.mostReadsAtOnce, (this.readsUnderWay += 1));
        await nextTurn();
        this.readsUnderWay -= 1;
        const found = Math.min(size.envelopes, this.head - Number(position));
        return Array.from({ length: found }, (_, at) => ({ position: position + BigInt(at + 1) }) as KeptEnvelope);
      },
      parsed: async (envelopes) => envelopes.map((envelope): Arrival => ({ envelope, parsed: nothingRead })),
    },
    new LanePace(),
    size,
  );

  async last(): Promise<bigint | undefined> {
    return (await this.ahead.next()).at(-1)?.envelope.position;
  }

  /** Until nothing more happens by itself. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
  }
}

describe('reading a lane ahead of whoever takes from it', () => {
  it('gives every envelope once, in order, and nothing at the end', async () => {
    const lane = new Lane(430);
    const taken: (bigint | undefined)[] = [];
    for (let times = 0; times < 6; times += 1) taken.push(await lane.last());
    expect(taken).toEqual([100n, 200n, 300n, 400n, 430n, undefined]);
    expect(lane.mostReadsAtOnce).toBe(1);
  });

  it('keeps two batches ready where the lane is behind, and no more', async () => {
    const lane = new Lane(10_000);
    await lane.last();
    await lane.settle();
    expect(lane.readBehind).toEqual([0n, 100n, 200n]);
    await lane.last();
    await lane.settle();
    expect(lane.readBehind).toEqual([0n, 100n, 200n, 300n]);
  });

  it('reads on behind a few only when they are taken, so that more may gather', async () => {
    const lane = new Lane(110);
    await lane.last();
    await lane.settle();
    expect(lane.readBehind).toEqual([0n, 100n]);
    lane.head = 130;
    expect(await lane.last()).toBe(110n);
    expect(await lane.last()).toBe(130n);
  });

  it('reads again when it is asked again after it found nothing', async () => {
    const lane = new Lane(0);
    expect(await lane.last()).toBeUndefined();
    lane.head = 3;
    expect(await lane.last()).toBe(3n);
  });
});
