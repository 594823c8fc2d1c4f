import type { KpiFigure } from '#kpi';
import { postgresUnderTest } from '#postgres/testing';
import { lookAtPages } from '#read-store/open';
import { kpiUrlOf, scratchUrlOf } from '#settings';
import type { QueueAnswer } from '#queries';
import { deskFolder, mail, SmallDesk } from '../testing/index.js';

const postgres = await postgresUnderTest();
const range = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z&by=month&asOf=2026-12-01T00:00:00Z';

postgres.describe('a desk whose pages lie on PostgreSQL', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  beforeAll(async () => {
    folder = await deskFolder({ READ_URL: postgres.freshUrl() });
    desk = await SmallDesk.start(folder.settings);
    await desk.ask('PUT', '/v1/inboxes/help', { json: { kind: 'email', address: 'help@desk.example' } });
    for (const from of ['lina@example.com', 'omar@example.com', 'lina@example.com']) {
      const bytes = mail(from, `m${(mails += 1)}`, `About ${mails}`, 'Where is my parcel?');
      await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes });
    }
    await desk.settled();
    await desk.counted();
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });
  let mails = 0;

  const figures = async (id: string, more = '') =>
    (await desk.ask<{ figures: readonly KpiFigure[] }>('GET', `/v1/kpis/${id}?${range}${more}`)).told.figures;

  it('tells figures from roll-ups, proven from raw events, also by group and filter', async () => {
    expect(await figures('contacts')).toMatchObject([{ period: '2026-03', value: 3, counts: { customers: 2 } }]);
    expect(await figures('contacts', '&group=channel&inbox=help')).toMatchObject([{ value: 3 }]);
    expect(await figures('contacts', '&channel=chat')).toEqual([]);
    const { told } = await desk.ask('GET', `/v1/kpis/no_repeat_in_window/proof?${range}`);
    expect(told).toMatchObject({ result: { disagreements: [] } });
  });

  it('copies pages and figures anew beside the live ones, and finds no difference', async () => {
    const { told } = await desk.ask('POST', '/v1/operations/rebuild', { json: { compare: true } });
    expect(told).toMatchObject({ result: { kind: 'published', comparison: { differences: 0 } } });
    expect(await figures('contacts')).toMatchObject([{ value: 3 }]);
    expect(await lookAtPages(kpiUrlOf(folder.settings))).toBeDefined();
  });

  it('makes the pages of a replay beside them, and removes those when somebody is erased', async () => {
    await desk.ask('POST', '/v1/operations/scratch', { json: {} });
    const { tickets } = (await desk.ask<QueueAnswer>('GET', '/v1/queue?limit=10')).told;
    expect((await lookAtPages(scratchUrlOf(folder.settings)))?.bytes).toBeGreaterThan(0);
    const customerId = tickets[0]?.ticketId.split('.')[0] ?? '';
    const erased = await desk.ask('POST', '/v1/operations/erase', { json: { customerIds: [customerId] } });
    expect(erased).toMatchObject({ status: 200 });
    expect(await lookAtPages(scratchUrlOf(folder.settings))).toBeUndefined();
    await desk.counted();
    expect(await figures('contacts')).toMatchObject([{ value: 3 }]);
  });
});
