import { openDeskStore } from '#desk-store/open';
import { webhookLease } from '#desk-store';
import type { DeskStore } from '#desk-store';
import { newStream } from '#event-log';
import type { EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { holdWebhooks } from './pause-reasons.js';
import type { WebhookAsk } from './webhook-asks.js';
import { WebhookDesk } from './webhook-desk.js';

const noon = '2026-03-01T12:00:00.000Z';
const settings = { url: 'https://crm.example/', secretName: 'SECRET', types: [], streams: [], withText: false, maxRecords: 9 }; // prettier-ignore

describe('webhooks as people make and change them', () => {
  let [store, log] = [] as unknown as [DeskStore, EventLog];
  let told: number;

  beforeEach(async () => {
    [store, log, told] = [await openDeskStore('memory:'), await openEventLog('memory:'), 0];
    for (const stream of ['customer-1', 'customer-2', 'customer-3']) {
      await log.append({ stream, expected: newStream, events: [draft()] });
    }
  });
  afterEach(() => Promise.all([store.close(), log.close()]));

  const deskOf = (epoch = 1, over = log) =>
    new WebhookDesk({
      ...{ webhooks: store.webhooks, log: over, epoch, reach: { privateAddresses: false }, clock: { now: () => noon } },
      secret: (name) => (name === 'SECRET' ? `whsec_${Buffer.alloc(32).toString('base64')}` : 'a password'),
      onChange: () => (told += 1),
    });
  const ask = async (asked: WebhookAsk, desk = deskOf()) => desk.carryOut(asked, await desk.plan(asked));
  const create = (id: string, from: bigint | 'first' | 'next' = 'first') =>
    ask({ kind: 'CreateWebhook', id, settings, from });
  /** As a delivery leaves it. */
  const standAt = async (position: bigint) => {
    const epoch = (await store.leases.acquire(webhookLease, 'courier', noon, 60))?.epoch ?? NaN;
    const webhook = await store.webhooks.find('crm');
    const hash = (await log.at(position))?.hash ?? new Uint8Array(32);
    if (webhook) await store.webhooks.note(epoch, webhook, { cursor: { epoch: 1, position, hash }, tries: webhook.tries }); // prettier-ignore
  };
  const crm = (epoch = 1) => deskOf(epoch).find('crm');

  it.each([
    ['first', 0n, 3n],
    ['next', 3n, 0n],
    [2n, 2n, 1n],
    [0n, 0n, 3n],
  ] as const)('begin at "%s"', async (from, position, behind) => {
    await create('crm', from);
    expect(await crm()).toMatchObject({ position, behind, createdAt: noon, tries: { deliveries: 0 } });
    expect(told).toBe(1);
  });

  it('begin nowhere else: the log must hold the position', async () => {
    await expect(create('crm', 4n)).rejects.toMatchObject({ code: 'WEBHOOK.POSITION_UNKNOWN' });
  });

  it('have a name of their own, and are no more than a desk can serve', async () => {
    await create('crm');
    await expect(create('crm')).rejects.toMatchObject({ code: 'WEBHOOK.ID_TAKEN' });
    for (let n = 1; n < 64; n += 1) await create(`w${n}`);
    await expect(create('w64')).rejects.toMatchObject({ code: 'WEBHOOK.TOO_MANY', most: 64 });
  });

  it('lead to public addresses, and are signed', async () => {
    const refused = (more: object) =>
      ask({ kind: 'CreateWebhook', id: 'crm', settings: { ...settings, ...more }, from: 'next' });
    await expect(refused({ url: 'https://10.0.0.1/' })).rejects.toMatchObject({ code: 'WEBHOOK.URL_REFUSED' });
    await expect(refused({ secretName: 'OTHER' })).rejects.toMatchObject({ code: 'WEBHOOK.SECRET_UNUSABLE' });
    await create('crm');
    const change = { kind: 'ChangeWebhook', id: 'crm', settings: { ...settings, url: 'http://crm.example' } } as const;
    await expect(ask(change)).rejects.toMatchObject({ code: 'WEBHOOK.URL_REFUSED' });
  });

  it('are there before anything is asked of them', async () => {
    const kinds = ['PauseWebhook', 'ResumeWebhook', 'ReplayWebhook', 'ChangeWebhook', 'DeleteWebhook'] as const;
    for (const kind of kinds) {
      const asked = { kind, id: 'nobody', by: 'lina', from: 'first', settings } as WebhookAsk;
      await expect(ask(asked)).rejects.toMatchObject({ code: 'WEBHOOK.NOT_FOUND' });
    }
    await expect(deskOf().find('nobody')).rejects.toMatchObject({ code: 'WEBHOOK.NOT_FOUND' });
  });

  it('come to the same when a plan is carried out again after a crash', async () => {
    const asked = { kind: 'CreateWebhook', id: 'crm', settings, from: 'next' } as const;
    const plan = await deskOf().plan(asked);
    await deskOf().carryOut(asked, plan);
    await log.append({ stream: 'customer-4', expected: newStream, events: [draft()] });
    await deskOf().carryOut(asked, JSON.parse(JSON.stringify(plan)) as typeof plan);
    expect(await crm()).toMatchObject({ position: 3n, behind: 1n });
  });

  it('go on where they stood after a pause, and elsewhere after a replay', async () => {
    await create('crm');
    await standAt(2n);
    await ask({ kind: 'PauseWebhook', id: 'crm', by: 'lina' });
    expect(await crm()).toMatchObject({ position: 2n, pause: { by: 'lina', reason: 'WEBHOOK.PAUSED', at: noon } });
    await ask({ kind: 'ReplayWebhook', id: 'crm', from: 1n });
    expect(await crm()).toMatchObject({ position: 1n, pause: { by: 'lina' } });
    await ask({ kind: 'ResumeWebhook', id: 'crm' });
    expect((await crm()).pause).toBeUndefined();
    await ask({ kind: 'ReplayWebhook', id: 'crm', from: 'next' });
    expect(await crm()).toMatchObject({ position: 3n, behind: 0n });
  });

  describe('of a desk that was restored', () => {
    beforeEach(async () => {
      await create('crm');
      await standAt(2n);
      await holdWebhooks(store, noon);
    });
    const resume = () => ask({ kind: 'ResumeWebhook', id: 'crm' }, deskOf(2));
    const replay = (from: bigint | 'first' | 'kept', over = log) =>
      ask({ kind: 'ReplayWebhook', id: 'crm', from }, deskOf(2, over));

    it('are paused, and stand nowhere until somebody says from where they go on', async () => {
      const webhook = await crm(2);
      expect(webhook.pause).toEqual({ by: 'system', reason: 'WEBHOOK.DESK_RESTORED', at: noon });
      expect('position' in webhook).toBe(false);
      await expect(resume()).rejects.toMatchObject({ code: 'WEBHOOK.CURSOR_STALE' });
    });

    it.each([
      ['kept', 2n],
      ['first', 0n],
      [1n, 1n],
    ] as const)('go on from "%s"', async (from, position) => {
      await replay(from);
      await resume();
      const webhook = await crm(2);
      expect([webhook.position, webhook.pause]).toEqual([position, undefined]);
    });

    it('do not go on from what they took last where the log has another event there, or none', async () => {
      const [shorter, other] = [await openEventLog('memory:'), await openEventLog('memory:')];
      for (const stream of ['customer-7', 'customer-8']) {
        await other.append({ stream, expected: newStream, events: [draft()] });
      }
      for (const restored of [shorter, other]) {
        await expect(replay('kept', restored)).rejects.toMatchObject({ code: 'WEBHOOK.CURSOR_LOST' });
        await restored.close();
      }
    });
  });
});
