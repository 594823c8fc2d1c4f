import { inboxLease, outboxLease } from '#desk-store';
import type { DeskStore, Lease } from '#desk-store';
import { openDeskStore } from '#desk-store/open';
import { newStream } from '#event-log';
import type { EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { firstReply } from './first-reply.js';
import { placeOutbox } from './outbox-place.js';

const minute = '2026-03-01T08:00:00.000Z';
const mark = (position: bigint) => ({ position, hash: new Uint8Array(32) });

describe('the first reply of a desk', () => {
  let [store, log]: [DeskStore, EventLog] = [undefined as never, undefined as never];
  let stop: AbortController;
  beforeEach(async () => {
    [store, log] = [await openDeskStore('memory:'), await openEventLog('memory:')];
    stop = new AbortController();
  });

  const write = (customer: string, ...types: readonly string[]) =>
    log.append({ stream: `customer-${customer}`, expected: newStream, events: types.map((type) => draft({ type })) });
  /** Whether it is there, before anybody else writes; one that is not is asked for no longer. */
  const isThere = async () => {
    const found = firstReply(store, log, stop.signal).then(() => !stop.signal.aborted);
    const given = new Promise<boolean>((resolve) => setImmediate(() => setImmediate(() => resolve(false))));
    const answer = await Promise.race([found, given]);
    stop.abort();
    await found;
    return answer;
  };
  const outboxWith = async (reply: string) => {
    const lease = await store.leases.acquire(outboxLease, 'a', minute, 60);
    const [epoch, note] = [lease?.epoch ?? 0, { replyId: reply, conversationId: 'c', position: 1n, stream: 's' }];
    await store.outbox.take(epoch, { replies: [{ ...note, inbox: 'mail', takenAt: minute }], statuses: [], upTo: mark(0n) }); // prettier-ignore
  };

  it('is none that was written before the desk had an outbox', async () => {
    await write('lina', 'MessageReceived', 'ReplyWritten');
    await placeOutbox(store.checkpoints, log);
    expect(await isThere()).toBe(false);
    expect(await store.checkpoints.get(outboxLease)).toMatchObject({ position: 2n });
  });

  it('is found however late somebody begins to look, and whatever was noted again since', async () => {
    await placeOutbox(store.checkpoints, log);
    await write('lina', 'MessageReceived', 'ReplyWritten');
    await placeOutbox(store.checkpoints, log);
    expect(await isThere()).toBe(true);
  });

  it('is not looked for before it is known from where', async () => {
    await write('lina', 'ReplyWritten');
    await expect(firstReply(store, log, stop.signal)).rejects.toMatchObject({ code: 'OUTBOX.NOT_PLACED' });
    expect(await store.checkpoints.get(outboxLease)).toBeUndefined();
  });

  it('is the one the log holds behind what the outbox has read, whatever else stands before it', async () => {
    await store.outbox.beginAgain(mark(0n));
    await write('lina', 'MessageReceived', 'NoticeReceived');
    expect(await isThere()).toBe(false);
    stop = new AbortController();
    await write('omar', 'MessageReceived', 'ReplyWritten');
    expect(await isThere()).toBe(true);
  });

  it('is found when it is written while somebody waits for it', async () => {
    await store.outbox.beginAgain(mark(0n));
    const found = firstReply(store, log, stop.signal);
    await write('lina', 'ReplyWritten');
    await expect(found).resolves.toBeUndefined();
  });

  it('is one that waits already, also where a crash cut off its try', async () => {
    await outboxWith('r1');
    expect(await isThere()).toBe(true);
    const lease = await store.leases.acquire(inboxLease('mail'), 'test', minute, 60);
    await store.outbox.begin(lease as Lease, ['r1'], minute);
    stop = new AbortController();
    expect(await isThere()).toBe(true);
  });
});
