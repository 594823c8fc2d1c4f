import { folded, happened, minute } from '../../testing/index.js';
import { EventOutOfPlace } from './customer-file.faults.js';
import { conversationIn, ticketIn } from './customer-file.js';

const story = [happened(minute(5), 'MessageReceived'), happened(minute(5), 'TicketOpened')] as const;
const conversation = (...events: Parameters<typeof folded>[1]) =>
  conversationIn(folded('ann', [...story, ...events]), 'ann.c1');

describe('A customer’s file', () => {
  it('knows of a conversation where it is held, with whom, and which ticket its next message meets', () => {
    expect(conversation()).toEqual({
      conversationId: 'ann.c1',
      inbox: 'support',
      channel: 'email',
      handle: 'ann@home',
      customerSpokeAt: minute(5),
      agentSpokeAt: undefined,
      ticketId: 'ann.1',
      key: '',
      began: 1,
      heardAt: minute(5),
      answerable: 1,
    });
  });

  it('knows when each side spoke last, in whatever order it learns of it', () => {
    const late = happened(minute(2), 'MessageReceived', { messageId: 'm2' });
    const reply = happened(minute(9), 'ReplyWritten', { messageId: 'r1' });
    const call = happened(minute(7), 'CallLogged', { messageId: 'm3', direction: 'outbound' });
    expect(conversation(late, reply, call)).toMatchObject({ customerSpokeAt: minute(5), agentSpokeAt: minute(9) });
    expect(conversation(call)).toMatchObject({ agentSpokeAt: minute(7) });
  });

  it('does not take a machine’s mail for the customer’s word', () => {
    const bounce = happened(minute(8), 'MessageReceived', { messageId: 'm2', automatic: 'bounce' });
    expect(conversation(bounce)?.customerSpokeAt).toBe(minute(5));
  });

  it('counts its events', () => {
    expect(folded('ann', story).version).toBe(2);
  });

  it('knows nothing by the ids of other files, or by what only looks like an id', () => {
    const file = folded('ann', story);
    for (const id of ['bob.c1', 'ann.c2', 'ann.c0', 'ann.c01', 'ann.c', 'ann.c1.5', '']) {
      expect(conversationIn(file, id)).toBeUndefined();
    }
    for (const id of ['bob.1', 'ann.2', 'ann.0', 'ann.01', 'ann.', 'ann.c1', 'ann.1 ']) {
      expect(ticketIn(file, id)).toBeUndefined();
    }
  });

  it.each([
    happened(minute(9), 'TicketResolved', { ticketId: 'ann.7' }),
    happened(minute(9), 'TicketOpened', { ticketId: 'ann.7' }),
    happened(minute(9), 'TicketOpened', { ticketId: 'ann.2', conversationId: 'ann.c7' }),
    happened(minute(9), 'MessageReceived', { messageId: 'm2', conversationId: 'ann.c7' }),
    happened(minute(9), 'MessageMoved', { fromConversationId: 'ann.c7', conversationId: 'ann.c2' }),
    happened(minute(9), 'ReplyWritten', { conversationId: 'bob.c1' }),
  ])('stops at a $type that cannot follow, rather than building on sand', (event) => {
    expect(() => folded('ann', [...story, event])).toThrow(EventOutOfPlace);
    expect(() => folded('ann', [...story, event])).toThrow('event 3 of customer ann');
  });
});
