import { minute } from '#domain/testing';
import { History, copied } from '../../testing/index.js';
import { queue } from '../queue/index.js';
import type { QueueRow } from '../queue/index.js';
import { search } from '../search/index.js';
import { tickets } from '../tickets/index.js';
import type { TicketCard } from '../tickets/index.js';
import { timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';
import { volume } from '../volume/index.js';
import type { VolumeRow } from '../volume/index.js';

const saying = (text: string) => ({
  content: { subject: text, text, newText: text, html: '', attachments: [] },
});

describe('a moved message', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
    history.record('MessageReceived', { messageId: 'm1' }, { occurredAt: minute(0), parts: saying('my parcel') });
    history.record('TicketOpened', { cause: 'm1', number: 1 }, { occurredAt: minute(0) });
    history.record('MessageReceived', { messageId: 'm2' }, { occurredAt: minute(3), parts: saying('my invoice') });
  });
  const move = () => {
    history.record('MessageMoved', {
      messageId: 'm2',
      fromConversationId: 'ann.c1',
      conversationId: 'ann.c2',
      cause: 'c1',
    });
    const opened = { ticketId: 'ann.2', conversationId: 'ann.c2', number: 2, cause: 'c1' };
    history.record('TicketOpened', opened, { occurredAt: minute(9) });
  };
  const pages = () => copied(history.events, [1, 3, 1]);

  it('stands once in the timeline, in its new conversation and on its new ticket', async () => {
    move();
    const entries = (await pages()).rowsOf<Entry>(timeline).filter(({ kind }) => kind === 'message');
    expect(entries).toMatchObject([
      { entryId: 'm1', conversationId: 'ann.c1', ticketId: 'ann.1' },
      { entryId: 'm2', conversationId: 'ann.c2', ticketId: 'ann.2' },
    ]);
  });

  it('is told of by its new ticket, and no longer by the one it left', async () => {
    move();
    const [left, right] = (await pages()).rowsOf<TicketCard>(tickets);
    expect(left).toMatchObject({ preview: 'my parcel', customerSpokeAt: minute(0), waitingSince: minute(0) });
    expect(right).toMatchObject({ subject: 'my invoice', preview: 'my invoice', waitingSince: minute(3) });
  });

  it('leaves nothing behind of the message that opened a ticket', async () => {
    history.record('MessageMoved', {
      messageId: 'm1',
      fromConversationId: 'ann.c1',
      conversationId: 'ann.c2',
      cause: 'c1',
    });
    const [left] = (await pages()).rowsOf<TicketCard>(tickets);
    expect(left).toMatchObject({ subject: 'my invoice', preview: 'my invoice', waitingSince: minute(3) });
  });

  it('takes the place in the queue that follows from what is left', async () => {
    history.record('ReplyWritten', {}, { occurredAt: minute(2) });
    const [waiting] = (await pages()).rowsOf<QueueRow>(queue);
    expect(waiting).toMatchObject({ answered: 1, since: minute(2) });
    history.record('MessageReceived', { messageId: 'm3' }, { occurredAt: minute(5), parts: saying('hello?') });
    history.record('MessageMoved', {
      messageId: 'm3',
      fromConversationId: 'ann.c1',
      conversationId: 'ann.c2',
      cause: 'c1',
    });
    expect((await pages()).rowsOf<QueueRow>(queue)[0]).toMatchObject({ answered: 1, since: minute(2) });
  });

  it('is counted once', async () => {
    move();
    expect((await pages()).rowsOf<VolumeRow>(volume)).toMatchObject([{ messages: 2 }]);
  });

  it('leaves one file and comes to another: shown, found and counted only there', async () => {
    const transfer = { messageId: 'm2', transferId: 't1' };
    history.record('MessageTransferredOut', { ...transfer, toCustomerId: 'bob', cause: 'c1' });
    const given = { ...transfer, conversationId: 'bob.c1', fromCustomerId: 'ann' };
    history.record('MessageTransferredIn', given, {
      stream: 'customer-bob',
      occurredAt: minute(3),
      parts: saying('my invoice'),
    });
    const copy = await pages();
    const messages = copy.rowsOf<Entry>(timeline).filter(({ kind }) => kind === 'message');
    expect(messages.map(({ entryId, customerId }) => [entryId, customerId])).toEqual([
      ['m1', 'ann'],
      ['m2', 'bob'],
    ]);
    expect(copy.rowsOf<VolumeRow>(volume)).toMatchObject([{ messages: 2 }]);
    expect(copy.rowsOf(search).map((row) => row['position'])).toEqual(messages.map(({ position }) => position));
    expect(copy.rowsOf<TicketCard>(tickets)[0]).toMatchObject({ preview: 'my parcel', customerSpokeAt: minute(0) });
  });

  it('joins a resolved ticket quietly', async () => {
    move();
    history.record('TicketResolved', { ticketId: 'ann.1' }, { occurredAt: minute(12) });
    history.record('MessageMoved', {
      messageId: 'm2',
      fromConversationId: 'ann.c2',
      conversationId: 'ann.c1',
      cause: 'c2',
    });
    const [resolved] = (await pages()).rowsOf<TicketCard>(tickets);
    expect(resolved).toMatchObject({ state: 'resolved', preview: 'my parcel' });
  });
});
