import { openDeskStore } from '#desk-store/open';
import { outboxLease } from '#desk-store';
import type { DeskStore } from '#desk-store';
import { newStream } from '#event-log';
import type { EventLog } from '#event-log';
import { openEventLog, verifyLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import type { SealingKeys } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { anchorsIn, keepAnchor } from '../desk/anchors.js';
import { lastKeyNoted, noteKeys } from '../stores/noted-keys.js';
import { acceptedRestores, partsLost, writeDownRestore } from './accepted-restores.js';
import { PartsWithoutKey } from './parts-without-key.js';
import { acceptRestoredDesk, mustKnowItsLog } from './restore.js';

const now = '2026-03-03T08:00:00.000Z';

describe('a restore that is accepted', () => {
  let desk: DeskStore;
  let log: EventLog;
  let keys: SealingKeys;
  beforeEach(async () => {
    desk = await openDeskStore('memory:');
    log = await openEventLog('memory:');
    keys = await openSealingKeys('memory:');
  });

  const accept = () => acceptRestoredDesk({ desk, log, keys }, now);
  /** An event with a part under each of these keys. */
  async function append(...keyIds: readonly number[]): Promise<void> {
    const parts = keyIds.map((keyId) => [`part-${keyId}`, { keyId, owner: 'ann', bytes: new Uint8Array(28) }] as const);
    const event = draft({ sealed: Object.fromEntries(parts) });
    await log.append({ stream: `customer-${event.id}`, expected: newStream, events: [event] });
  }
  const anchorAt = (position: bigint, at: string) => keepAnchor(desk.facts, { at, position, hash: new Uint8Array(32).fill(Number(position)) }); // prettier-ignore

  describe('of keys alone', () => {
    it('is noticed by what the log tells of, too, when the desk store was put back with them', async () => {
      await keys.lease(4);
      await noteKeys(desk.numbers, 4);
      await append(3, 4);
      await mustKnowItsLog(desk, log);
      await append(2, 9);
      await expect(mustKnowItsLog(desk, log)).rejects.toMatchObject({ code: 'DESK.RESTORED', number: 9n });
    });

    it('gives no key out again that the log or the desk store tells of, and destroys none', async () => {
      const { first } = await keys.lease(4);
      await append(4, 9);
      await noteKeys(desk.numbers, 20);
      expect(await accept()).toMatchObject({ epoch: 2 });
      expect((await keys.lease(1)).first).toBe(21);
      expect((await keys.find([first, 2, 3, 4])).size).toBe(4);
      await append(30);
      await accept();
      expect([(await keys.lease(1)).first, await lastKeyNoted(desk.numbers)]).toEqual([31, 30]);
    });

    it('is written down with how many parts it cost, each counted once over several restores', async () => {
      await keys.lease(4);
      await append(4, 5, 6);
      await noteKeys(desk.numbers, 8);
      expect((await accept()).lostKeys.parts).toBe(2);
      expect(await acceptedRestores(desk.facts)).toEqual([
        { epoch: 2, acceptedAt: now, position: '1', lostKeys: { after: 4, upTo: 8, parts: 2 }, anchors: [] },
      ]);
      keys = await openSealingKeys('memory:');
      await keys.lease(3);
      await append(9);
      await accept();
      expect((await acceptedRestores(desk.facts)).map(({ lostKeys }) => lostKeys)).toEqual([
        { after: 4, upTo: 8, parts: 2 },
        { after: 3, upTo: 9, parts: 2 },
      ]);
      expect(await partsLost(desk.facts)).toBe(4);
      const withoutKey = new PartsWithoutKey(keys);
      await withoutKey.lookAt(await log.readAll(0n, 10));
      expect(withoutKey.count).toBe(4);
    });

    it('costs nothing where the keys are all there', async () => {
      await keys.lease(4);
      await append(1, 2);
      await accept();
      expect(await partsLost(desk.facts)).toBe(0);
      expect((await keys.lease(1)).first).toBe(5);
    });
  });

  describe('of a log that is shorter than it was', () => {
    beforeEach(async () => {
      await append();
      await anchorAt(1n, '2026-03-01T08:00:00.000Z');
      await anchorAt(7n, '2026-03-02T08:00:00.000Z');
    });
    const missed = async () => {
      const anchors = await anchorsIn(desk.facts);
      const findings = await verifyLog(log, { anchors });
      return findings.filter(({ detail }) => detail.includes('not here')).map(({ position }) => position);
    };

    it('takes out the anchors of what is gone, so that verify is silent about them', async () => {
      expect(await missed()).toEqual([7n]);
      await accept();
      expect(await missed()).toEqual([]);
    });

    it('keeps them aside for the auditor, with when and by which accept they were taken out', async () => {
      await accept();
      const hash = '07'.repeat(32);
      expect(await acceptedRestores(desk.facts)).toMatchObject([
        {
          epoch: 2,
          acceptedAt: now,
          position: '1',
          anchors: [{ at: '2026-03-02T08:00:00.000Z', position: '7', hash }],
        },
      ]);
    });

    it('goes on naming an anchor that vouches for another event than the log holds', async () => {
      await accept();
      const [anchor] = await anchorsIn(desk.facts);
      expect(anchor?.position).toBe(1n);
      expect(await verifyLog(log, { anchors: anchor ? [anchor] : [] })).toMatchObject([
        { kind: 'anchor', position: 1n },
      ]);
    });

    it('lets the settings of an inbox be learned again, though the log counts their changes anew', async () => {
      await desk.inboxes.keep({ id: 'mail', version: 9, text: '"before"' });
      await accept();
      await desk.inboxes.keep({ id: 'mail', version: 2, text: '"after"' });
      expect((await desk.inboxes.changedSince(0)).states).toEqual([{ id: 'mail', version: 2, text: '"after"' }]);
    });

    it('says what the log tells of and what is held', async () => {
      const ticket = draft({ type: 'TicketOpened', clear: { number: 42, envelope: '17' } });
      await log.append({ stream: 'customer-1', expected: newStream, events: [ticket] });
      const epoch = (await desk.leases.acquire(outboxLease, 'test', now, 60))?.epoch ?? NaN;
      const reply = { replyId: 'r1', stream: 'customer-1', conversationId: 'c', inbox: 'mail', position: 2n, takenAt: now }; // prettier-ignore
      await desk.outbox.take(epoch, { replies: [reply], statuses: [], upTo: await log.head() });
      expect(await accept()).toMatchObject({
        given: { ticketNumber: 42, envelope: '17' },
        held: { replies: 1, webhooks: 0 },
      });
    });

    it('lets no webhook deliver before somebody says from where', async () => {
      const settings = { url: 'https://crm.example', secretName: 'CRM', types: [], streams: [], withText: false, maxRecords: 9 }; // prettier-ignore
      const cursor = { epoch: 1, position: 0n, hash: new Uint8Array(32) };
      await desk.webhooks.add({ id: 'crm', revision: 'r1', settings, createdAt: now, cursor });
      await accept();
      const webhook = await desk.webhooks.find('crm');
      expect(webhook?.pause).toEqual({ by: 'system', reason: 'WEBHOOK.DESK_RESTORED', at: now });
      expect(webhook?.cursor.epoch).toBe(1);
    });

    it('forgets nothing when it dies on the way and is begun again', async () => {
      await accept();
      const [first] = await acceptedRestores(desk.facts);
      if (first) await writeDownRestore(desk.facts, { ...first, anchors: [], acceptedAt: '2026-03-04T08:00:00.000Z' });
      expect(await acceptedRestores(desk.facts)).toEqual([first]);
    });
  });
});
