import { openDeskStore } from '#desk-store/open';
import type { DeskStore } from '#desk-store';
import { openEventLog } from '#event-log/open';
import type { EventLog } from '#event-log';
import { newStream } from '#event-log';
import { draft } from '#event-log/testing';
import { anchorsIn } from './anchors.js';
import { Housekeeping } from './housekeeping.js';

describe('keeping house', () => {
  let store: DeskStore;
  let log: EventLog;
  let now: string;
  let house: Housekeeping;
  let forgotten: string[];
  beforeEach(async () => {
    [store, log] = [await openDeskStore('memory:'), await openEventLog('memory:')];
    now = '2026-03-01T08:00:00.000Z';
    forgotten = [];
    house = new Housekeeping(store, log, { now: () => now }, async (before) => forgotten.push(before));
  });

  it('anchors the log once a day, and no log that is empty', async () => {
    await house.keepHouse();
    expect(await anchorsIn(store.facts)).toEqual([]);
    await log.append({ stream: 'customer-ann', expected: newStream, events: [draft()] });
    await house.keepHouse();
    now = '2026-03-01T23:00:00.000Z';
    await house.keepHouse();
    now = '2026-03-02T00:00:00.000Z';
    await house.keepHouse();
    const { hash } = await log.head();
    expect(await anchorsIn(store.facts)).toEqual([
      { at: '2026-03-01T08:00:00.000Z', position: 1n, hash: Buffer.from(hash) },
      { at: '2026-03-02T00:00:00.000Z', position: 1n, hash: Buffer.from(hash) },
    ]);
  });

  it('removes pages that others took the place of a week ago', async () => {
    await house.forgetFormerPages();
    expect(forgotten).toEqual(['2026-02-22T08:00:00.000Z']);
  });

  it('forgets first answers after thirty days, and none before', async () => {
    const answered = { bodyDigest: '', result: '{}' };
    await store.results.keep({ ...answered, commandId: 'old', answeredAt: '2026-01-30T07:59:59.999Z' });
    await store.results.keep({ ...answered, commandId: 'young', answeredAt: '2026-01-30T08:00:00.000Z' });
    await house.keepHouse();
    expect(await store.results.find('old')).toBeUndefined();
    expect(await store.results.find('young')).toBeDefined();
  });
});
