import type { EarlyStatus, OutgoingNote, WaitingReply } from '../src/index.js';
import { LeaseLost, outboxLease } from '../src/index.js';
import { onlyOnDisk, withDesk } from './desk-under-test.js';
import type { DeskDriver } from './desk-under-test.js';

const minute = (n: number): string => new Date(Date.UTC(2026, 2, 1, 8, n)).toISOString();
const mark = (position: bigint) => ({ position, hash: new Uint8Array(32).fill(Number(position)) });

const note = (replyId: string, position: bigint, conversationId = `c-${replyId}`): OutgoingNote => ({
  ...{ replyId, conversationId, position, stream: 'customer-1', inbox: 'mail', takenAt: minute(0) },
});
const fresh = (noted: OutgoingNote): WaitingReply => ({
  ...noted,
  ...{ attempts: 0, nextTryAt: noted.takenAt, lastReason: '', maybeSent: false },
});
const status = (statusId: string, occurredAt: string, nativeKey = 'wamid'): EarlyStatus => ({
  ...{ statusId, nativeKey, occurredAt, inbox: 'whatsapp', status: 'delivered', reason: '' },
  ...{ envelope: '7', parser: 'whatsapp-cloud@1' },
});
const putOff = (at: string, awaits = '', maybeSent = false) => ({
  ...{ nextTryAt: at, reason: 'SMTP.UNREACHABLE', awaits, maybeSent },
});

