import fc from 'fast-check';
import { draft } from '#event-log/testing';
import type { RecordedEvent } from '#event-log';
import type { TopicRecord } from '../index.js';
import { arrived, published } from '../../testing/published.js';
import { LogOrder } from './log-order.js';

const partitions = 4;
/** A log whose positions do not rise by one, as those of some stores do not. */
const events: readonly RecordedEvent[] = Array.from({ length: 80 }, (_, nth) => ({
  ...draft({ clear: { nth } }),
  ...{ stream: `customer-${(nth * 7) % 11}`, version: 1, position: BigInt(nth * nth + 1) },
  ...{ recordedAt: '2026-03-01T08:00:01.000Z', hash: new Uint8Array(32).fill(nth) },
}));
const positions = events.map(({ position }) => position);
const records = published(events, partitions);

/** What each partition holds. */
const topic: readonly (readonly TopicRecord[])[] = Array.from({ length: partitions }, (_, partition) =>
  records.filter((record) => record.partition === partition).map((record, offset) => arrived(record, BigInt(offset))),
);

/** Takes some of a partition from an offset on, as far as there are any. */
function take(order: LogOrder, partition: number, from: number, count: number): number {
  const [first, ...others] = topic[partition]?.slice(from, from + count) ?? [];
  return first ? Number(order.take(partition, [first, ...others]).next) : from;
}

/** Which partition is read next, how much of it, and how much is asked for afterwards. */
const readings = fc.array(
  fc.tuple(fc.nat(partitions - 1), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 12 })),
  { minLength: 1, maxLength: 60, size: 'max' },
);

describe('the partitions of a topic', () => {
  it('come together in the order of the log, however they are read, and nothing is left out', () => {
    fc.assert(
      fc.property(readings, (turns) => {
        const order = new LogOrder(1, 0n);
        const at = Array.from({ length: partitions }, () => 0);
        const told: bigint[] = [];
        const read = (partition: number, count: number, atMost: number) => {
          at[partition] = take(order, partition, at[partition] ?? 0, count);
          told.push(...order.handOut(atMost).map(({ position }) => position));
        };
        for (const [partition, count, atMost] of turns) read(partition, count, atMost);
        expect(told).toEqual(positions.slice(0, told.length));
        for (let partition = 0; partition < partitions; partition += 1) read(partition, 99, 99);
        expect(told).toEqual(positions);
        expect([0, 1, 2, 3].map((partition) => order.bytesOf(partition))).toEqual([0, 0, 0, 0]);
      }),
    );
  });

  it('are read again from offsets behind which nothing was handed out, and it goes on where it was', () => {
    fc.assert(
      fc.property(readings, (turns) => {
        const order = new LogOrder(1, 0n);
        const at = Array.from({ length: partitions }, () => 0);
        for (const [partition, count, atMost] of turns) {
          at[partition] = take(order, partition, at[partition] ?? 0, count);
          order.handOut(atMost);
        }
        const { offsets, position } = order;
        const next = new LogOrder(1, position);
        for (let partition = 0; partition < partitions; partition += 1)
          take(next, partition, Number(offsets.get(partition) ?? 0n), 99);
        expect(next.handOut(99).map((event) => event.position)).toEqual(positions.filter((each) => each > position));
      }),
    );
  });

  it('wait for an event that is not there, which is named; when it came another way they go on', () => {
    const order = new LogOrder(1, 0n);
    const lost = 40;
    const { partition } = records[lost] ?? { partition: 0 };
    for (const [each, held] of topic.entries()) {
      const left =
        each === partition
          ? held.slice(
              0,
              held.findIndex(({ headers }) => isAt(headers, lost)),
            )
          : held;
      const [first, ...others] = left;
      if (first) order.take(each, [first, ...others]);
    }
    expect(order.handOut(99).map(({ position }) => position)).toEqual(positions.slice(0, lost));
    expect(order.missing?.position).toBe(positions[lost]);
    order.passTo(positions[lost] ?? 0n);
    const [next] = order.handOut(1);
    expect(next?.position).toBe(partition === records[lost + 1]?.partition ? undefined : positions[lost + 1]);
  });

  it('go on behind what others applied in between', () => {
    const order = new LogOrder(1, 0n);
    for (let partition = 0; partition < partitions; partition += 1) take(order, partition, 0, 5);
    const behind = positions[60] ?? 0n;
    order.passTo(behind);
    for (let partition = 0; partition < partitions; partition += 1) take(order, partition, 5, 99);
    expect(order.handOut(99).map(({ position }) => position)).toEqual(positions.slice(61));
  });
});

const isAt = (headers: TopicRecord['headers'], nth: number): boolean =>
  Buffer.from(headers['position'] ?? []).toString() === String(positions[nth]);
