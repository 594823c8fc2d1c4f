import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { CloudApi, cloudRefusal, outgoing } from '../../../testing/index.js';
import type { OutgoingReply, SendOutcome } from '../../sender.js';
import { WhatsAppSender } from './send-whatsapp.js';

const now = '2026-03-01T09:00:00.000Z';
const answered = { to: '966500000001', name: 'Lina', subject: '', nativeId: 'wamid.a', references: [] };

describe('a reply by WhatsApp', () => {
  let cloud: CloudApi;
  beforeEach(async () => (cloud = await CloudApi.start()));
  afterEach(() => cloud.stop());
  const send = (change: Partial<OutgoingReply> = {}, sendUrl = cloud.url, token = 'a token'): Promise<SendOutcome> =>
    new WhatsAppSender({ secret: () => token }).send(
      outgoing({ answered, ...change }),
      { id: 'wa', address: '1158201444', sendSecretName: 'TOKEN', sendUrl },
      now,
    );

  it('is sent under the id its provider gives it, as an answer to what the customer wrote', async () => {
    expect(await send()).toEqual({ kind: 'sent', nativeId: 'wamid.1' });
    expect(cloud.asked).toMatchObject([
      {
        path: '/v23.0/1158201444/messages',
        authorization: 'Bearer a token',
        body: {
          messaging_product: 'whatsapp',
          to: '966500000001',
          text: { body: 'Your parcel is on its way.', preview_url: false },
          context: { message_id: 'wamid.a' },
          biz_opaque_callback_data: 'r1',
        },
      },
    ]);
  });

  it.each<[string, Partial<OutgoingReply>, string]>([
    ['a day after the customer was heard', { heardAt: '2026-02-28T09:00:00.000Z' }, 'WHATSAPP.WINDOW_CLOSED'],
    ['that is longer than WhatsApp takes', { text: 'x'.repeat(4097) }, 'WHATSAPP.TEXT_TOO_LONG'],
  ])('%s fails, and nobody is asked', async (_what, change, reason) => {
    expect(await send(change)).toEqual({ kind: 'failed', reason });
    expect(cloud.asked).toEqual([]);
  });

  it.each<[number, number, object]>([
    [400, 131026, { kind: 'failed', reason: 'WHATSAPP.131026', detail: { code: 131026 } }],
    [400, 130429, { kind: 'later', reason: 'WHATSAPP.130429', maybeSent: false }],
    [401, 190, { kind: 'later', reason: 'WHATSAPP.190', maybeSent: false }],
    [500, 131016, { kind: 'later', reason: 'WHATSAPP.131016', maybeSent: false }],
  ])('refused with %i and code %i is %j', async (status, code, outcome) => {
    cloud.refusals.push(cloudRefusal(status, code, 'no'));
    expect(await send()).toMatchObject(outcome);
  });

  it('may have gone out when a gateway before the provider gave up', async () => {
    cloud.refusals.push({ status: 504, body: {} });
    expect(await send()).toEqual({ kind: 'later', reason: 'WHATSAPP.HTTP_504', maybeSent: true });
  });

  it('stays, surely, while nobody listens; and may have gone out when the connection breaks', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy())).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const broken = await send({}, url);
    await new Promise((closed) => server.close(closed));
    expect(broken).toEqual({ kind: 'later', reason: 'WHATSAPP.UNREACHABLE', maybeSent: true });
    expect(await send({}, url)).toEqual({ kind: 'later', reason: 'WHATSAPP.UNREACHABLE', maybeSent: false });
  });

  it('waits until sending is set up', async () => {
    expect(await send({}, cloud.url, '')).toEqual({ kind: 'later', reason: 'OUTBOX.NOT_SET_UP', maybeSent: false });
  });
});
