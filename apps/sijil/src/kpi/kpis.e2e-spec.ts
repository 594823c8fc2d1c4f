import { deskFolder, mail, SmallDesk } from '../../testing/index.js';

interface Figures {
  readonly position: string;
  readonly definition: { readonly id: string; readonly version: number };
  readonly figures: readonly {
    readonly period: string;
    readonly value: number | null;
    readonly numerator?: number;
    readonly denominator?: number;
    readonly counts: { readonly customers: number };
    readonly provisional: boolean;
  }[];
}
const march = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z&by=month&asOf=2026-12-01T00:00:00Z';

describe('figures of a desk at work', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  beforeAll(async () => {
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    await desk.ask('PUT', '/v1/inboxes/support', {
      json: { kind: 'email', address: 'help@desk.example', region: 'SA', timeZone: 'Asia/Riyadh' },
    });
    for (const [from, id] of [
      ['lina@example.com', 'a1'],
      ['lina@home.example', 'a2'],
      ['omar@example.com', 'b1'],
    ] as const) {
      await desk.ask('POST', '/v1/inboxes/support/envelopes', {
        bytes: mail(from, id, `About ${id}`, 'Where is my parcel?'),
      });
    }
    await desk.settled();
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  const figures = async (id: string, more = '') =>
    (await desk.ask<Figures>('GET', `/v1/kpis/${id}?${march}${more}`)).told;
  const position = async () => (await desk.ask<{ position: string }>('GET', '/v1/workload')).told.position;

  it('come with their definition, its version and the position they are valid at', async () => {
    const told = await figures('contacts', `&minPosition=${await position()}`);
    expect(told.definition).toMatchObject({ id: 'contacts', version: 1 });
    expect(told.figures).toMatchObject([{ period: '2026-03', value: 3, counts: { customers: 3 }, provisional: false }]);
  });

  it('can be asked as they were known: a merge later does not silently change March', async () => {
    const before = await position();
    const { told: page } = await desk.ask<{ tickets: readonly { customerId: string }[] }>('GET', '/v1/queue');
    const { told: events } = await desk.ask<{ events: readonly { fact: { customerId: string } }[] }>(
      'GET',
      `/v1/kpis/contacts/events?${march}&minPosition=${before}`,
    );
    expect(events.events.map(({ fact }) => fact.customerId).sort()).toEqual(
      page.tickets.map((each) => each.customerId).sort(),
    );
    const [one, other] = page.tickets.map(({ customerId }) => customerId);
    const merged = await desk.ask<{ position: string }>('POST', '/v1/customers/merge', {
      json: { customerIds: [one, other] },
    });
    const now = `&minPosition=${merged.told.position}`;
    const share = ({ figures: [figure] }: Figures) => [figure?.numerator, figure?.denominator];
    expect(share(await figures('no_repeat_in_window', `${now}&knownAt=${before}`))).toEqual([3, 3]);
    expect(share(await figures('no_repeat_in_window', now))).toEqual([2, 3]);
    const { told: restated } = await desk.ask<{ restated: number; before: unknown; after: unknown }>(
      'GET',
      `/v1/kpis/no_repeat_in_window/restatement?${march}${now}&since=${before}`,
    );
    expect(restated).toMatchObject({ restated: 2, before: [{ numerator: 3 }], after: [{ numerator: 2 }] });
  });

  it('say why a ticket is not counted', async () => {
    const { told: page } = await desk.ask<{ tickets: readonly { ticketId: string }[] }>('GET', '/v1/queue');
    const subject = page.tickets[0]?.ticketId ?? '';
    const because = async (id: string) =>
      (await desk.ask('GET', `/v1/kpis/${id}/why-not?${march}&subject=${subject}`)).told;
    expect(await because('no_reopen')).toMatchObject({ because: 'not-resolved' });
    expect(await because('tickets_opened')).toMatchObject({ because: 'counted' });
    expect(await because('calls')).toMatchObject({ because: 'other-kind' });
  });

  it('refuse a KPI that is not there', async () => {
    const { status, told } = await desk.ask('GET', `/v1/kpis/happiness?${march}`);
    expect([status, told]).toMatchObject([404, { code: 'KPI.NOT_FOUND' }]);
  });
});
