import { minute } from '#domain/testing';
import { PositionNotReached } from '#read-store';
import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { allPages, openTestDesk } from '../testing/index.js';
import type { TestDesk } from '../testing/index.js';
import { BadCursor } from './index.js';

const saying = (text: string, subject = '') => ({
  content: { subject, text, newText: text, html: '', attachments: [] },
  sender: { name: 'Lina Haddad', address: 'lina@example.com', replyTo: '', recipients: [] },
});

describe.each(await everyPagePlace())('questions ($driver)', ({ freshUrl }) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(openReadStore, freshUrl());
  });
  afterEach(() => desk.dispose());

  const message = (messageId: string, at: number, text: string, customerId = 'ann') =>
    desk.history.record(
      'MessageReceived',
      { messageId, conversationId: `${customerId}.c1` },
      { stream: `customer-${customerId}`, occurredAt: minute(at), parts: saying(text) },
    );

  describe('about a timeline', () => {
    it('are answered newest first, late facts in their place', async () => {
      message('m1', 10, 'first');
      message('m2', 20, 'second');
      message('m3', 15, 'late');
      await desk.copy();
      const { entries, position } = await desk.questions.timelineOf('ann', { limit: 10 });
      expect(entries.map(({ text }) => text)).toEqual(['second', 'late', 'first']);
      expect(position).toBe(3n);
    });
    it('tell the story of a person over all their files, page by page, and stop when they are told apart again', async () => {
      const link = { stream: 'link-ann-bob' };
      const pair = { firstCustomerId: 'ann', secondCustomerId: 'bob' };
      message('m1', 1, 'by mail');
      message('m2', 2, 'by phone', 'bob');
      message('m3', 3, 'by mail again');
      desk.history.record('CustomersMerged', { ...pair, because: 'agent' }, link);
      await desk.copy();
      const pages = await allPages(async (before) => {
        const { entries: rows, ...page } = await desk.questions.timelineOf('bob', { before, limit: 2 });
        return { rows, ...page };
      });
      expect(pages.map(({ text }) => text)).toEqual(['by mail again', 'by phone', 'by mail']);
      desk.history.record('CustomersUnmerged', pair, link);
      await desk.copy();
      const { entries, customerIds } = await desk.questions.timelineOf('bob', { limit: 10 });
      expect([customerIds, entries.map(({ text }) => text)]).toEqual([['bob'], ['by phone']]);
    });
    it('say which way each text reads, and how far an answer came', async () => {
      message('m1', 1, 'أين طلبي؟');
      desk.history.record('TicketOpened', { cause: 'm1' }, { occurredAt: minute(1) });
      const parts = { content: { text: 'It is on its way', html: '' } };
      desk.history.record('ReplyWritten', { threadKeys: ['k1'] }, { occurredAt: minute(2), parts });
      desk.history.record('ReplyDelivered', { nativeKey: 'k1' }, { occurredAt: minute(3) });
      await desk.copy();
      const { entries } = await desk.questions.timelineOf('ann', { limit: 10 });
      expect(entries).toMatchObject([
        {
          kind: 'reply',
          dir: 'ltr',
          delivery: { status: 'delivered', at: minute(3) },
          actor: { class: 'agent', id: 'ali' },
        },
        { kind: 'ticket', what: 'TicketOpened', detail: { number: 101 } },
        { kind: 'message', dir: 'rtl', sender: { name: 'Lina Haddad' } },
      ]);
    });
    it('say it of the subject apart: an English answer may stand under an Arabic subject', async () => {
      const content = { subject: 'طلبي', text: 'Where is it?', newText: 'Where is it?', html: '', attachments: [] };
      desk.history.record('MessageReceived', { messageId: 'm1' }, { occurredAt: minute(1), parts: { content } });
      desk.history.record('TicketOpened', { cause: 'm1' }, { occurredAt: minute(1) });
      await desk.copy();
      const mixed = { subject: 'طلبي', subjectDir: 'rtl' };
      expect((await desk.questions.timelineOf('ann', { limit: 10 })).entries[1]).toMatchObject({
        ...mixed,
        dir: 'ltr',
      });
      expect((await desk.questions.ticket('ann.1')).ticket).toMatchObject({ ...mixed, dir: 'ltr' });
      expect((await desk.questions.search('where', { limit: 1 })).hits).toMatchObject([
        { ...mixed, snippet: { dir: 'ltr' } },
      ]);
    });
    it('are answered with nothing for somebody nobody has heard of', async () => {
      const answer = await desk.questions.timelineOf('nobody', { limit: 10 });
      expect(answer).toEqual({ position: 0n, customerIds: ['nobody'], entries: [] });
    });
    it('are refused with the cursor of another list', async () => {
      await expect(desk.questions.timelineOf('ann', { before: 'x', limit: 1 })).rejects.toThrow(BadCursor);
    });
  });

  describe('about tickets', () => {
    it('are answered by id and by the number people see', async () => {
      message('m1', 1, 'help');
      desk.history.record('TicketOpened', { cause: 'm1', number: 4711 });
      desk.history.record('TicketTagged', { tag: 'vip' });
      await desk.copy();
      const shown = {
        number: 4711,
        tags: ['vip'],
        conversationIds: ['ann.c1'],
        preview: 'help',
        dir: 'ltr',
        subjectDir: 'ltr',
      };
      for (const name of ['ann.1', 4711, '4711']) {
        expect((await desk.questions.ticket(name)).ticket).toMatchObject(shown);
      }
      expect(await desk.questions.ticket('ann.2')).toEqual({ position: 3n });
      expect((await desk.questions.ticketSpans('ann.2')).spans).toEqual([]);
    });
    it('show the queue of an inbox, a team, an agent, and of nobody', async () => {
      for (const [place, inbox] of ['mail', 'mail', 'chat'].entries()) {
        const ticketId = `ann.${place + 1}`;
        desk.history.record('TicketOpened', { ticketId, inbox, number: place, conversationId: `ann.c${place}` });
      }
      desk.history.record('TicketAssigned', { ticketId: 'ann.1', agentId: 'ali' });
      desk.history.record('TicketHandedOver', { ticketId: 'ann.2', teamId: 'billing' });
      desk.history.record('TicketPrioritised', { ticketId: 'ann.3', priority: 'urgent' });
      await desk.copy();
      const ids = async (page: Parameters<typeof desk.questions.queue>[0]) =>
        (await desk.questions.queue(page)).tickets.map(({ ticketId }) => ticketId);
      expect(await ids({ limit: 9 })).toEqual(['ann.3', 'ann.2', 'ann.1']);
      expect(await ids({ inbox: 'mail', limit: 9 })).toEqual(['ann.2', 'ann.1']);
      expect(await ids({ team: 'billing', limit: 9 })).toEqual(['ann.2']);
      expect(await ids({ assignee: 'ali', limit: 9 })).toEqual(['ann.1']);
      expect(await ids({ assignee: null, limit: 9 })).toEqual(['ann.3', 'ann.2']);
      await expect(desk.questions.queue({ after: 'x', limit: 1 })).rejects.toThrow(BadCursor);
    });
    it('count what each agent has', async () => {
      desk.history.record('TicketOpened');
      desk.history.record('TicketAssigned', { agentId: 'mona' });
      desk.history.record('TicketAssigned', { agentId: 'ali' });
      await desk.copy();
      expect((await desk.questions.workload()).agents).toMatchObject([{ agentId: 'ali', open: 1, active: 1 }]);
    });
    it('list what the clock will do, the longest due first, by the window of each inbox', async () => {
      desk.history.record('InboxConnected', { reopenWindowSeconds: 600 }, { stream: 'inbox-support' });
      desk.history.record('TicketOpened', { ticketId: 'ann.1' });
      desk.history.record('TicketOpened', { ticketId: 'ann.2', number: 2 });
      desk.history.record('TicketOpened', { ticketId: 'ann.3', number: 3, inbox: 'unknown' });
      desk.history.record('TicketResolved', { ticketId: 'ann.1' }, { occurredAt: minute(10) });
      desk.history.record('TicketSnoozed', { ticketId: 'ann.2', until: minute(15) }, { occurredAt: minute(10) });
      desk.history.record('TicketResolved', { ticketId: 'ann.3' }, { occurredAt: minute(10) });
      await desk.copy();
      const due = async (at: number) => (await desk.questions.dueTickets(minute(at), 10)).due;
      expect(await due(14)).toEqual([]);
      expect(await due(15)).toEqual([{ ticketId: 'ann.2', what: 'wake', dueAt: minute(15) }]);
      expect(await due(21)).toEqual([
        { ticketId: 'ann.2', what: 'wake', dueAt: minute(15) },
        { ticketId: 'ann.1', what: 'close', dueAt: minute(20) },
      ]);
    });
  });

  describe('for words', () => {
    const found = async (typed: string, page: object = {}) =>
      (await desk.questions.search(typed, { limit: 10, ...page })).hits.map(({ id }) => id);
    beforeEach(async () => {
      message('m1', 1, 'Where is my PARCEL? Order 123');
      message('m2', 2, 'أريد استرجاع الفاتورة رقم ١٢٣');
      message('m3', 3, 'my late parcel', 'bob');
      await desk.copy();
    });

    it('find English and Arabic in whatever spelling, the last recorded first', async () => {
      expect(await found('parcel')).toEqual(['m3', 'm1']);
      expect(await found('إسترجاع الفاتوره')).toEqual(['m2']);
      expect(await found('123')).toEqual(['m2', 'm1']);
    });
    it('find phrases, beginnings, names and addresses', async () => {
      expect(await found('"my parcel"')).toEqual(['m1']);
      expect(await found('parc*')).toEqual(['m3', 'm1']);
      expect(await found('haddad parcel')).toEqual(['m3', 'm1']);
      expect(await found('lina@example.com', { customerId: 'ann' })).toEqual(['m2', 'm1']);
    });
    it('find only entries in which every word stands', async () => {
      expect(await found('parcel order')).toEqual(['m1']);
      expect(await found('parcel unicorn')).toEqual([]);
      expect(await found(' ؟ ')).toEqual([]);
    });
    it('show where they stand in the original text', async () => {
      const { hits } = await desk.questions.search('الفاتوره', { limit: 1 });
      expect(hits).toMatchObject([
        { snippet: { text: 'أريد استرجاع الفاتورة رقم ١٢٣', marks: [[13, 21]], dir: 'rtl' } },
      ]);
    });
    it('are answered page by page', async () => {
      const { hits, next } = await desk.questions.search('parcel', { limit: 1 });
      expect(hits.map(({ id }) => id)).toEqual(['m3']);
      expect(await found('parcel', { after: next })).toEqual(['m1']);
      await expect(desk.questions.search('parcel', { limit: 1, after: 'x' })).rejects.toThrow(BadCursor);
    });
  });

  it('show what lies in quarantine, page by page, and of one inbox', async () => {
    for (const [place, inbox] of ['cdr', 'cdr', 'mail'].entries()) {
      const occasion = { stream: `inbox-${inbox}`, parts: { detail: `row ${place} is odd` } };
      desk.history.record('EnvelopeQuarantined', { envelope: String(place), item: '', reason: 'CDR.ODD' }, occasion);
    }
    await desk.copy();
    const { refused, next } = await desk.questions.quarantine({ limit: 2 });
    expect(refused).toMatchObject([{ inbox: 'mail' }, { inbox: 'cdr', envelope: '1', detail: 'row 1 is odd' }]);
    expect((await desk.questions.quarantine({ limit: 2, after: next })).refused).toMatchObject([{ envelope: '0' }]);
    expect((await desk.questions.quarantine({ limit: 9, inbox: 'cdr' })).refused).toHaveLength(2);
  });

  it('show a person with addresses and what links their files', async () => {
    const claimed = { kind: 'phone', class: 'personal', customerId: 'bob' } as const;
    desk.history.record('HandleClaimed', claimed, { stream: 'handle-h1', parts: { handle: '+966501234567' } });
    const pair = { firstCustomerId: 'ann', secondCustomerId: 'bob', because: 'agent' } as const;
    desk.history.record('CustomersMerged', pair, { stream: 'link-ann-bob' });
    await desk.copy();
    expect(await desk.questions.people('ann')).toMatchObject({
      customerIds: ['ann', 'bob'],
      handles: [{ customerId: 'bob', handle: '+966501234567' }],
      links: [{ customerId: 'ann', otherId: 'bob', because: 'agent' }],
    });
  });

  it('show how far the messages to a customer came', async () => {
    for (const nativeKey of ['k1', 'k2', 'k3']) desk.history.record('ReplySent', { nativeKey });
    await desk.copy();
    const { deliveries, next } = await desk.questions.deliveries({ customerId: 'ann', limit: 2 });
    expect(deliveries.map(({ nativeKey }) => nativeKey)).toEqual(['k3', 'k2']);
    expect((await desk.questions.deliveries({ customerId: 'ann', limit: 2, after: next })).deliveries).toHaveLength(1);
    expect((await desk.questions.deliveryOf('k2')).delivery).toMatchObject({ status: 'sent' });
    expect(await desk.questions.deliveryOf('k9')).toEqual({ position: 3n });
  });

  it('count replies that reached nobody by inbox and reason, but not those that came through after all', async () => {
    const fails = (nativeKey: string, inbox: string, reason: string) =>
      desk.history.record('ReplyFailed', { nativeKey, inbox, reason });
    desk.history.record('ReplySent', { nativeKey: 'k1' });
    fails('k1', 'wa', 'WHATSAPP.131026');
    for (const nativeKey of ['k2', 'k3']) fails(nativeKey, 'mail', 'SMTP.550');
    fails('k4', 'mail', 'SMTP.550');
    desk.history.record('ReplyDelivered', { nativeKey: 'k4' });
    await desk.copy();
    expect((await desk.questions.failedReplies()).counts).toEqual([
      { inbox: 'mail', reason: 'SMTP.550', replies: 2 },
      { inbox: 'wa', reason: 'WHATSAPP.131026', replies: 1 },
    ]);
  });

  it('show the inboxes', async () => {
    desk.history.record('InboxConnected', { kind: 'web-chat' }, { stream: 'inbox-site' });
    await desk.copy();
    expect((await desk.questions.inboxes()).inboxes).toMatchObject([{ inbox: 'site', kind: 'web-chat' }]);
  });

  it('wait for what was just written, and say when it took too long', async () => {
    message('m1', 1, 'hello');
    const waiting = desk.questions.reached(1n, AbortSignal.timeout(30_000));
    await desk.copy();
    await waiting;
    await expect(desk.questions.reached(2n, AbortSignal.abort())).rejects.toThrow(PositionNotReached);
  });
});
