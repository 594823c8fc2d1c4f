import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ChatWindow } from '../../../api/testing/index.js';
import { signVisitorToken } from '#channels/open';
import { CloudApi, cloudRefusal, deskFolder, mail, MailServer, SmallDesk } from '../../testing/index.js';

interface Delivery {
  readonly status: string;
  readonly reason: string;
}
interface Entry {
  readonly kind: string;
  readonly id: string;
  readonly ticketId: string;
  readonly customerId: string;
  readonly delivery?: Delivery;
}

const secrets = { SMTP_HELP: '', WHATSAPP_TOKEN: 'a token', APP_SECRET: 'app secret', CHAT_SECRET: 'chat secret' };

describe('a reply', () => {
  let [folder, desk, mailbox, cloud] = [] as unknown as [
    Awaited<ReturnType<typeof deskFolder>>,
    SmallDesk,
    MailServer,
    CloudApi,
  ];

  beforeAll(async () => {
    [mailbox, cloud, folder] = await Promise.all([MailServer.start(), CloudApi.start(), deskFolder()]);
    Object.assign(process.env, secrets, { SMTP_HELP: mailbox.url });
    desk = await SmallDesk.start(folder.settings);
    const address = 'help@desk.example';
    const sending = { sendSecretName: 'SMTP_HELP', displayName: 'مكتب المساعدة' };
    await connect({ id: 'help', kind: 'email', address, ...sending });
    const numbers = { address: '1158201444', region: 'SA', secretName: 'APP_SECRET' };
    await connect({ id: 'wa', kind: 'whatsapp-cloud', ...numbers, sendSecretName: 'WHATSAPP_TOKEN', sendUrl: cloud.url }); // prettier-ignore
    await connect({ id: 'chat', kind: 'web-chat', address: 'shop.example', secretName: 'CHAT_SECRET' });
  });
  afterAll(async () => {
    await desk.stop();
    await Promise.all([mailbox.stop(), folder.remove()]);
    cloud.stop();
    for (const name of Object.keys(secrets)) delete process.env[name];
  });

  const connect = async (inbox: object) =>
    expect((await desk.ask('POST', '/v1/inboxes', { json: inbox })).status).toBe(201);

  /** The customer's story, found by a word they wrote. */
  const storyOf = async (word: string): Promise<readonly Entry[]> => {
    await desk.settled();
    const found = await desk.ask<{ hits: Entry[] }>('GET', `/v1/search?q=${encodeURIComponent(word)}`);
    const [hit] = found.told.hits;
    if (!hit) throw new Error(`nobody wrote ${word}`);
    const story = await desk.ask<{ entries: Entry[] }>('GET', `/v1/customers/${hit.customerId}/timeline`);
    return story.told.entries;
  };
  const answer = async (word: string, text: string): Promise<void> => {
    const ticketId = (await storyOf(word)).find((entry) => entry.kind === 'message')?.ticketId ?? '';
    const { status } = await desk.ask('POST', `/v1/tickets/${ticketId}/replies`, { json: { text } });
    expect(status).toBeLessThan(300);
  };
  /** The state of the latest reply, once it is this one. */
  const comesTo = async (word: string, status: string): Promise<Delivery> => {
    for (;;) {
      const reply = (await storyOf(word)).find(({ kind }) => kind === 'reply');
      if (reply?.delivery?.status === status) return reply.delivery;
      await pause(20);
    }
  };
  const write = async (from: string, id: string, subject: string, text: string, more = '') => {
    const bytes = mail(from, id, subject, text, more);
    expect((await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes })).status).toBeLessThan(300);
  };

  it('leaves as a mail in the customer’s thread, reads from right to left, and answers find their way back', async () => {
    await write('Lina <lina@example.com>', 'first', 'طلبي', 'kumquat أين طلبي؟', 'References: <root@example.com>\r\n');
    await answer('kumquat', 'مرحبا لينا\n\nطلبك في الطريق');
    const [sent] = await mailbox.hasTaken(1);
    await comesTo('kumquat', 'sent');
    expect([sent?.from, sent?.to]).toEqual(['help@desk.example', ['lina@example.com']]);
    const head = (sent?.raw ?? '').split('\r\n\r\n')[0]?.replace(/\r\n\s+/g, ' ') ?? '';
    expect(head).toMatch(/^In-Reply-To: <first@example\.com>$/m);
    expect(head).toMatch(/^References: <root@example\.com> <first@example\.com>$/m);
    expect(head).toMatch(/^Message-ID: <[0-9a-z]{26}@reply\.sijil>$/m);
    const replyTo = /^Reply-To: .*<(help\+[0-9a-z]{16}@desk\.example)>$/m.exec(head)?.[1];
    expect(sent?.raw).toContain('dir=3D"rtl"');
    const bytes = mail('lina@home.example', 'second', 'Re', 'durian شكرا').replace('help@desk.example', replyTo ?? '');
    await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes });
    const tickets = (await storyOf('durian')).filter(({ kind }) => kind === 'message').map(({ ticketId }) => ticketId);
    expect(tickets).toHaveLength(2);
    expect(new Set(tickets).size).toBe(1);
  });

  it('fails at once, and says why, when the mail server wants nothing to do with the recipient', async () => {
    await write('sami@example.com', 'third', 'Hello', 'rambutan please');
    mailbox.refusal = { code: 550, words: 'no such mailbox' };
    await answer('rambutan', 'We would gladly.');
    expect(await comesTo('rambutan', 'failed')).toMatchObject({ reason: 'SMTP.550' });
    mailbox.refusal = undefined;
  });

  it('goes to no machine: an address that nobody reads is not answered', async () => {
    await write('no-reply@shop.example', 'fourth', 'News', 'tamarind news');
    await answer('tamarind', 'Thanks.');
    expect(await comesTo('tamarind', 'failed')).toMatchObject({ reason: 'OUTBOX.NO_RECIPIENT' });
  });

  const webhook = async (value: object) => {
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] }); // prettier-ignore
    const signature = `sha256=${createHmac('sha256', secrets.APP_SECRET).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    const { status } = await fetch(`${desk.url}/v1/inboxes/wa/webhook`, { method: 'POST', headers, body });
    expect(status).toBe(200);
  };
  const seconds = (at: number): string => String(Math.floor(at / 1000));
  const heard = (id: string, from: string, words: string, at = Date.now()) =>
    webhook({
      metadata: { phone_number_id: '1158201444', display_phone_number: '966500000000' },
      contacts: [{ wa_id: from, profile: { name: 'Omar' } }],
      messages: [{ id, from, timestamp: seconds(at), type: 'text', text: { body: words } }],
    });
  const told = (id: string, status: string, recipient: string) =>
    webhook({
      metadata: { phone_number_id: '1158201444' },
      statuses: [{ id, status, timestamp: seconds(Date.now()), recipient_id: recipient }],
    });

  it('leaves by WhatsApp after its provider was busy, and what the provider reports stands beside it', async () => {
    await heard('wamid.a', '966511111111', 'pomelo');
    cloud.refusals.push(cloudRefusal(400, 131026, 'Message undeliverable'));
    await answer('pomelo', 'first try');
    expect(await comesTo('pomelo', 'failed')).toMatchObject({ reason: 'WHATSAPP.131026' });
    await answer('pomelo', 'نعم');
    await comesTo('pomelo', 'sent');
    const { path, authorization, body } = cloud.asked.at(-1) ?? cloud.asked[0] ?? { path: '', authorization: '', body: {} }; // prettier-ignore
    expect([path, authorization]).toEqual(['/v23.0/1158201444/messages', 'Bearer a token']);
    expect(body).toMatchObject({ to: '966511111111', text: { body: 'نعم' }, context: { message_id: 'wamid.a' } });
    await told(`wamid.${cloud.asked.length}`, 'delivered', '966511111111');
    await comesTo('pomelo', 'delivered');
  });

  it('is shown as delivered also when its provider said so before the desk knew its id', async () => {
    await heard('wamid.b', '966522222222', 'sapodilla');
    await told(`wamid.${cloud.asked.length + 1}`, 'delivered', '966599999999');
    await desk.settled();
    await answer('sapodilla', 'on its way');
    await comesTo('sapodilla', 'delivered');
  });

  it('fails when the customer was not heard by WhatsApp for a day', async () => {
    await heard('wamid.c', '966533333333', 'soursop', Date.now() - 25 * 3_600_000);
    await answer('soursop', 'too late');
    expect(await comesTo('soursop', 'failed')).toMatchObject({ reason: 'WHATSAPP.WINDOW_CLOSED' });
  });

  const visitor = (name: string) => signVisitorToken({ visitor: name, inbox: 'chat' }, secrets.CHAT_SECRET);

  it('reaches the open window of a visitor, and is delivered when the window says so', async () => {
    const window = await ChatWindow.open(desk.url);
    expect(await window.ask({ type: 'hello', token: visitor('v1') })).toMatchObject({ type: 'welcome' });
    await window.ask({ type: 'message', id: 'm1', text: 'jabuticaba' });
    await answer('jabuticaba', 'أهلا');
    const reply = await window.next();
    expect(reply).toMatchObject({ type: 'reply', text: 'أهلا', dir: 'rtl' });
    window.send({ type: 'received', id: 'id' in reply ? reply.id : '' });
    await comesTo('jabuticaba', 'delivered');
    window.socket.close();
    await window.closed;
  });

  it('waits for a visitor who is away, and comes when they come back', async () => {
    const first = await ChatWindow.open(desk.url);
    await first.ask({ type: 'hello', token: visitor('v2') });
    await first.ask({ type: 'message', id: 'm1', text: 'salak' });
    first.socket.close();
    await first.closed;
    await answer('salak', 'are you there?');
    await waiting((outbox) => outbox.putOff === 1);
    const again = await ChatWindow.open(desk.url);
    await again.ask({ type: 'hello', token: visitor('v2') });
    const reply = await again.next();
    again.send({ type: 'received', id: 'id' in reply ? reply.id : '' });
    await comesTo('salak', 'delivered');
    await waiting((outbox) => outbox.waiting === 0);
    again.socket.close();
  });

  /** Until the outbox stands so. */
  const waiting = async (isSo: (outbox: { waiting: number; putOff: number }) => boolean) => {
    while (!isSo((await desk.ask<{ waiting: number; putOff: number }>('GET', '/v1/outbox')).told)) await pause(10);
  };
});