/** What every outbox must do. */
export function describeOutboxRoom(driver: DeskDriver): void {
  describe(`the outbox on ${driver.name}`, () => {
    const afterRestart = onlyOnDisk(driver);
    withDesk(driver, (desk) => {
      const room = () => desk().store.outbox;
      const hold = async (holder = 'a', at = minute(0)) => {
        const lease = await desk().store.leases.acquire(outboxLease, holder, at, 60);
        return lease?.epoch ?? NaN;
      };
      const take = async (...replies: OutgoingNote[]) => {
        const epoch = await hold();
        await room().take(epoch, { replies, statuses: [], upTo: mark(9n) });
        return epoch;
      };
      const dueIds = async (now: string, limit = 10) => (await room().due(now, limit)).map(({ replyId }) => replyId);

      it('is empty at first', async () => {
        expect([await room().due(minute(9), 10), await room().cutOff(), await room().nextDueAt()]).toEqual([
          [],
          [],
          undefined,
        ]);
        expect(await room().figures()).toEqual({ waiting: 0, sending: 0, putOff: 0 });
      });

      it('keeps a reply once, and with it how far the log was read', async () => {
        const epoch = await take(note('r1', 3n));
        await room().putOff(epoch, 'r1', putOff(minute(5)));
        await room().take(epoch, { replies: [note('r1', 3n), note('r2', 11n)], statuses: [], upTo: mark(12n) });
        expect(await room().due(minute(0), 10)).toEqual([fresh(note('r2', 11n))]);
        expect((await desk().store.checkpoints.get(outboxLease))?.position).toBe(12n);
      });

      it('shows the replies whose time has come, the oldest first and no more than asked for', async () => {
        await take(note('late', 3n), note('early', 1n), note('between', 2n));
        expect(await dueIds(minute(0))).toEqual(['early', 'between', 'late']);
        expect(await dueIds(minute(0), 2)).toEqual(['early', 'between']);
      });

      it('leaves out the replies of inboxes that have their fill', async () => {
        await take(note('slow', 1n), { ...note('quick', 2n), inbox: 'whatsapp' });
        const due = await room().due(minute(0), 1, ['mail', 'chat']);
        expect(due.map(({ replyId }) => replyId)).toEqual(['quick']);
      });

      it('lets no reply overtake an earlier one of its conversation', async () => {
        const epoch = await take(note('first', 1n, 'c'), note('second', 2n, 'c'), note('other', 3n));
        expect(await dueIds(minute(0))).toEqual(['first', 'other']);
        await room().begin(epoch, ['first'], minute(0));
        expect(await dueIds(minute(0))).toEqual(['other']);
        await room().putOff(epoch, 'first', putOff(minute(5)));
        expect(await dueIds(minute(4))).toEqual(['other']);
        await room().settle(epoch, 'first');
        expect(await dueIds(minute(4))).toEqual(['second', 'other']);
      });

      it('counts the tries that were begun, and shows those that never ended', async () => {
        const epoch = await take(note('r1', 1n), note('r2', 2n));
        await room().begin(epoch, ['r1', 'r2'], minute(1));
        const begun = { attempts: 1, sendingSince: minute(1) };
        expect(await room().cutOff()).toEqual([
          { ...fresh(note('r1', 1n)), ...begun },
          { ...fresh(note('r2', 2n)), ...begun },
        ]);
        await room().settle(epoch, 'r2');
        await room().doubt(epoch, ['r1'], minute(2));
        expect(await room().cutOff()).toEqual([]);
        const doubtful = { attempts: 1, nextTryAt: minute(2), maybeSent: true };
        expect(await room().due(minute(2), 10)).toEqual([{ ...fresh(note('r1', 1n)), ...doubtful }]);
      });

      it('tries a reply that was put off again at its time, and says when that is', async () => {
        const epoch = await take(note('r1', 1n));
        await room().begin(epoch, ['r1'], minute(0));
        expect(await room().nextDueAt()).toBeUndefined();
        await room().putOff(epoch, 'r1', putOff(minute(5)));
        expect([await dueIds(minute(4)), await room().nextDueAt()]).toEqual([[], minute(5)]);
        expect(await room().due(minute(5), 10)).toMatchObject([
          { replyId: 'r1', attempts: 1, lastReason: 'SMTP.UNREACHABLE', maybeSent: false },
        ]);
      });

      it('never forgets again that a reply may have gone out', async () => {
        const epoch = await take(note('r1', 1n));
        await room().putOff(epoch, 'r1', putOff(minute(1), '', true));
        await room().putOff(epoch, 'r1', putOff(minute(2)));
        expect(await room().due(minute(2), 10)).toMatchObject([{ replyId: 'r1', maybeSent: true }]);
      });

      it('brings forward what awaits somebody, when they come', async () => {
        const epoch = await take(note('r1', 1n), note('r2', 2n), note('r3', 3n));
        await room().putOff(epoch, 'r1', putOff(minute(50), 'visitor 1'));
        await room().putOff(epoch, 'r2', putOff(minute(50), 'visitor 2'));
        await room().putOff(epoch, 'r3', putOff(minute(50)));
        expect(await room().bringForward(epoch, 'visitor 1', minute(1))).toBe(1);
        expect(await room().bringForward(epoch, 'visitor 1', minute(1))).toBe(0);
        expect(await room().bringForward(epoch, '', minute(1))).toBe(0);
        expect(await dueIds(minute(1))).toEqual(['r1']);
      });

      it('keeps what was told too early until its message is known, each once', async () => {
        const epoch = await hold();
        const statuses = [status('s2', minute(2)), status('s1', minute(1)), status('s3', minute(3), 'other')];
        await room().take(epoch, { replies: [], statuses, upTo: mark(1n) });
        await room().take(epoch, { replies: [], statuses: [status('s1', minute(9))], upTo: mark(2n) });
        expect(await room().statusesOf('wamid')).toEqual([status('s1', minute(1)), status('s2', minute(2))]);
        expect((await room().oldestStatuses(2)).map(({ statusId }) => statusId)).toEqual(['s1', 's2']);
        await room().dropStatus(epoch, 's1');
        expect(await room().expireStatuses(epoch, minute(3))).toBe(1);
        expect([await room().statusesOf('wamid'), await room().statusesOf('other')]).toEqual([
          [],
          [status('s3', minute(3), 'other')],
        ]);
      });

      it('takes nothing from whoever is not the outbox any more', async () => {
        const epoch = await take(note('r1', 1n));
        await hold('b', minute(10));
        const late = [
          () => room().take(epoch, { replies: [], statuses: [], upTo: mark(99n) }),
          () => room().begin(epoch, ['r1'], minute(10)),
          () => room().putOff(epoch, 'r1', putOff(minute(10))),
          () => room().doubt(epoch, ['r1'], minute(10)),
          () => room().settle(epoch, 'r1'),
        ];
        for (const write of late) await expect(write()).rejects.toEqual(new LeaseLost(outboxLease));
        expect(await room().due(minute(0), 10)).toEqual([fresh(note('r1', 1n))]);
        expect((await desk().store.checkpoints.get(outboxLease))?.position).toBe(9n);
      });

      it('knows nothing for certain after a restore: whatever waits may have gone out', async () => {
        const epoch = await take(note('r1', 1n), note('r2', 2n));
        await room().begin(epoch, ['r2'], minute(1));
        await room().beginAgain(mark(4n));
        expect((await room().due(minute(1), 10)).map(({ replyId, maybeSent }) => [replyId, maybeSent])).toEqual([
          ['r1', true],
          ['r2', true],
        ]);
        expect((await desk().store.checkpoints.get(outboxLease))?.position).toBe(4n);
      });

      it('says how much waits, and since when', async () => {
        const epoch = await take(note('r1', 1n), note('r2', 2n), { ...note('r3', 3n), takenAt: minute(1) });
        await room().begin(epoch, ['r1'], minute(0));
        await room().putOff(epoch, 'r2', putOff(minute(5)));
        expect(await room().figures()).toEqual({ waiting: 3, sending: 1, putOff: 1, oldestTakenAt: minute(0) });
      });

      afterRestart('has everything after a restart, the tries under way too', async () => {
        const epoch = await take(note('r1', 1n), note('r2', 2n));
        await room().begin(epoch, ['r1'], minute(1));
        const { outbox } = await desk().reopen();
        expect((await outbox.cutOff()).map(({ replyId }) => replyId)).toEqual(['r1']);
        expect((await outbox.due(minute(1), 10)).map(({ replyId }) => replyId)).toEqual(['r2']);
      });
    });
  });
}
