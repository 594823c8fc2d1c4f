import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { ParkedStream } from '#queries';
import { deskFolder, mail, SmallDesk, writeSpoiltNotes } from '../../testing/index.js';

type Told = Omit<ParkedStream, 'position'>;

describe('a desk with a customer’s file that cannot be copied', () => {
  const stream = 'customer-4k7r1d8v2b6x9n3w5c0h';
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  let logged = '';
  const lines = new Writable({ write: (chunk, _, done) => ((logged += String(chunk)), done()) });
  beforeAll(async () => {
    folder = await deskFolder();
    await writeSpoiltNotes(folder.settings, stream, { spoilt: 2, sound: 1 });
    desk = await SmallDesk.start(folder.settings, pino({ level: 'warn' }, lines));
    await desk.ask('PUT', '/v1/inboxes/help', { json: { kind: 'email', address: 'help@desk.example' } });
    await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes: mail('ann@example.com', 'm1', 'Hello', 'A parcel') });
    await desk.counted();
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  const parked = async (minPosition = '') =>
    (await desk.ask<{ parked: readonly Told[] }>('GET', `/v1/parked?minPosition=${minPosition}`.replace(/\?minPosition=$/, ''))).told.parked; // prettier-ignore
  const decide = (what: 'retry' | 'drop', json?: object) =>
    desk.ask<{ position: string; facts: readonly string[]; code: string }>('POST', `/v1/parked/${stream}/${what}`, { ...(json && { json }) }); // prettier-ignore
  const entries = async () =>
    (await desk.ask<{ entries: readonly object[] }>('GET', `/v1/customers/${stream.slice(9)}/timeline`)).told.entries;
  const metric = async () =>
    (await (await fetch(`${desk.url}/metrics`, { headers: desk.headers() })).text()).match(/^sijil_parked_.*\d$/gm);

  it('serves everybody else, lists what stands still and why, and says so in log and metrics', async () => {
    const { told } = await desk.ask<{ tickets: readonly object[] }>('GET', '/v1/queue');
    expect(told.tickets).toHaveLength(1);
    expect(await parked()).toEqual([expect.objectContaining({ stream, version: 1, reason: 'SyntaxError', events: 3 })]);
    const labels = '{category="customer",reason="SyntaxError"}';
    expect(await metric()).toEqual([`sijil_parked_streams${labels} 1`, `sijil_parked_events${labels} 3`]);
    expect(logged).toContain(`event 1 of ${stream}, a NoteAdded at 1, cannot be copied: SyntaxError`);
  });

  it('says nowhere what stands in the file', async () => {
    const { told } = await desk.ask<object>('GET', `/v1/parked/${stream}`);
    expect(`${logged}${JSON.stringify(told)}`).not.toMatch(/966|call her/);
  });

  it('tries again what is asked for, and it stays where it is while nothing was put right', async () => {
    const { status, told } = await decide('retry');
    expect([status, told.facts]).toEqual([200, ['ParkedEventsRetried']]);
    expect(await parked(told.position)).toMatchObject([{ version: 1, retriedAt: expect.any(String) as string }]);
  });

  it('refuses to drop what nobody looked at', async () => {
    const { status, told } = await decide('drop', { version: 3 });
    expect([status, told.code]).toEqual([409, 'PARKED.ANOTHER_EVENT']);
  });

  it('stops a rebuild, and leaves the live pages as they are', async () => {
    const { told } = await desk.ask<{ problem: { code: string } }>('POST', '/v1/operations/rebuild', { json: {} });
    expect(told.problem.code).toBe('PROJECTION.EVENT_NOT_FOLDED');
    expect(await parked()).toHaveLength(1);
  });

  it('goes on without an event that an admin drops, whose name stands in the log', async () => {
    const first = await decide('drop', { version: 1 });
    expect(await parked(first.told.position)).toMatchObject([{ version: 2, events: 2 }]);
    const second = await decide('drop', { version: 2 });
    expect([await parked(second.told.position), (await entries()).length]).toEqual([[], 1]);
    const feed = await (
      await fetch(`${desk.url}/v1/feed?streams=pages&follow=false`, { headers: desk.headers() })
    ).text();
    expect(feed.match(/ParkedEventDropped/g)).toHaveLength(2);
    expect(feed).toContain('"id":"this-run"');
  });

  it('is rebuilt without what was dropped, and nothing differs', async () => {
    const { told } = await desk.ask<{ result: object }>('POST', '/v1/operations/rebuild', { json: { compare: true } });
    expect(told.result).toMatchObject({ kind: 'published', comparison: { differences: 0 } });
  });
});
