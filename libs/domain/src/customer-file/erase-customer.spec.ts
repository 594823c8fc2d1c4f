import { asked, fact, givenFile, happened, minute, receive } from '../../testing/index.js';
import type { AddNote, EraseCustomer, TransferMessageIn, WriteReply } from './customer-file.commands.js';
import { CustomerIsErased } from './customer-file.refusals.js';

const erase = (commandId: string): EraseCustomer => ({ kind: 'EraseCustomer', ...asked(commandId, minute(9)) });
const wrote = [happened(minute(0), 'MessageReceived'), happened(minute(0), 'TicketOpened')] as const;
const erased = [...wrote, happened(minute(5), 'CustomerErased', { cause: 'e1' })] as const;
const onTicket = { ticketId: 'ann.1' } as const;
const refused = { code: 'CUSTOMER.ERASED', customerId: 'ann' } as const;

/** A message that another file let go before this one was erased. */
function onItsWay(): TransferMessageIn {
  const { conversationId: _, joinedBy: __, ...message } = fact('MessageTransferredIn', { messageId: 'm2' }).clear;
  const { clues, newConversationKey, policy, ticketNumber } = receive('m2', minute(1));
  const arrives = { occurredAt: minute(1), clues, newConversationKey, policy, ticketNumber };
  return {
    kind: 'TransferMessageIn',
    ...asked('x1', minute(6)),
    ...arrives,
    message: { ...message, transferId: 'x1' },
  };
}

describe('A customer who is erased', () => {
  it('is erased once', () => {
    givenFile(...wrote)
      .when(erase('e1'))
      .then(fact('CustomerErased', { cause: 'e1' }));
    givenFile(...erased)
      .when(erase('e2'))
      .thenNothing();
  });
  it('is not heard in this file any more: what comes opens another', () => {
    givenFile(...erased)
      .when(receive('m2', minute(6)))
      .thenRefused(CustomerIsErased, refused);
  });
  it('is neither written to nor about', () => {
    const reply: WriteReply = { kind: 'WriteReply', ...asked('k1', minute(6)), ...onTicket, messageId: 'r1', threadKeys: [], language: 'en' }; // prettier-ignore
    const note: AddNote = { kind: 'AddNote', ...asked('k2', minute(6)), ...onTicket, noteId: 'n1' };
    for (const command of [
      reply,
      note,
      { kind: 'TagTicket', ...asked('k3', minute(6)), ...onTicket, tag: 'lina' } as const,
    ])
      givenFile(...erased)
        .when(command)
        .thenRefused(CustomerIsErased, refused);
  });
  it('lets no message go, and moves none', () => {
    const message = { messageId: 'm1', fromConversationId: 'ann.c1' } as const;
    givenFile(...erased)
      .when({
        kind: 'TransferMessageOut',
        ...asked('k1', minute(6)),
        ...message,
        transferId: 'x9',
        toCustomerId: 'bob',
      })
      .thenRefused(CustomerIsErased, refused);
    givenFile(...erased)
      .when({ kind: 'MoveMessage', ...asked('k2', minute(6)), ...message, ticketNumber: 7 })
      .thenRefused(CustomerIsErased, refused);
  });
  it('leaves tickets that agents bring to their end', () => {
    givenFile(...erased)
      .when({ kind: 'ResolveTicket', ...asked('k1', minute(6)), ...onTicket })
      .then(fact('TicketResolved', { cause: 'k1' }));
  });
  it('may be told again what was told before: it is so already', () => {
    givenFile(...erased)
      .when(receive('m1', minute(0)))
      .thenNothing();
  });
  it('is erased again when a message arrives that was on its way', () => {
    const { type, clear } = fact('MessageTransferredIn', { messageId: 'm2', transferId: 'x1' });
    const arrived = [...erased, { type, clear, occurredAt: minute(6) }] as const;
    givenFile(...arrived)
      .when(onItsWay())
      .thenNothing();
    givenFile(...arrived)
      .when(erase('e2'))
      .then(fact('CustomerErased', { cause: 'e2' }));
    givenFile(...arrived, happened(minute(7), 'CustomerErased', { cause: 'e2' }))
      .when(erase('e3'))
      .thenNothing();
  });
});
