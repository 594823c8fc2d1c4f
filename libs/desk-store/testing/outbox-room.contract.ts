import type { EarlyStatus, OutgoingNote, WaitingReply } from '../src/index.js';
import { inboxLease, LeaseLost, outboxLease } from '../src/index.js';
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
      const hold = async (name: string, holder = 'a', at = minute(0)) => {
        const lease = await desk().store.leases.acquire(name, holder, at, 60);
        return { name, epoch: lease?.epoch ?? NaN };
      };
      const read = async (replies: readonly OutgoingNote[], statuses: readonly EarlyStatus[], upTo: bigint) =>
        room().take((await hold(outboxLease)).epoch, { replies, statuses, upTo: mark(upTo) });
      /** Keeps these, and takes the lease of the inbox they are to leave by. */
      const take = async (...replies: OutgoingNote[]) => {
        await read(replies, [], 9n);
        return hold(inboxLease('mail'));
      };
      const due = (now: string, limit = 10, inboxes = ['mail', 'whatsapp']) => room().due(now, limit, inboxes);
      const dueIds = async (now: string, limit = 10) => (await due(now, limit)).map(({ replyId }) => replyId);

      it('is empty at first', async () => {
        expect([await due(minute(9)), await room().cutOff(['mail']), await room().waiting()]).toEqual([[], [], []]);
        expect(await room().figures()).toEqual({ waiting: 0, sending: 0, putOff: 0 });
      });

      it('keeps a reply once, and with it how far the log was read', async () => {
        const mail = await take(note('r1', 3n));
        await room().putOff(mail, 'r1', putOff(minute(5)));
        await read([note('r1', 3n), note('r2', 11n)], [], 12n);
        expect(await due(minute(0))).toEqual([fresh(note('r2', 11n))]);
        expect((await desk().store.checkpoints.get(outboxLease))?.position).toBe(12n);
      });

      it('shows the replies whose time has come, the oldest first and no more than asked for', async () => {
        await take(note('late', 3n), note('early', 1n), note('between', 2n));
        expect(await dueIds(minute(0))).toEqual(['early', 'between', 'late']);
        expect(await dueIds(minute(0), 2)).toEqual(['early', 'between']);
      });

      it('shows those of the inboxes that are asked for, and which inboxes replies wait in', async () => {
        const mail = await take(note('slow', 1n), { ...note('quick', 2n), inbox: 'whatsapp' }, note('slower', 3n));
        expect((await due(minute(0), 1, ['whatsapp', 'chat'])).map(({ replyId }) => replyId)).toEqual(['quick']);
        await room().begin(mail, ['slow'], minute(0));
        await room().putOff(mail, 'slower', putOff(minute(5)));
        expect(await room().waiting()).toEqual([
          { inbox: 'mail', nextDueAt: minute(5) },
          { inbox: 'whatsapp', nextDueAt: minute(0) },
        ]);
        expect((await room().cutOff(['mail'])).map(({ replyId }) => replyId)).toEqual(['slow']);
        expect(await room().cutOff(['whatsapp'])).toEqual([]);
      });

      it('lets no reply overtake an earlier one of its conversation', async () => {
        const mail = await take(note('first', 1n, 'c'), note('second', 2n, 'c'), note('other', 3n));
        expect(await dueIds(minute(0))).toEqual(['first', 'other']);
        await room().begin(mail, ['first'], minute(0));
        expect(await dueIds(minute(0))).toEqual(['other']);
        await room().putOff(mail, 'first', putOff(minute(5)));
        expect(await dueIds(minute(4))).toEqual(['other']);
        await room().settle(mail, 'first');
        expect(await dueIds(minute(4))).toEqual(['second', 'other']);
      });

      it('counts the tries that were begun, and shows those that never ended', async () => {
        const mail = await take(note('r1', 1n), note('r2', 2n));
        await room().begin(mail, ['r1', 'r2'], minute(1));
        const begun = { attempts: 1, sendingSince: minute(1) };
        expect(await room().cutOff(['mail'])).toEqual([
          { ...fresh(note('r1', 1n)), ...begun },
          { ...fresh(note('r2', 2n)), ...begun },
        ]);
        await room().settle(mail, 'r2');
        await room().doubt(mail, ['r1'], minute(2));
        expect(await room().cutOff(['mail'])).toEqual([]);
        const doubtful = { attempts: 1, nextTryAt: minute(2), maybeSent: true };
        expect(await due(minute(2))).toEqual([{ ...fresh(note('r1', 1n)), ...doubtful }]);
      });

      it('tries a reply that was put off again at its time, and says when that is', async () => {
        const mail = await take(note('r1', 1n));
        await room().begin(mail, ['r1'], minute(0));
        expect(await room().waiting()).toEqual([{ inbox: 'mail' }]);
        await room().putOff(mail, 'r1', putOff(minute(5)));
        expect([await dueIds(minute(4)), await room().waiting()]).toEqual([
          [],
          [{ inbox: 'mail', nextDueAt: minute(5) }],
        ]);
        expect(await due(minute(5))).toMatchObject([
          { replyId: 'r1', attempts: 1, lastReason: 'SMTP.UNREACHABLE', maybeSent: false },
        ]);
      });

      it('never forgets again that a reply may have gone out', async () => {
        const mail = await take(note('r1', 1n));
        await room().putOff(mail, 'r1', putOff(minute(1), '', true));
        await room().putOff(mail, 'r1', putOff(minute(2)));
        expect(await due(minute(2))).toMatchObject([{ replyId: 'r1', maybeSent: true }]);
      });

      it('brings forward what awaits somebody, when they come', async () => {
        const mail = await take(note('r1', 1n), note('r2', 2n), note('r3', 3n));
        await room().putOff(mail, 'r1', putOff(minute(50), 'visitor 1'));
        await room().putOff(mail, 'r2', putOff(minute(50), 'visitor 2'));
        await room().putOff(mail, 'r3', putOff(minute(50)));
        expect(await room().bringForward(mail, 'visitor 1', minute(1))).toBe(1);
        expect(await room().bringForward(mail, 'visitor 1', minute(1))).toBe(0);
        expect(await room().bringForward(mail, '', minute(1))).toBe(0);
        expect(await dueIds(minute(1))).toEqual(['r1']);
      });

      it('keeps what was told too early until its message is known, each once', async () => {
        const mail = await hold(inboxLease('mail'));
        const statuses = [status('s2', minute(2)), status('s1', minute(1)), status('s3', minute(3), 'other')];
        await read([], statuses, 1n);
        await read([], [status('s1', minute(9))], 2n);
        expect(await room().statusesOf('wamid')).toEqual([status('s1', minute(1)), status('s2', minute(2))]);
        expect((await room().oldestStatuses(2)).map(({ statusId }) => statusId)).toEqual(['s1', 's2']);
        await room().dropStatus(mail, 's1');
        expect(await room().expireStatuses(mail, minute(3))).toBe(1);
        expect([await room().statusesOf('wamid'), await room().statusesOf('other')]).toEqual([
          [],
          [status('s3', minute(3), 'other')],
        ]);
      });

      it('takes nothing from whoever is not the outbox any more', async () => {
        const mail = await take(note('r1', 1n));
        const { epoch } = await hold(outboxLease);
        await hold(outboxLease, 'b', minute(10));
        await hold(mail.name, 'b', minute(10));
        await expect(room().take(epoch, { replies: [], statuses: [], upTo: mark(99n) })).rejects.toEqual(new LeaseLost(outboxLease)); // prettier-ignore
        const late = [
          () => room().begin(mail, ['r1'], minute(10)),
          () => room().putOff(mail, 'r1', putOff(minute(10))),
          () => room().doubt(mail, ['r1'], minute(10)),
          () => room().settle(mail, 'r1'),
        ];
        for (const write of late) await expect(write()).rejects.toEqual(new LeaseLost('outbox/mail'));
        expect(await due(minute(0))).toEqual([fresh(note('r1', 1n))]);
        expect((await desk().store.checkpoints.get(outboxLease))?.position).toBe(9n);
      });

      it('changes no reply of an inbox for whoever holds the lease of another', async () => {
        await take(note('r1', 1n));
        const other = await hold(inboxLease('whatsapp'));
        await room().begin(other, ['r1'], minute(1));
        await room().putOff(other, 'r1', putOff(minute(10)));
        await room().doubt(other, ['r1'], minute(10));
        await room().settle(other, 'r1');
        expect(await due(minute(0))).toEqual([fresh(note('r1', 1n))]);
      });

      it('knows nothing for certain after a restore: whatever waits may have gone out', async () => {
        const mail = await take(note('r1', 1n), note('r2', 2n));
        await room().begin(mail, ['r2'], minute(1));
        await room().beginAgain(mark(4n));
        expect((await due(minute(1))).map(({ replyId, maybeSent }) => [replyId, maybeSent])).toEqual([
          ['r1', true],
          ['r2', true],
        ]);
        expect((await desk().store.checkpoints.get(outboxLease))?.position).toBe(4n);
      });

      it('says how much waits, and since when', async () => {
        const mail = await take(note('r1', 1n), note('r2', 2n), { ...note('r3', 3n), takenAt: minute(1) });
        await room().begin(mail, ['r1'], minute(0));
        await room().putOff(mail, 'r2', putOff(minute(5)));
        expect(await room().figures()).toEqual({ waiting: 3, sending: 1, putOff: 1, oldestTakenAt: minute(0) });
      });

      afterRestart('has everything after a restart, the tries under way too', async () => {
        const mail = await take(note('r1', 1n), note('r2', 2n));
        await room().begin(mail, ['r1'], minute(1));
        const { outbox } = await desk().reopen();
        expect((await outbox.cutOff(['mail'])).map(({ replyId }) => replyId)).toEqual(['r1']);
        expect((await outbox.due(minute(1), 10, ['mail'])).map(({ replyId }) => replyId)).toEqual(['r2']);
      });
    });
  });
}
