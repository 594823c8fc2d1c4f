import { createHmac } from 'node:crypto';
import { ChatWindow } from '../../apps/api/testing/index.js';
import { mail } from '../../apps/sijil/testing/index.js';
import type { SmallDesk } from '../../apps/sijil/testing/index.js';
import { signVisitorToken } from '#channels/open';

/** Secrets of the inboxes, as environment variables of the server. */
export const secrets = { ERASURE_APP: 'app secret', ERASURE_CHAT: 'chat secret' };

/** Words and handles of Zarqaa, who will be erased: one at least for every road, and what agents wrote to her and about her. */
export const hers = [
  'Zarqaa', 'زرقاء', 'moonflower', '966555123987', 'quillwort', 'thimbleweed', 'brambleberry', 'marshmallowroot',
  'foxglovepetal', 'speedwellreply', 'toadflaxnote', 'yarrowmoved', 'knapweedheader', 'قنديلازرق',
] as const; // prettier-ignore
/** Words of Sami, who stays, and of a message of hers that turned out to be his. */
export const his = ['daylilysami', '966500000111', 'sorrelkept', 'tansyreply'] as const;

export const zarqaa = 'Zarqaa زرقاء <zarqaa@moonflower.example>';
const sami = 'Sami <sami@daylilysami.example>';

export interface Found {
  readonly customerId: string;
  readonly ticketId: string;
  readonly conversationId: string;
  readonly id: string;
}

/** Two people on every road of one desk. */
export class TwoPeople {
  constructor(readonly desk: SmallDesk) {}

  /** They write, call, are answered and written about; two messages are moved between them. */
  async live(): Promise<void> {
    await this.connect();
    await this.firstMail();
    await this.write(sami, 's1', 'hello', 'daylilysami');
    await this.write(sami, 's2', 'hello', 'sorrelkept', 'In-Reply-To: <z1@example.com>\r\n');
    await this.desk.settled();
    await this.write(sami, 's3', 'hello', 'yarrowmoved');
    await this.whatsapp('marshmallowroot');
    await this.chat('foxglovepetal');
    await this.calls();
    await this.desk.settled();
    await this.agentsWork();
    await this.comesAgain();
    await this.desk.settled();
  }

  /** Where this word stands. Errors: when it stands nowhere. */
  async find(word: string): Promise<Found> {
    const { told } = await this.desk.ask<{ hits: readonly Found[] }>('GET', `/v1/search?q=${encodeURIComponent(word)}`);
    const [hit] = told.hits;
    if (!hit) throw new Error(`nobody wrote ${word}`);
    return hit;
  }

  /** A mail of hers that is too large to stand in a row; the same bytes every time. */
  async firstMail(): Promise<void> {
    const bytes = withAttachment('brambleberry '.repeat(8000));
    await this.ok('POST', '/v1/inboxes/help/envelopes', { bytes });
  }

  async write(from: string, id: string, subject: string, text: string, more = ''): Promise<void> {
    await this.ok('POST', '/v1/inboxes/help/envelopes', { bytes: mail(from, id, subject, text, more) });
  }

  private async connect(): Promise<void> {
    await this.ok('PUT', '/v1/inboxes/help', { json: { kind: 'email', address: 'help@desk.example' } });
    const number = { kind: 'whatsapp-cloud', address: '1158201444', region: 'SA', secretName: 'ERASURE_APP' };
    await this.ok('PUT', '/v1/inboxes/wa', { json: number });
    await this.ok('PUT', '/v1/inboxes/chat', { json: { kind: 'web-chat', address: 'shop.example', secretName: 'ERASURE_CHAT' } }); // prettier-ignore
    await this.ok('PUT', '/v1/inboxes/line', { json: { kind: 'asterisk-cdr', address: 'pbx', region: 'SA', timeZone: 'Asia/Riyadh' } }); // prettier-ignore
  }

