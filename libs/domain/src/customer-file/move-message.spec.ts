import { asked, fact, givenFile, happened, minute } from '../../testing/index.js';
import type { MoveMessage } from './customer-file.commands.js';
import {
  ConversationNotFound,
  MessageNotFromCustomer,
  MessageNotInConversation,
  MessageTransferredAway,
} from './customer-file.refusals.js';

const story = [
  happened(minute(0), 'MessageReceived'),
  happened(minute(0), 'TicketOpened'),
  happened(minute(1), 'MessageReceived', { messageId: 'm2', joinedBy: 'subject' }),
  happened(minute(2), 'MessageReceived', { messageId: 'm3', conversationId: 'ann.c2' }),
  happened(minute(2), 'TicketOpened', { ticketId: 'ann.2', conversationId: 'ann.c2', cause: 'm3' }),
] as const;

const move: MoveMessage = {
  kind: 'MoveMessage',
  ...asked('k1', minute(9)),
  messageId: 'm2',
  fromConversationId: 'ann.c1',
  toConversationId: 'ann.c2',
  ticketNumber: 102,
};
const { toConversationId: _, ...moveOut } = move;
const moved = fact('MessageMoved', {
  messageId: 'm2',
  fromConversationId: 'ann.c1',
  conversationId: 'ann.c2',
  cause: 'k1',
});

describe('A message stands in the wrong conversation', () => {
  it('and moves to the right one', () => {
    givenFile(...story)
      .when(move)
      .then(moved);
  });

  it('and moves into a new conversation, with a ticket that an agent’s hand opened', () => {
    givenFile(...story)
      .when(moveOut)
      .then(
        { ...moved, clear: { ...moved.clear, conversationId: 'ann.c3' } },
        fact('TicketOpened', {
          ticketId: 'ann.3',
          conversationId: 'ann.c3',
          cause: 'k1',
          number: 102,
          policyVersion: 'by-hand',
        }),
      );
  });

  it('and gives a conversation that had no ticket its first', () => {
    const bounce = { messageId: 'm4', conversationId: 'ann.c3', automatic: 'bounce' } as const;
    givenFile(...story, happened(minute(3), 'MessageReceived', bounce))
      .when({ ...move, toConversationId: 'ann.c3' })
      .then(
        { ...moved, clear: { ...moved.clear, conversationId: 'ann.c3' } },
        fact('TicketOpened', {
          ticketId: 'ann.3',
          conversationId: 'ann.c3',
          cause: 'k1',
          number: 102,
          policyVersion: 'by-hand',
        }),
      );
  });

  it('and moves once, however often and by whomever it is asked', () => {
    const done = { ...moved, occurredAt: minute(9) };
    givenFile(...story, done)
      .when(move)
      .thenNothing();
    givenFile(...story, done)
      .when({ ...move, commandId: 'k2' })
      .thenNothing();
  });

  it('and is refused when somebody moved it elsewhere meanwhile', () => {
    const elsewhere = { ...moved.clear, conversationId: 'ann.c3' };
    givenFile(...story, happened(minute(8), 'MessageMoved', { ...elsewhere, cause: 'k0' }))
      .when(move)
      .thenRefused(MessageNotInConversation, {
        code: 'MESSAGE.NOT_IN_CONVERSATION',
        conversationId: 'ann.c1',
        actualConversationId: 'ann.c3',
      });
  });

  it('and is refused when it went to another customer meanwhile', () => {
    const out = { messageId: 'm2', toCustomerId: 'bob', transferId: 'x1', cause: 'k0' };
    givenFile(...story, happened(minute(8), 'MessageTransferredOut', out))
      .when(move)
      .thenRefused(MessageTransferredAway, { code: 'MESSAGE.TRANSFERRED_AWAY', toCustomerId: 'bob', transferId: 'x1' });
  });

  it('and is refused for conversations of another file', () => {
    givenFile(...story)
      .when({ ...move, toConversationId: 'bob.c1' })
      .thenRefused(ConversationNotFound, { code: 'CONVERSATION.NOT_FOUND', conversationId: 'bob.c1' });
    givenFile(...story)
      .when({ ...move, messageId: 'long ago', fromConversationId: 'ann.c7' })
      .thenRefused(ConversationNotFound, { conversationId: 'ann.c7' });
  });

  it('and is refused for a reply, which stays where it was written', () => {
    givenFile(...story, happened(minute(3), 'ReplyWritten', { messageId: 'r1' }))
      .when({ ...move, messageId: 'r1' })
      .thenRefused(MessageNotFromCustomer, { code: 'MESSAGE.NOT_FROM_CUSTOMER', messageId: 'r1' });
  });

  it('and is believed to stand where the agent says when the file remembers it no more', () => {
    givenFile(...story)
      .when({ ...move, messageId: 'long ago' })
      .then({ ...moved, clear: { ...moved.clear, messageId: 'long ago' } });
  });
});
