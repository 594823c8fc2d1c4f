import { WebhookReceiver } from '#webhooks/testing';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';

interface Shown {
  readonly state: string;
  readonly position: string;
  readonly behind: number;
  readonly failures: number;
  readonly lastOutcome: string;
  readonly deliveries: number;
  readonly recordsDelivered: number;
  readonly pause?: { readonly by: string; readonly reason: string };
}
interface FeedRecord {
  readonly id: string;
  readonly type: string;
  readonly position: string;
}

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

describe('webhooks of a desk at work', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  let receivers: WebhookReceiver[] = [];
  let sent = 0;

  beforeAll(async () => {
    process.env['CRM_SECRET'] = secret;
    folder = await deskFolder({ WEBHOOK_PRIVATE_ADDRESSES: 'allowed' });
    desk = await SmallDesk.start(folder.settings);
    await desk.ask('PUT', '/v1/inboxes/help', { json: { kind: 'email', address: 'help@desk.example' } });
  });
  afterEach(async () => {
    const { webhooks } = (await desk.ask<{ webhooks: { id: string }[] }>('GET', '/v1/webhooks')).told;
    for (const { id } of webhooks) await desk.ask('DELETE', `/v1/webhooks/${id}`);
    for (const receiver of receivers) receiver.stop();
    receivers = [];
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
    delete process.env['CRM_SECRET'];
  });

  const receive = async () => {
    const receiver = await WebhookReceiver.start(secret);
    receivers.push(receiver);
    return receiver;
  };
  const arrives = async (text = 'My parcel is late.') => {
    const bytes = mail('Lina <lina@example.com>', `m${(sent += 1)}`, 'Where is it?', text);
    await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes });
    await desk.settled();
  };
  const create = async (id: string, receiver: WebhookReceiver, more: object = {}) => {
    const json = { id, url: receiver.url, secretName: 'CRM_SECRET', ...more };
    const made = await desk.ask<Shown>('POST', '/v1/webhooks', { json });
    expect(made).toMatchObject({ status: 201, told: { state: 'active' } });
    return made.told;
  };
  const ask = async (what: string, json?: object) =>
    (await desk.ask<Shown>('POST', `/v1/webhooks/${what}`, json ? { json } : {})).told;
  const shown = async (id: string) => (await desk.ask<Shown>('GET', `/v1/webhooks/${id}`)).told;
  const comesTo = async (id: string, isSo: (webhook: Shown) => boolean): Promise<Shown> => {
    for (;;) {
      const webhook = await shown(id);
      if (isSo(webhook)) return webhook;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const feed = async (query = ''): Promise<readonly FeedRecord[]> => {
    const answer = await fetch(`${desk.url}/v1/feed${query}`, { headers: desk.headers() });
    const lines = (await answer.text()).trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as FeedRecord).filter((record) => 'id' in record);
  };
  const idsIn = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);

  it('are told what the feed tells, in its order, signed, with nothing that people wrote', async () => {
    for (let n = 0; n < 5; n += 1) await arrives();
    const crm = await receive();
    await create('crm', crm, { from: 'first', maxRecords: 4 });
    const all = await feed('?text=false');
    await crm.until(({ records }) => records.length >= all.length);
    expect(crm.records).toEqual(all);
    expect(crm.received.every(({ isSigned, records, webhook }) => isSigned && records.length <= 4 && webhook === 'crm')).toBe(true); // prettier-ignore
    expect(JSON.stringify(crm.received)).not.toMatch(/lina@|parcel/);
    const webhook = await comesTo('crm', ({ behind }) => behind === 0);
    expect(webhook).toMatchObject({ failures: 0, lastOutcome: 'HTTP.204', recordsDelivered: all.length });
    await arrives();
    await crm.until(({ records }) => records.length > all.length);
    expect(idsIn(crm.records)).toEqual(idsIn(await feed()));
  });

  it('are told only the types and streams they ask for, and from now on where nothing else is said', async () => {
    const [crm, links] = [await receive(), await receive()];
    await create('crm', crm, { types: ['TicketOpened'], from: 'first' });
    await create('links', links, { streams: ['inbox'] });
    await arrives();
    await desk.ask('PUT', '/v1/inboxes/second', { json: { kind: 'email', address: 'second@desk.example' } });
    const opened = await feed('?types=TicketOpened');
    await links.until(({ records }) => records.length > 0);
    await crm.until(({ records }) => records.length >= opened.length);
    expect(idsIn(crm.records)).toEqual(idsIn(opened));
    expect(links.records.map(({ type, stream }) => [type, stream])).toEqual([['InboxConnected', 'inbox-second']]);
  });

  it('are told what people wrote only where an admin says so', async () => {
    await arrives();
    const crm = await receive();
    await create('crm', crm, { types: ['MessageReceived'], from: 'first', withText: true });
    await crm.until(({ records }) => records.length > 0);
    expect(crm.records[0]?.parts?.['content']).toEqual({
      state: 'opened',
      content: expect.objectContaining({ subject: 'Where is it?' }) as object,
    });
  });

  it('rest while they are paused, go on where they stood, and are told again what somebody asks for', async () => {
    const crm = await receive();
    const { position: beginning } = await create('crm', crm, { types: ['MessageReceived'] });
    await arrives();
    await crm.until(({ records }) => records.length >= 1);
    await comesTo('crm', ({ deliveries }) => deliveries === 1);
    expect(await ask('crm/pause')).toMatchObject({ state: 'paused', pause: { by: 'this-run', reason: 'WEBHOOK.PAUSED' } }); // prettier-ignore
    await arrives();
    expect(await ask('crm/resume')).toMatchObject({ state: 'active', deliveries: 1 });
    await crm.until(({ records }) => records.length >= 2);
    const { position } = await comesTo('crm', ({ deliveries }) => deliveries === 2);
    const [first, second] = crm.records;
    await ask('crm/replay', { after: first?.position });
    await crm.until(({ records }) => records.length >= 3);
    expect(crm.taken[2]).toMatchObject({ id: crm.taken[1]?.id, records: [{ id: second?.id }] });
    // A delivery that is not written down yet when its webhook is moved counts for nothing.
    await comesTo('crm', ({ recordsDelivered }) => recordsDelivered === 3);
    await ask('crm/replay', { after: beginning });
    await crm.until(({ records }) => records.length >= 5);
    expect(idsIn(crm.records.slice(3))).toEqual(idsIn([first, second].filter((record) => record !== undefined)));
    expect((await comesTo('crm', ({ recordsDelivered }) => recordsDelivered === 5)).position).toBe(position);
  });

  it('are paused by themselves once the other end says that it is gone', async () => {
    const crm = await receive();
    crm.usual = { status: 410 };
    await create('crm', crm, { from: 'first' });
    const webhook = await comesTo('crm', ({ state }) => state === 'paused');
    expect(webhook).toMatchObject({ pause: { by: 'system', reason: 'WEBHOOK.GONE' }, lastOutcome: 'HTTP.410' });
    expect(crm.received).toHaveLength(1);
  });

  it('hold up no other: one that never answers waits by itself', async () => {
    const [crm, dead] = [await receive(), await receive()];
    dead.usual = 'silent';
    await create('dead', dead, { from: 'first' });
    await dead.until(({ received }) => received.length > 0);
    await create('crm', crm, { from: 'first' });
    for (let n = 0; n < 3; n += 1) await arrives();
    const all = await feed();
    await crm.until(({ records }) => records.length >= all.length);
    expect(idsIn(crm.records)).toEqual(idsIn(all));
    expect(dead.received).toHaveLength(1);
  });

  it('go on after a restart, and after nobody is left but one that is removed, nothing is sent', async () => {
    const crm = await receive();
    await create('crm', crm, { from: 'first' });
    await arrives();
    const before = await feed();
    await crm.until(({ records }) => records.length >= before.length);
    await comesTo('crm', ({ behind }) => behind === 0);
    await desk.stop();
    desk = await SmallDesk.start(folder.settings);
    await arrives();
    const all = await feed();
    await crm.until(({ records }) => records.length >= all.length);
    expect(idsIn(crm.records)).toEqual(idsIn(all));
    expect((await desk.ask('DELETE', '/v1/webhooks/crm')).status).toBe(200);
    expect((await desk.ask('GET', '/v1/webhooks/crm')).status).toBe(404);
    await arrives();
    expect(crm.records).toHaveLength(all.length);
  });
});
