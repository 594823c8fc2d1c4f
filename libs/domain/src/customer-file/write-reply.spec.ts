import { asked, day, fact, givenFile, happened, minute } from '../../testing/index.js';
import { TicketIsSpam, TicketNotActive, TicketNotFound } from '../ticket/index.js';
import type { AddNote, WriteReply } from './customer-file.commands.js';

const received = happened(minute(0), 'MessageReceived');
const opened = happened(minute(0), 'TicketOpened');
const resolved = happened(minute(5), 'TicketResolved', { cause: 'k0' });
const reply: WriteReply = {
  kind: 'WriteReply',
  ...asked('k1', minute(9)),
  messageId: 'r1',
  ticketId: 'ann.1',
  threadKeys: ['t1'],
  language: 'ar',
};
const written = fact('ReplyWritten', { messageId: 'r1', threadKeys: ['t1'], language: 'ar' });
const note: AddNote = { kind: 'AddNote', ...asked('k1', minute(9)), noteId: 'n1', ticketId: 'ann.1' };

describe('An agent answers', () => {
  it('by the conversation and the inbox the ticket opened in', () => {
    givenFile(received, opened).when(reply).then(written);
  });

  it('and names the message that is answered', () => {
    givenFile(received, opened)
      .when({ ...reply, answers: 'm1' })
      .then({ ...written, clear: { ...written.clear, answers: 'm1' } });
  });

  it('and lets the ticket wait for the customer in the same breath', () => {
    givenFile(received, opened)
      .when({ ...reply, then: 'pending' })
      .then(written, fact('TicketPending', { cause: 'k1' }));
  });

  it('and resolves the ticket in the same breath', () => {
    givenFile(received, opened)
      .when({ ...reply, then: 'resolved' })
      .then(written, fact('TicketResolved', { cause: 'k1' }));
  });

  it('on a resolved or closed ticket without reopening it', () => {
    const closed = happened(day(9), 'TicketClosed', { cause: 'k00' });
    givenFile(received, opened, resolved).when(reply).then(written);
    givenFile(received, opened, resolved, closed)
      .when({ ...reply, then: 'resolved' })
      .then(written);
  });

  it('once, however often the command is given', () => {
    const once = { ...written, occurredAt: minute(9) };
    givenFile(received, opened, once)
      .when({ ...reply, then: 'pending' })
      .thenNothing();
  });

  it('and the ticket is new no more: it can be told by its being resolved after it', () => {
    givenFile(received, opened, { ...written, occurredAt: minute(9) })
      .when({ kind: 'ResolveTicket', ...asked('k2', minute(10)), ticketId: 'ann.1' })
      .then(fact('TicketResolved', { cause: 'k2' }));
  });

  it('but not on a ticket that is not in this file', () => {
    givenFile(received, opened)
      .when({ ...reply, ticketId: 'bob.1' })
      .thenRefused(TicketNotFound, { code: 'TICKET.NOT_FOUND', ticketId: 'bob.1' });
  });

  it('but not to spam', () => {
    givenFile(received, opened, happened(minute(2), 'MarkedAsSpam', { cause: 'k0' }))
      .when(reply)
      .thenRefused(TicketIsSpam, { code: 'TICKET.SPAM', ticketId: 'ann.1' });
  });

  it('but a resolved ticket cannot wait for the customer', () => {
    givenFile(received, opened, resolved)
      .when({ ...reply, then: 'pending' })
      .thenRefused(TicketNotActive, { code: 'TICKET.NOT_ACTIVE', status: 'resolved' });
  });
});

describe('An agent leaves a note', () => {
  it('on any ticket, whatever became of it', () => {
    const added = fact('NoteAdded', { noteId: 'n1' });
    givenFile(received, opened).when(note).then(added);
    givenFile(received, opened, resolved).when(note).then(added);
  });

  it('once, however often the command is given', () => {
    givenFile(received, opened, happened(minute(9), 'NoteAdded', { noteId: 'n1' }))
      .when(note)
      .thenNothing();
  });

  it('but not on a ticket that is not in this file', () => {
    givenFile(received, opened)
      .when({ ...note, ticketId: 'ann.2' })
      .thenRefused(TicketNotFound, { ticketId: 'ann.2' });
  });
});
