import { newStream } from '#event-log';
import type { EventLog, StreamTip } from '#event-log';
import { draft } from '#event-log/testing';
import { openEventLog } from '#event-log/open';
import { StreamCache } from './stream-cache.js';

/** A fold that counts, of ten bytes and one for each event. */
const counting = {
  empty: () => 0,
  evolve: (count: number) => count + 1,
  compact: (count: number) => count,
  bytesOf: (_: number, version: number) => 10 + version,
};

describe('what is remembered of streams', () => {
  let log: EventLog;
  let tips: Map<string, StreamTip>;
  let reads: string[];
  beforeEach(async () => {
    log = await openEventLog('memory:');
    tips = new Map();
    reads = [];
    const readStream = log.readStream.bind(log);
    log.readStream = (stream, after, limit) => {
      reads.push(`${stream} after ${after}`);
      return readStream(stream, after, limit);
    };
  });
  const append = async (stream: string, events = 1) => {
    const expected = tips.get(stream) ?? newStream;
    const appended = await log.append({ stream, expected, events: Array.from({ length: events }, () => draft()) });
    tips.set(stream, appended.tip);
  };

  it('is read from the log once, and read on when asked to', async () => {
    const cache = new StreamCache(log, counting, 1_000);
    await append('customer-a', 2);
    expect(await cache.load('customer-a')).toMatchObject({ state: 2, tip: { version: 2 } });
    await append('customer-a');
    expect(await cache.load('customer-a')).toMatchObject({ state: 2 });
    expect(await cache.refresh('customer-a')).toMatchObject({ state: 3, tip: { version: 3 } });
    expect(reads).toEqual(['customer-a after 0', 'customer-a after 2']);
  });

  it('is read to its end, however long the stream is', async () => {
    await append('customer-a', 2_500);
    expect(await new StreamCache(log, counting, 10_000).load('customer-a')).toMatchObject({ state: 2_500 });
  });

  it('is bounded by what it weighs: the stream not used for longest goes first', async () => {
    const cache = new StreamCache(log, counting, 60);
    for (const stream of ['a', 'b', 'c']) await append(`customer-${stream}`, 10);
    for (const stream of ['a', 'b', 'a', 'c']) await cache.load(`customer-${stream}`);
    expect(cache.size).toBe(3);
    await append('customer-d', 10);
    await cache.load('customer-d');
    expect(cache.size).toBe(3);
    reads.length = 0;
    for (const stream of ['a', 'c', 'd', 'b']) await cache.load(`customer-${stream}`);
    expect(reads).toEqual(['customer-b after 0']);
  });

  it('keeps one stream that is heavier than all it may hold', async () => {
    const cache = new StreamCache(log, counting, 60);
    await append('customer-long', 500);
    await cache.load('customer-long');
    expect(cache.size).toBe(1);
  });

  it('does not forget what was written while somebody read', async () => {
    const cache = new StreamCache(log, counting, 1_000);
    await append('customer-a');
    const reading = cache.refresh('customer-a');
    cache.keep('customer-a', { state: 7, tip: { version: 7, hash: new Uint8Array(32) } });
    await reading;
    expect(await cache.load('customer-a')).toMatchObject({ state: 7, tip: { version: 7 } });
  });

  it('costs nothing for streams that do not exist', async () => {
    const cache = new StreamCache(log, counting, 1_000);
    expect(await cache.load('customer-nobody')).toEqual({ state: 0, tip: newStream });
    expect(cache.size).toBe(0);
  });
});