  private async whatsapp(words: string): Promise<void> {
    const messages = [{ id: 'wamid.z', from: '966555123987', timestamp: '1772352000', type: 'text', text: { body: words } }]; // prettier-ignore
    const contacts = [{ wa_id: '966555123987', profile: { name: 'Zarqaa' } }];
    const value = { metadata: { phone_number_id: '1158201444' }, contacts, messages };
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] }); // prettier-ignore
    const signature = `sha256=${createHmac('sha256', secrets.ERASURE_APP).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    const { status } = await fetch(`${this.desk.url}/v1/inboxes/wa/webhook`, { method: 'POST', headers, body });
    expect(status).toBe(200);
  }

  /** The site vouches for her address: both files are one person. */
  private async chat(words: string): Promise<void> {
    const claims = { visitor: 'moonflower-visitor', inbox: 'chat', name: 'Zarqaa', email: 'zarqaa@moonflower.example' };
    const window = await ChatWindow.open(this.desk.url);
    await window.ask({ type: 'hello', token: signVisitorToken(claims, secrets.ERASURE_CHAT) });
    await window.ask({ type: 'message', id: 'm1', text: words });
    window.socket.close();
    await window.closed;
  }

  /** Both call; the records come in one file. */
  private async calls(): Promise<void> {
    await this.ok('POST', '/v1/inboxes/line/envelopes', { bytes: `${row('+966555123987', 'Zarqaa', 1)}\n${row('+966500000111', 'Sami', 2)}\n` }); // prettier-ignore
  }

  private async agentsWork(): Promise<void> {
    const [mailed, called] = [await this.find('quillwort'), await this.find('marshmallowroot')];
    await this.ok('POST', '/v1/customers/merge', { json: { customerIds: [mailed.customerId, called.customerId] } });
    const handle = { kind: 'email', handle: 'Moonflower@Home.example' };
    await this.ok('POST', `/v1/customers/${called.customerId}/handles/claim`, { json: handle });
    await this.ok('POST', `/v1/tickets/${mailed.ticketId}/replies`, { json: { text: 'speedwellreply' } });
    await this.ok('POST', `/v1/tickets/${mailed.ticketId}/notes`, { json: { text: 'toadflaxnote' } });
    const stays = await this.find('daylilysami');
    await this.ok('POST', `/v1/tickets/${stays.ticketId}/replies`, { json: { text: 'tansyreply' } });
    await this.move(await this.find('yarrowmoved'), mailed.customerId);
    await this.move(await this.find('sorrelkept'), stays.customerId);
  }

  private async move({ id, conversationId }: Found, toCustomerId: string): Promise<void> {
    await this.ok('POST', `/v1/messages/${id}/move`, { json: { fromConversationId: conversationId, toCustomerId } });
  }

  /** Her first mail in other bytes, as a mailbox that is imported has it: the same item, in an envelope that no fact names. */
  private async comesAgain(): Promise<void> {
    const bytes = withAttachment('brambleberry', 'X-Folder: knapweedheader\r\n');
    await this.ok('POST', '/v1/inboxes/help/envelopes?lane=bulk', { bytes });
  }

  private async ok(method: string, path: string, sent: Parameters<SmallDesk['ask']>[2]): Promise<void> {
    const { status, told } = await this.desk.ask(method, path, sent);
    expect([path, status < 300, status < 300 ? '' : told]).toEqual([path, true, '']);
  }
}

const boundary = 'the-boundary';

const withAttachment = (text: string, more = ''): string =>
  `From: ${zarqaa}\r\nTo: help@desk.example\r\nMessage-ID: <z1@example.com>\r\nSubject: thimbleweed\r\n${more}` +
  `Date: Sun, 01 Mar 2026 08:00:00 +0000\r\nContent-Type: multipart/mixed; boundary=${boundary}\r\n\r\n` +
  `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nquillwort قنديلازرق\r\n` +
  `--${boundary}\r\nContent-Type: text/plain; name="moonflower.txt"\r\nContent-Disposition: attachment\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${wrapped(Buffer.from(text))}\r\n--${boundary}--\r\n`;

const wrapped = (bytes: Buffer): string => bytes.toString('base64').replace(/(.{76})/g, '$1\r\n');

/** One call as Asterisk records it. */
const row = (number: string, name: string, n: number): string =>
  `"","${number}","100","inbound","""${name}"" <${number}>","SIP/trunk-${n}","SIP/100-${n}","Dial","SIP/100",` +
  `"2026-03-01 11:00:0${n}","2026-03-01 11:00:0${n + 2}","2026-03-01 11:01:00",55,50,"ANSWERED","DOCUMENTATION","17723520.${n}",""`;
