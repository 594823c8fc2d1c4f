import { holdOutbox } from '#application';
import type { KnownWebhook } from '#application';
import type { DeskStatus } from '#apps/api';
import { inboxLease, noTries, outboxLease } from '#desk-store';
import type { Lease } from '#desk-store';
import { openDeskStore } from '#desk-store/open';
import type { GroupSizes } from '#event-log';
import { deskMeasures } from './desk-measures.js';

const status: DeskStatus = {
  deskId: 'desk',
  epoch: 1,
  position: '9007199254740993',
  pages: '9007199254740990',
  kpis: '9007199254740981',
  lanes: { live: { head: '40', read: '38' }, bulk: { head: '12', read: '12' } },
  partsLost: 0,
};

const crm: KnownWebhook = {
  id: 'crm',
  settings: { url: 'https://crm.example', secretName: 'CRM', types: [], streams: [], withText: false, maxRecords: 100 },
  createdAt: '2026-03-01T08:00:00.000Z',
  tries: { ...noTries, recordsDelivered: 12 },
  pause: { by: 'system', reason: 'WEBHOOK.GONE', at: '2026-03-01T09:00:00.000Z' },
  behind: 7n,
};

/** Measures of a desk with a memory store behind it. */
async function measured(log: { groupSizes?: () => GroupSizes } = {}) {
  const store = await openDeskStore('memory:');
  const counts = [{ inbox: 'mail', reason: 'EMAIL.EMPTY', parts: 2 }];
  const failed = [{ inbox: 'mail', reason: 'SMTP.550', replies: 4 }];
  const questions = {
    quarantined: async () => ({ position: 3n, counts }),
    failedReplies: async () => ({ position: 3n, counts: failed }),
    parkedCounts: async () => ({ position: 3n, counts: [{ category: 'customer', reason: 'TypeError', streams: 1, events: 6 } as const] }), // prettier-ignore
  };
  const webhooks = { list: async () => [crm] };
  const clock = { now: () => '2026-03-01T08:01:00.000Z' };
  const measures = deskMeasures({ status: async () => status, questions, webhooks, log, store, clock });
  const told = async () =>
    new Map((await measures()).map((one) => [one.name, one.kind === 'histogram' ? one.spread : one.values]));
  return { store, told };
}

describe('what the desk measures of itself', () => {
  it('tells how far each part is behind the one before it, at any size of the log', async () => {
    const told = await (await measured()).told();
    expect(told.get('sijil_pages_behind_events')).toEqual([{ value: 3 }]);
    expect(told.get('sijil_kpis_behind_events')).toEqual([{ value: 12 }]);
    expect(told.get('sijil_lane_behind_places')).toEqual([
      { labels: { lane: 'live' }, value: 2 },
      { labels: { lane: 'bulk' }, value: 0 },
    ]);
    expect(told.get('sijil_quarantined_parts')).toEqual([
      { labels: { inbox: 'mail', reason: 'EMAIL.EMPTY' }, value: 2 },
    ]);
    const [why] = [{ category: 'customer', reason: 'TypeError' }];
    expect(told.get('sijil_parked_streams')).toEqual([{ labels: why, value: 1 }]);
    expect(told.get('sijil_parked_events')).toEqual([{ labels: why, value: 6 }]);
    expect(told.get('sijil_webhook_behind_events')).toEqual([{ labels: { webhook: 'crm' }, value: 7 }]);
    expect(told.get('sijil_webhook_paused')).toEqual([{ labels: { webhook: 'crm' }, value: 1 }]);
    expect(told.get('sijil_webhook_records_total')).toEqual([{ labels: { webhook: 'crm' }, value: 12 }]);
  });
  it('tells how many appends shared a durable write, where the log can tell', async () => {
    const groups: GroupSizes = { groups: [[1, 4], [Infinity, 1]], total: 30 }; // prettier-ignore
    const told = await (await measured({ groupSizes: () => groups })).told();
    expect(told.get('sijil_log_group_appends')).toEqual(groups);
    expect((await (await measured()).told()).has('sijil_log_group_appends')).toBe(false);
  });

  it('tells how many replies reached nobody, and why', async () => {
    expect((await (await measured()).told()).get('sijil_replies_failed')).toEqual([
      { labels: { inbox: 'mail', reason: 'SMTP.550' }, value: 4 },
    ]);
  });

  it('tells how many replies have not left, for how long, and whether they may', async () => {
    const { store, told } = await measured();
    expect((await told()).get('sijil_outbox_oldest_seconds')).toEqual([{ value: 0 }]);
    const takenAt = '2026-03-01T08:00:00.000Z';
    const reply = { stream: 'customer-1', conversationId: 'c', inbox: 'mail', position: 1n, takenAt };
    const epoch = (await store.leases.acquire(outboxLease, 'test', takenAt, 600))?.epoch ?? NaN;
    const replies = ['r1', 'r2', 'r3'].map((replyId) => ({ ...reply, replyId }));
    await store.outbox.take(epoch, { replies, statuses: [], upTo: { position: 1n, hash: new Uint8Array(32) } });
    const sending = await store.leases.acquire(inboxLease('mail'), 'test', takenAt, 600);
    await store.outbox.begin(sending as Lease, ['r1'], takenAt);
    await holdOutbox(store.facts, takenAt);
    const now = await told();
    expect(now.get('sijil_outbox_replies')).toEqual([
      { labels: { state: 'sending' }, value: 1 },
      { labels: { state: 'put-off' }, value: 0 },
      { labels: { state: 'due' }, value: 2 },
    ]);
    expect(now.get('sijil_outbox_oldest_seconds')).toEqual([{ value: 60 }]);
    expect(now.get('sijil_outbox_held')).toEqual([{ value: 1 }]);
  });
});
