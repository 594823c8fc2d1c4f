import type { KpiFigure, KpiQuestion } from '#kpi';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';
import { KpiProofs } from './kpi-proofs.js';

interface Proof {
  readonly result: {
    readonly position: string;
    readonly events: string;
    readonly figures: readonly KpiFigure[];
    readonly disagreements: readonly unknown[];
  };
}
const march = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z&by=month&asOf=2026-12-01T00:00:00Z';
const question: KpiQuestion = {
  id: 'contacts',
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-04-01T00:00:00.000Z',
  zone: 'UTC',
  by: 'month',
  group: [],
  filters: {},
  window: '7d',
  sameTopic: false,
  asOf: '2026-12-01T00:00:00.000Z',
};
const never = new AbortController().signal;

describe('figures of a desk at work, proven', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  beforeAll(async () => {
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    const support = { kind: 'email', address: 'help@desk.example', region: 'SA', timeZone: 'Asia/Riyadh' };
    await desk.ask('PUT', '/v1/inboxes/support', { json: support });
    for (const n of [1, 2]) {
      const bytes = mail(`customer${n}@example.com`, `m${n}`, `About ${n}`, 'Where is my parcel?');
      await desk.ask('POST', '/v1/inboxes/support/envelopes', { bytes });
    }
    await desk.settled();
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  const position = async () => (await desk.ask<{ position: string }>('GET', '/v1/workload')).told.position;
  const proof = async (id: string, more = '') =>
    (await desk.ask<Proof>('GET', `/v1/kpis/${id}/proof?${march}&minPosition=${await position()}${more}`)).told.result;

  it('are what raw events say, also as they were known before two files were one person’s', async () => {
    const before = await proof('no_repeat_in_window');
    expect(before).toMatchObject({ figures: [{ numerator: 2, denominator: 2 }], disagreements: [] });
    const { told: page } = await desk.ask<{ tickets: readonly { customerId: string }[] }>('GET', '/v1/queue');
    const customerIds = page.tickets.map(({ customerId }) => customerId);
    await desk.ask('POST', '/v1/customers/merge', { json: { customerIds } });
    await desk.settled();

    const now = await proof('no_repeat_in_window');
    expect(now).toMatchObject({ figures: [{ numerator: 1, denominator: 2 }], disagreements: [] });
    expect(Number(now.events)).toBeGreaterThan(Number(before.events));
    const then = await proof('no_repeat_in_window', `&knownAt=${before.position}`);
    expect(then).toMatchObject({ figures: before.figures, events: before.events, disagreements: [] });
  });

  it('name what raw events say otherwise', async () => {
    const proofs = new KpiProofs(folder.settings.logUrl);
    let last: unknown;
    for await (const line of proofs.prove({ question }, { figures: [], position: 1_000n }, never)) last = line;
    expect(last).toMatchObject({ result: { disagreements: [{ told: undefined, proven: { value: 2 } }] } });
  });

  it('are proven one at a time; whoever stops listening makes room', async () => {
    const proofs = new KpiProofs(folder.settings.logUrl);
    const begin = () => proofs.prove({ question }, { figures: [], position: 1_000n }, never)[Symbol.asyncIterator]();
    const first = begin();
    await first.next();
    expect(begin).toThrow(expect.objectContaining({ code: 'KPI.PROOF_UNDER_WAY' }) as Error);
    await first.return?.();
    const second = begin();
    expect((await second.next()).done).toBe(false);
    await second.return?.();
  });

  it('refuse a KPI that is not there before anything begins', async () => {
    const { status, told } = await desk.ask('GET', `/v1/kpis/happiness/proof?${march}`);
    expect([status, told]).toMatchObject([404, { code: 'KPI.NOT_FOUND' }]);
  });
});
