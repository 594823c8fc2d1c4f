import type { NewWebhook, WebhookPause, WebhookProgress } from '../src/index.js';
import { LeaseLost, noTries, webhookLease } from '../src/index.js';
import { onlyOnDisk, withDesk } from './desk-under-test.js';
import type { DeskDriver } from './desk-under-test.js';

const minute = (n: number): string => new Date(Date.UTC(2026, 2, 1, 8, n)).toISOString();
const cursor = (position: bigint, epoch = 1) => ({ epoch, position, hash: new Uint8Array(32).fill(Number(position)) });
const settings = {
  url: 'https://crm.example/log',
  secretName: 'CRM_SECRET',
  types: ['TicketOpened', 'TicketResolved'],
  streams: [],
  withText: false,
  maxRecords: 100,
};
const crm: NewWebhook = { id: 'crm', revision: 'r1', settings, createdAt: minute(0), cursor: cursor(4n) };
const pause: WebhookPause = { by: 'lina', reason: 'WEBHOOK.PAUSED', at: minute(3) };
const failed = {
  ...{ failures: 2, failingSince: minute(1), nextTryAt: minute(5), recordsTried: 7, lastOutcome: 'HTTP.503' },
  ...{ deliveredAt: minute(0), deliveries: 3, recordsDelivered: 40, failedTries: 5 },
};

/** What must be kept of every webhook. */
export function describeWebhookRoom(driver: DeskDriver): void {
  describe(`webhooks on ${driver.name}`, () => {
    const afterRestart = onlyOnDisk(driver);
    withDesk(driver, (desk) => {
      const room = () => desk().store.webhooks;
      const hold = async (holder = 'a', at = minute(0)) =>
        (await desk().store.leases.acquire(webhookLease, holder, at, 60))?.epoch ?? NaN;
      const note = async (progress: WebhookProgress, revision = 'r1') =>
        room().note(await hold(), { id: 'crm', revision }, progress);

      it('are none at first', async () => {
        expect([await room().list(), await room().find('crm')]).toEqual([[], undefined]);
      });

      it('are kept as they were made, in the order of their names', async () => {
        await room().add(crm);
        const archive = { ...crm, id: 'archive', settings: { ...settings, types: [], streams: ['customer'], withText: true } }; // prettier-ignore
        await room().add(archive);
        expect(await room().list()).toEqual([
          { ...archive, tries: noTries },
          { ...crm, tries: noTries },
        ]);
      });

      it('have a name each: a second one is refused, the same again changes nothing', async () => {
        expect([await room().add(crm), await room().add(crm)]).toEqual([true, true]);
        expect(await room().add({ ...crm, revision: 'r2', cursor: cursor(9n) })).toBe(false);
        expect(await room().find('crm')).toEqual({ ...crm, tries: noTries });
      });

      it('stand where their last delivery left them', async () => {
        await room().add(crm);
        expect(await note({ cursor: cursor(6n), tries: failed })).toBe(true);
        expect(await room().find('crm')).toEqual({ ...crm, cursor: cursor(6n), tries: failed });
        await note({ cursor: cursor(6n), tries: failed, pause });
        expect(await room().find('crm')).toMatchObject({ pause });
      });

      it('are changed by people under another revision, and tried at once', async () => {
        await room().add(crm);
        await note({ cursor: cursor(6n), tries: failed });
        const { failingSince: _, nextTryAt: __, ...kept } = failed;
        const fresh = { ...kept, failures: 0, recordsTried: 0 };
        await room().change('crm', 'r2', { settings: { ...settings, maxRecords: 5 } });
        expect(await room().find('crm')).toEqual({
          ...{ ...crm, revision: 'r2', cursor: cursor(6n), tries: fresh },
          settings: { ...settings, maxRecords: 5 },
        });
        await room().change('crm', 'r3', { cursor: cursor(1n, 2) });
        expect(await room().find('crm')).toMatchObject({ revision: 'r3', cursor: cursor(1n, 2) });
        expect(await room().change('nobody', 'r4', {})).toBe(false);
      });

      it('rest while they are paused, and come back', async () => {
        await room().add(crm);
        await room().change('crm', 'r2', { pause });
        expect((await room().find('crm'))?.pause).toEqual(pause);
        await room().change('crm', 'r3', { cursor: cursor(2n) });
        expect((await room().find('crm'))?.pause).toEqual(pause);
        await room().change('crm', 'r4', { pause: null });
        expect((await room().find('crm'))?.pause).toBeUndefined();
      });

      it('hear nothing of a delivery that began before somebody changed or removed them', async () => {
        await room().add(crm);
        await room().change('crm', 'r2', { cursor: cursor(1n) });
        expect(await note({ cursor: cursor(6n), tries: failed })).toBe(false);
        expect(await room().find('crm')).toMatchObject({ cursor: cursor(1n), tries: noTries });
        expect([await room().remove('crm'), await room().remove('crm')]).toEqual([true, false]);
        expect(await note({ cursor: cursor(6n), tries: failed }, 'r2')).toBe(false);
        expect(await room().list()).toEqual([]);
      });

      it('hear nothing from whoever may deliver no more', async () => {
        await room().add(crm);
        const epoch = await hold();
        await hold('b', minute(10));
        const late = room().note(epoch, crm, { cursor: cursor(6n), tries: failed });
        await expect(late).rejects.toEqual(new LeaseLost(webhookLease));
        expect(await room().find('crm')).toEqual({ ...crm, tries: noTries });
      });

      it('are all paused by a restore, those that were paused before for their own reason', async () => {
        await room().add(crm);
        await room().add({ ...crm, id: 'archive' });
        await room().change('archive', 'r2', { pause });
        const restored = { by: 'system', reason: 'WEBHOOK.DESK_RESTORED', at: minute(9) };
        await room().pauseAll(restored);
        expect((await room().list()).map((webhook) => webhook.pause)).toEqual([pause, restored]);
      });

      afterRestart('are there after a restart, each where it stood', async () => {
        await room().add(crm);
        await note({ cursor: cursor(6n), tries: failed, pause });
        const { webhooks } = await desk().reopen();
        expect(await webhooks.list()).toEqual([{ ...crm, cursor: cursor(6n), tries: failed, pause }]);
      });
    });
  });
}
