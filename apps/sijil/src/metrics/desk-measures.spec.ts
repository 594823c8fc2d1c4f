import type { DeskStatus } from '#apps/api';
import type { KnownWebhook } from '#application';
import { noTries } from '#desk-store';
import { deskMeasures } from './desk-measures.js';

const status: DeskStatus = {
  deskId: 'desk',
  epoch: 1,
  position: '9007199254740993',
  pages: '9007199254740990',
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

describe('what the desk measures of itself', () => {
  it('tells how far each part is behind the one before it, at any size of the log', async () => {
    const counts = [{ inbox: 'mail', reason: 'EMAIL.EMPTY', parts: 2 }];
    const questions = { quarantined: async () => ({ position: 3n, counts }) };
    const webhooks = { list: async () => [crm] };
    const measures = await deskMeasures({ status: async () => status, questions, webhooks })();
    const told = new Map(measures.map(({ name, values }) => [name, values]));
    expect(told.get('sijil_pages_behind_events')).toEqual([{ value: 3 }]);
    expect(told.get('sijil_lane_behind_places')).toEqual([
      { labels: { lane: 'live' }, value: 2 },
      { labels: { lane: 'bulk' }, value: 0 },
    ]);
    expect(told.get('sijil_quarantined_parts')).toEqual([
      { labels: { inbox: 'mail', reason: 'EMAIL.EMPTY' }, value: 2 },
    ]);
    expect(told.get('sijil_webhook_behind_events')).toEqual([{ labels: { webhook: 'crm' }, value: 7 }]);
    expect(told.get('sijil_webhook_paused')).toEqual([{ labels: { webhook: 'crm' }, value: 1 }]);
    expect(told.get('sijil_webhook_records_total')).toEqual([{ labels: { webhook: 'crm' }, value: 12 }]);
  });
});
