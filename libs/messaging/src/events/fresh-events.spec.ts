import fc from 'fast-check';
import { draft } from '#event-log/testing';
import type { RecordedEvent } from '#event-log';
import { partitionOf, writeEventRecord } from '../index.js';
import type { TopicRecord } from '../index.js';
import { freshEvents } from './fresh-events.js';
import type { Fresh, PartitionPlace } from './fresh-events.js';

const partitions = 3;
const partition = 1;
const hash = new Uint8Array(32).fill(7);

const eventAt = (nth: number): RecordedEvent => ({
  ...draft({ clear: { nth } }),
  ...{ stream: `customer-${nth % 5}`, version: 1, position: BigInt(nth), recordedAt: '2026-03-01T08:00:01.000Z', hash },
});

/** What one partition holds of a log of 60 events, each record once. */
const published: readonly TopicRecord[] = (() => {
  let prev = 0n;
  const records: TopicRecord[] = [];
  for (let nth = 1; nth <= 60; nth += 1) {
    const event = eventAt(nth);
    if (partitionOf(event.stream, partitions) !== partition) continue;
    records.push(arrived(event, prev, 1, records.length));
    prev = event.position;
  }
  return records;
})();

function arrived(event: RecordedEvent, prev: bigint, epoch: number, offset: number): TopicRecord {
  const follows = event.position - 1n;
  const { key, value, headers } = writeEventRecord(event, { deskId: 'acme', epoch, partition, prev, follows });
  const said = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const);
  return { offset: BigInt(offset), key: Buffer.from(String(key)), value, headers: Object.fromEntries(said) };
}

const all = published.map(({ headers }) => BigInt(Buffer.from(headers['position'] ?? []).toString()));

/** As a reader takes them: batch by batch, until something is in its way. */
function read(batches: readonly (readonly TopicRecord[])[], from?: PartitionPlace) {
  const applied: bigint[] = [];
  let place = from;
  let trouble: Fresh['trouble'];
  for (const [first, ...others] of batches) {
    if (!first || trouble) continue;
    const found = freshEvents(partition, [first, ...others], place);
    applied.push(...found.fresh.map(({ event }) => event.position));
    ({ place, trouble } = found);
  }
  return { applied, place, trouble };
}

/** The partition as relays leave it that crash and wake up: runs of it again, from anywhere before to anywhere published. */
const withRepeats = fc
  .array(fc.tuple(fc.nat(published.length - 1), fc.nat(published.length - 1)), { maxLength: 6 })
  .map((cuts) => {
    const told: TopicRecord[] = [];
    let upTo = 0;
    for (const [one, other] of [...cuts, [0, published.length] as const]) {
      const [start, end] = [Math.min(one, other, upTo), Math.max(one, other)];
      told.push(...published.slice(start, end));
      upTo = Math.max(upTo, end);
    }
    return told.map((record, offset) => ({ ...record, offset: BigInt(offset) }));
  });

const batched = (records: readonly TopicRecord[], size: number) =>
  Array.from({ length: Math.ceil(records.length / size) }, (_, nth) => records.slice(nth * size, (nth + 1) * size));

describe('records of a partition, to whoever applies them', () => {
  it('are each applied once and in order, whatever relays published again', () => {
    fc.assert(
      fc.property(withRepeats, fc.integer({ min: 1, max: 9 }), (records, size) => {
        expect(read(batched(records, size))).toEqual({
          ...{ applied: all, trouble: undefined },
          place: { epoch: 1, position: all.at(-1) },
        });
      }),
    );
  });

  it('are never passed over: whichever run of them is missing, what comes before it is applied and nothing behind it', () => {
    fc.assert(
      fc.property(fc.nat(published.length - 2), fc.integer({ min: 1, max: 5 }), (from, count) => {
        const left = published.filter((_, nth) => nth < from || nth >= from + count);
        fc.pre(from + count < published.length);
        const { applied, trouble } = read([left]);
        expect(applied).toEqual(all.slice(0, from));
        expect(trouble).toMatchObject({
          ...{ code: 'MESSAGING.HOLE_IN_EVENTS', partition },
          ...{ applied: all[from - 1] ?? 0n, missing: all[from + count - 1] },
        });
      }),
    );
  });

  it('follow pages that were copied from the log up to any position', () => {
    const { applied, trouble } = read([published], { epoch: 1, position: 30n });
    expect(trouble).toBeUndefined();
    expect(applied).toEqual(all.filter((position) => position > 30n));
  });

  it('are dropped where they are of a history that ended, and stop the reading where a new one began', () => {
    const next = arrived({ ...eventAt(31), stream: 'customer-1' }, 26n, 2, 99);
    const restored = { epoch: 2, position: 30n };
    expect(read([[...published, next]], restored)).toEqual({
      ...{ applied: [31n], trouble: undefined },
      place: { epoch: 2, position: 31n },
    });
    expect(read([[...published, next]])).toMatchObject({
      ...{ applied: all, trouble: { code: 'MESSAGING.EPOCH_RAISED', applied: 1, epoch: 2 } },
    });
  });

  it('stop the reading where they are no events', () => {
    const [first] = published as [TopicRecord];
    const strange = { ...first, headers: {} };
    expect(read([[strange]]).trouble).toMatchObject({ code: 'MESSAGING.EVENT_UNREADABLE', offset: 0n });
    expect(() => read([[{ ...first, value: null }]])).toThrow('it has no key or no value');
  });
});
