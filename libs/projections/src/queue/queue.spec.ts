import { minute } from '#domain/testing';
import { History, copied } from '../../testing/index.js';
import { queue, queueTags } from './queue.table.js';
import type { QueueRow } from './queue.table.js';

describe('the queue', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
    history.record('MessageReceived', { messageId: 'm1' }, { occurredAt: minute(0) });
    history.record('TicketOpened', { cause: 'm1' }, { occurredAt: minute(0) });
  });
  const rows = async () => (await copied(history.events)).rowsOf<QueueRow>(queue);

  it('holds a ticket from its opening, waiting since the message that opened it', async () => {
    expect(await rows()).toMatchObject([
      { ticketId: 'ann.1', urgency: 2, answered: 0, since: minute(0), inbox: 'support' },
    ]);
  });
  it('puts urgent tickets first', async () => {
    history.record('TicketPrioritised', { priority: 'urgent' });
    expect(await rows()).toMatchObject([{ urgency: 0 }]);
  });
  it('puts an answered ticket after those that wait, from its answer on', async () => {
    history.record('ReplyWritten', {}, { occurredAt: minute(5) });
    expect(await rows()).toMatchObject([{ answered: 1, since: minute(5) }]);
  });
  it.each(['TicketResolved', 'MarkedAsSpam'] as const)('lets a ticket go with %s', async (type) => {
    history.record(type);
    expect(await rows()).toEqual([]);
  });
  it.each([
    ['TicketPending', 'pending'],
    ['TicketSnoozed', 'snoozed'],
  ] as const)('keeps a ticket apart that rests after %s', async (type, state) => {
    history.record(type);
    expect(await rows()).toMatchObject([{ resting: 1, state }]);
  });
  it('takes a woken ticket up again, where it waited before', async () => {
    history.record('TicketSnoozed', { until: minute(9) }, { occurredAt: minute(1) });
    history.record('TicketWoken', { because: 'due' }, { occurredAt: minute(9) });
    expect(await rows()).toMatchObject([{ answered: 0, since: minute(0) }]);
  });
  it('knows whose it is', async () => {
    history.record('TicketHandedOver', { teamId: 'billing' });
    history.record('TicketAssigned', { agentId: 'ali' });
    expect(await rows()).toMatchObject([{ teamId: 'billing', assigneeId: 'ali' }]);
  });

  describe('under its tags', () => {
    const tagged = async () => (await copied(history.events)).rowsOf(queueTags);
    beforeEach(() => {
      history.record('TicketTagged', { tag: 'vip' });
      history.record('TicketTagged', { tag: 'refund' });
    });
    it('holds a ticket once for each, in the place it has', async () => {
      history.record('TicketPrioritised', { priority: 'urgent' });
      const [row] = await rows();
      expect(await tagged()).toEqual([
        { tag: 'refund', ...row },
        { tag: 'vip', ...row },
      ]);
    });
    it('lets it go with a tag that is taken off, and with the ticket', async () => {
      history.record('TicketUntagged', { tag: 'vip' });
      expect(await tagged()).toMatchObject([{ tag: 'refund' }]);
      history.record('TicketResolved');
      expect(await tagged()).toEqual([]);
    });
  });
});
