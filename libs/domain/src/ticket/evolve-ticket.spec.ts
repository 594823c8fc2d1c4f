import { day, folded, happened, minute } from '../../testing/index.js';
import { ticketIn } from '../customer-file/index.js';
import type { CustomerFileEvent } from '../customer-file/index.js';
import type { Dated } from '../event/index.js';
import type { Ticket } from './ticket.js';

const story = [happened(minute(0), 'MessageReceived'), happened(minute(0), 'TicketOpened')] as const;
const again = happened(minute(9), 'MessageReceived', { messageId: 'm2', joinedBy: 'in-reply-to' });
const pending = happened(minute(5), 'TicketPending', { cause: 'k1' });
const resolved = happened(minute(6), 'TicketResolved', { cause: 'k2' });
const after = (...events: readonly Dated<CustomerFileEvent>[]): Ticket | undefined =>
  ticketIn(folded('ann', [...story, ...events]), 'ann.1');

describe('A ticket', () => {
  it('is new when it opens, of normal priority, and nobody has it', () => {
    expect(after()).toEqual({
      ticketId: 'ann.1',
      number: 101,
      conversationId: 'ann.c1',
      follows: undefined,
      situation: { status: 'new', since: minute(0) },
      assignee: undefined,
      teamId: undefined,
      priority: 'normal',
      topic: undefined,
      tags: [],
      nativeKey: undefined,
      changedAt: minute(0),
    });
  });

  it('is open once an agent has it', () => {
    const ticket = after(happened(minute(3), 'TicketAssigned', { agentId: 'ali', claimed: true }));
    expect(ticket?.situation).toEqual({ status: 'open', since: minute(3) });
    expect(ticket?.assignee).toEqual({ agentId: 'ali', since: minute(3) });
  });

  it('is open once an agent answered on it', () => {
    expect(after(happened(minute(3), 'ReplyWritten', { messageId: 'r1' }))?.situation).toEqual({
      status: 'open',
      since: minute(3),
    });
  });

  it('is open since it was opened when an answer of before that is told late', () => {
    const told = happened(minute(-600), 'ReplyWritten', { messageId: 'r1' });
    const resolvedBy = happened(minute(-600), 'TicketResolved', { cause: 'r1' });
    expect(after(told)?.situation).toEqual({ status: 'open', since: minute(0) });
    expect(after(told, resolvedBy)?.situation).toEqual({ status: 'resolved', since: minute(0) });
  });

  it('is new still after it was released, noted on or handed over unread', () => {
    const handedOver = happened(minute(3), 'TicketHandedOver', { teamId: 'billing' });
    expect(after(handedOver)).toMatchObject({ situation: { status: 'new' }, teamId: 'billing' });
    expect(after(happened(minute(3), 'NoteAdded', { noteId: 'n1' }))?.situation.status).toBe('new');
  });

  it('stays pending, snoozed or resolved when an agent answers on it', () => {
    const reply = happened(minute(8), 'ReplyWritten', { messageId: 'r1' });
    const snoozed = happened(minute(5), 'TicketSnoozed', { until: day(1), cause: 'k1' });
    expect([pending, snoozed, resolved].map((aside) => after(aside, reply)?.situation.status)).toEqual([
      'pending',
      'snoozed',
      'resolved',
    ]);
  });

  it('that waited for the customer is open when the customer writes or calls', () => {
    const call = happened(minute(9), 'CallLogged', { messageId: 'm2' });
    for (const heard of [again, call]) {
      expect(after(pending, heard)?.situation).toEqual({ status: 'open', since: minute(9) });
    }
  });

  it('that waited goes on waiting when only a machine writes, or the desk calls', () => {
    const bounce = { ...again, clear: { ...again.clear, automatic: 'bounce' as const } };
    const call = happened(minute(9), 'CallLogged', { messageId: 'm2', direction: 'outbound' });
    for (const heard of [bounce, call]) expect(after(pending, heard)?.situation.status).toBe('pending');
  });

  it('is open when it wakes, and when it is reopened', () => {
    const snoozed = happened(minute(5), 'TicketSnoozed', { until: day(1), cause: 'k1' });
    expect(after(snoozed)?.situation).toEqual({ status: 'snoozed', since: minute(5), until: day(1) });
    expect(after(snoozed, happened(day(1), 'TicketWoken'))?.situation).toEqual({ status: 'open', since: day(1) });
    expect(after(resolved, happened(day(2), 'TicketReopened'))?.situation).toEqual({ status: 'open', since: day(2) });
  });

  it('remembers when it was resolved after it is closed, and what it was before it was spam', () => {
    const closed = { status: 'closed', since: day(9), resolvedAt: minute(6) };
    const close = happened(day(9), 'TicketClosed');
    const mark = happened(day(10), 'MarkedAsSpam');
    expect(after(resolved, close)?.situation).toEqual(closed);
    expect(after(resolved, close, mark)?.situation).toEqual({ status: 'spam', since: day(10), before: closed });
    expect(after(resolved, close, mark, happened(day(11), 'SpamMarkRemoved'))?.situation).toEqual(closed);
  });

  it('is in its state since the later instant when facts come late', () => {
    const late = happened(minute(1), 'MessageReceived', { messageId: 'm2', joinedBy: 'in-reply-to' });
    expect(after(pending, late)?.situation).toEqual({ status: 'open', since: minute(5) });
  });

  it('names the ticket it follows', () => {
    const file = folded('ann', [...story, happened(day(9), 'TicketOpened', { ticketId: 'ann.2', follows: 'ann.1' })]);
    expect(ticketIn(file, 'ann.2')?.follows).toBe('ann.1');
  });
});
