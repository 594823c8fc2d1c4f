import { minute } from '#domain/testing';
import { History, copied } from '../../testing/index.js';
import { tickets, ticketSpans } from './ticket.tables.js';
import type { TicketCard, TicketSpan } from './ticket.tables.js';

const saying = (text: string, subject = '') => ({
  parts: {
    content: { subject, text, newText: text, html: '', attachments: [] },
    sender: { name: 'Lina', address: 'l@x' },
  },
});

describe('the ticket card', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
    history.record(
      'MessageReceived',
      { messageId: 'm1', channel: 'chat' },
      { occurredAt: minute(0), ...saying('Help!', 'Parcel') },
    );
    history.record('TicketOpened', { cause: 'm1', number: 7 }, { occurredAt: minute(0) });
  });
  const card = async () => (await copied(history.events)).rowsOf<TicketCard>(tickets)[0];
  const spans = async () => (await copied(history.events)).rowsOf<TicketSpan>(ticketSpans);

  it('is new, and tells of the message that opened it', async () => {
    expect(await card()).toMatchObject({
      ...{ ticketId: 'ann.1', number: 7, state: 'new', channel: 'chat', subject: 'Parcel', preview: 'Help!' },
      ...{
        customerName: 'Lina',
        language: 'en',
        openedAt: minute(0),
        customerSpokeAt: minute(0),
        waitingSince: minute(0),
      },
    });
  });

  it('is open once an agent has it', async () => {
    history.record('TicketAssigned', { agentId: 'ali' }, { occurredAt: minute(2) });
    expect(await card()).toMatchObject({ state: 'open', stateSince: minute(2), assigneeId: 'ali' });
  });

  it('knows when it was first answered, and that nobody waits then', async () => {
    history.record('ReplyWritten', {}, { occurredAt: minute(5) });
    history.record('ReplyWritten', {}, { occurredAt: minute(9) });
    expect(await card()).toMatchObject({
      ...{ state: 'open', firstResponseAt: minute(5), answeredAt: minute(9), waitingSince: null },
    });
  });

  it('does not take an automatic reply for an answer', async () => {
    history.record('ReplyWritten', {}, { occurredAt: minute(1), actor: { class: 'automation', id: 'greeting' } });
    expect(await card()).toMatchObject({ firstResponseAt: null, waitingSince: minute(0) });
  });

  it('waits since the first message nobody answered, and shows the last one', async () => {
    history.record('ReplyWritten', {}, { occurredAt: minute(5) });
    history.record('MessageReceived', { messageId: 'm2' }, { occurredAt: minute(6), ...saying('and?') });
    history.record('MessageReceived', { messageId: 'm3' }, { occurredAt: minute(8), ...saying('hello?') });
    expect(await card()).toMatchObject({ waitingSince: minute(6), customerSpokeAt: minute(8), preview: 'hello?' });
  });

  it('takes a late message for what was waited on longest, not for what was said last', async () => {
    history.record('MessageReceived', { messageId: 'm2' }, { occurredAt: minute(-30), ...saying('earlier') });
    expect(await card()).toMatchObject({ waitingSince: minute(-30), customerSpokeAt: minute(0), preview: 'Help!' });
  });

  it('keeps an out-of-office note, but nobody waits because of it', async () => {
    history.record('ReplyWritten', {}, { occurredAt: minute(5) });
    history.record(
      'MessageReceived',
      { messageId: 'm2', automatic: 'auto-reply' },
      { occurredAt: minute(6), ...saying('away') },
    );
    expect(await card()).toMatchObject({ waitingSince: null, customerSpokeAt: minute(0) });
  });

  it('is open again when the customer asks on a pending ticket', async () => {
    history.record('TicketPending', {}, { occurredAt: minute(3) });
    expect(await card()).toMatchObject({ state: 'pending' });
    history.record('MessageReceived', { messageId: 'm2' }, { occurredAt: minute(8), ...saying('here it is') });
    expect(await card()).toMatchObject({ state: 'open', stateSince: minute(8) });
  });

  it('stays pending when imported history is older than that', async () => {
    history.record('TicketPending', {}, { occurredAt: minute(3) });
    history.record('MessageReceived', { messageId: 'm2', lane: 'bulk' }, { occurredAt: minute(1) });
    expect(await card()).toMatchObject({ state: 'pending' });
  });

  it('knows its first resolution and the one in force, and how often it was reopened', async () => {
    history.record('TicketResolved', {}, { occurredAt: minute(10) });
    history.record('MessageReceived', { messageId: 'm2' }, { occurredAt: minute(20), ...saying('not solved') });
    history.record('TicketReopened', { cause: 'm2' }, { occurredAt: minute(20) });
    expect(await card()).toMatchObject({
      state: 'open',
      resolvedAt: null,
      firstResolvedAt: minute(10),
      reopenings: 1,
      preview: 'not solved',
    });
    history.record('TicketResolved', {}, { occurredAt: minute(30) });
    expect(await card()).toMatchObject({ state: 'resolved', resolvedAt: minute(30), firstResolvedAt: minute(10) });
  });

  it.each([
    ['is snoozed', 'TicketSnoozed', 'snoozed'],
    ['waits for the customer', 'TicketPending', 'pending'],
  ] as const)('%s though the fact that reopened it was dropped, in whatever batches', async (_, type, state) => {
    history.record('TicketResolved', {}, { occurredAt: minute(10) });
    const dropped = history.record('TicketReopened', {}, { occurredAt: minute(20) });
    history.record(type, {}, { occurredAt: minute(30) });
    const left = history.events.filter((event) => event !== dropped);
    for (const sizes of [[1], [left.length]]) {
      expect((await copied(left, sizes)).rowsOf<TicketCard>(tickets)).toMatchObject([
        { state, stateSince: minute(30) },
      ]);
    }
  });

  it('leaves a resolved ticket as it is when a message opens a follow-up', async () => {
    history.record('TicketResolved', {}, { occurredAt: minute(10) });
    history.record('TicketClosed', {}, { occurredAt: minute(11) });
    history.record('MessageReceived', { messageId: 'm2' }, { occurredAt: minute(20), ...saying('something else') });
    history.record(
      'TicketOpened',
      { ticketId: 'ann.2', cause: 'm2', number: 8, follows: 'ann.1' },
      { occurredAt: minute(20) },
    );
    const [first, second] = (await copied(history.events)).rowsOf<TicketCard>(tickets);
    expect(first).toMatchObject({ state: 'closed', closedAt: minute(11), preview: 'Help!' });
    expect(second).toMatchObject({ state: 'new', follows: 'ann.1', preview: 'something else' });
  });

  it('goes back to what it was when a spam mark is removed', async () => {
    history.record('TicketSnoozed', { until: minute(60) }, { occurredAt: minute(1) });
    history.record('MarkedAsSpam', {}, { occurredAt: minute(2) });
    expect(await card()).toMatchObject({ state: 'spam' });
    history.record('SpamMarkRemoved', {}, { occurredAt: minute(3) });
    expect(await card()).toMatchObject({ state: 'snoozed', stateSince: minute(1), snoozedUntil: minute(60) });
  });

  it('keeps tags in the order they were put on', async () => {
    for (const tag of ['refund', 'vip', 'parcel']) history.record('TicketTagged', { tag });
    history.record('TicketUntagged', { tag: 'vip' });
    expect(JSON.parse((await card())?.tags ?? '')).toEqual(['refund', 'parcel']);
  });

  it('cuts a preview between characters', async () => {
    history.record(
      'MessageReceived',
      { messageId: 'm2' },
      { occurredAt: minute(1), ...saying(`${'a'.repeat(159)}😀`) },
    );
    expect((await card())?.preview).toBe('a'.repeat(159));
  });

  it('leaves a span behind whenever state, assignee, team or priority change', async () => {
    history.record('TicketAssigned', { agentId: 'ali' }, { occurredAt: minute(2) });
    history.record('TicketPrioritised', { priority: 'high' }, { occurredAt: minute(4) });
    history.record('TicketTagged', { tag: 'vip' }, { occurredAt: minute(5) });
    history.record('TicketHandedOver', { teamId: 'billing' }, { occurredAt: minute(6) });
    expect(await spans()).toMatchObject([
      { state: 'new', assigneeId: null, priority: 'normal', since: minute(0), until: minute(2) },
      { state: 'open', assigneeId: 'ali', priority: 'normal', since: minute(2), until: minute(4) },
      { state: 'open', assigneeId: 'ali', priority: 'high', since: minute(4), until: minute(6) },
    ]);
  });

  it('leaves no span of no length, and none that runs backwards', async () => {
    history.record('TicketAssigned', { agentId: 'ali' }, { occurredAt: minute(0) });
    history.record('TicketPending', {}, { occurredAt: minute(4) });
    history.record('TicketResolved', {}, { occurredAt: minute(3) });
    expect(await spans()).toMatchObject([{ state: 'open', since: minute(0), until: minute(4) }]);
    expect(await card()).toMatchObject({ state: 'resolved', spanSince: minute(4) });
  });
});
