import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { MailServer, outgoing } from '../../testing/index.js';
import type { SendOutcome, SendingInbox } from '../sender.js';
import { EmailSender } from './send-email.js';

const inbox: SendingInbox = { id: 'help', address: 'help@desk.example', sendSecretName: 'SMTP', displayName: 'Help' };

describe('a reply by mail', () => {
  let mailbox: MailServer;
  let sender: EmailSender;
  let url: string | undefined;
  beforeEach(async () => {
    mailbox = await MailServer.start();
    url = mailbox.url;
    sender = new EmailSender({ secret: (name) => (name === 'SMTP' ? url : undefined) });
  });
  afterEach(async () => {
    sender.close();
    await mailbox.stop();
  });
  const send = (to = inbox): Promise<SendOutcome> => sender.send(outgoing(), to);

  it('is sent when the mail server has taken it, to whom the customer wants answers to go', async () => {
    expect(await send()).toEqual({ kind: 'sent' });
    expect(mailbox.taken).toMatchObject([{ from: 'help@desk.example', to: ['lina@example.com'] }]);
  });

  it('carries what finds the way back: its own id, the thread, the conversation in the address', async () => {
    await send();
    const raw = mailbox.taken[0]?.raw.replace(/\r\n\s+/g, ' ') ?? '';
    for (const line of [
      'Message-ID: <r1@reply.sijil>',
      'In-Reply-To: <first@example.com>',
      'References: <first@example.com>',
      'Reply-To: Help <help+token@desk.example>',
      'Subject: Re: My parcel',
      'Content-Language: en',
    ])
      expect(raw).toContain(`${line}\r\n`);
  });

  it.each<[number, SendOutcome]>([
    [550, { kind: 'failed', reason: 'SMTP.550' }],
    [451, { kind: 'later', reason: 'SMTP.451', maybeSent: false }],
  ])('that is refused with %i is %j', async (code, outcome) => {
    mailbox.refusal = { code, words: 'not today' };
    expect(await send()).toMatchObject(outcome);
    expect(mailbox.taken).toEqual([]);
  });

  it('stays, surely, while nobody listens', async () => {
    await mailbox.stop();
    expect(await send()).toEqual({ kind: 'later', reason: 'SMTP.UNREACHABLE', maybeSent: false });
  });

  it('may have gone out when the connection breaks before the mail server has answered for it', async () => {
    const server = createServer(hangUpAfterData).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const outcome = await send();
    server.close();
    expect(outcome).toEqual({ kind: 'later', reason: 'SMTP.UNREACHABLE', maybeSent: true });
  });

  it('waits until sending is set up', async () => {
    const notSetUp = { kind: 'later', reason: 'OUTBOX.NOT_SET_UP', maybeSent: false };
    expect(await send({ id: 'help', address: 'help@desk.example' })).toEqual(notSetUp);
    url = undefined;
    expect(await send()).toEqual(notSetUp);
  });
});

/** Speaks SMTP up to the end of the mail, and is gone. */
function hangUpAfterData(socket: Socket): void {
  let mail: string | undefined;
  socket.write('220 here\r\n');
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    if (mail !== undefined) mail += bytes.toString();
    else if (bytes.toString().startsWith('DATA')) mail = '';
    if (mail?.endsWith('\r\n.\r\n')) socket.destroy();
    else if (!mail) socket.write(mail === '' ? '354 go on\r\n' : '250 well\r\n');
  });
}
