import { day, fact, givenFile, happened, minute, receive } from '../../testing/index.js';

const clue = { clues: [{ conversationId: 'ann.c1', reason: 'in-reply-to' }] } as const;
const received = happened(minute(0), 'MessageReceived');
const opened = happened(minute(0), 'TicketOpened');
const resolved = happened(minute(60), 'TicketResolved', { cause: 'k1' });
const second = fact('MessageReceived', { messageId: 'm2', joinedBy: 'in-reply-to' });

describe('A message comes', () => {
  it('begins a conversation and opens a ticket for a customer nobody has heard of', () => {
    givenFile()
      .when(receive('m1', minute(0), { ticketNumber: 77 }))
      .then(fact('MessageReceived'), fact('TicketOpened', { number: 77 }));
  });

  it('joins the active ticket of the conversation it answers, and says why it stands there', () => {
    givenFile(received, opened)
      .when(receive('m2', minute(5), clue))
      .then(second);
  });

  it('begins a conversation and a ticket of its own when nothing leads anywhere', () => {
    givenFile(received, opened)
      .when(receive('m2', minute(5)))
      .then(
        fact('MessageReceived', { messageId: 'm2', conversationId: 'ann.c2' }),
        fact('TicketOpened', { ticketId: 'ann.2', conversationId: 'ann.c2', cause: 'm2' }),
      );
  });

  it('passes over clues that lead to another customer’s file, and takes the best of its own', () => {
    const clues = [
      { conversationId: 'bob.c1', reason: 'message-id' },
      { conversationId: 'ann.c9', reason: 'message-id' },
      { conversationId: 'ann.c1', reason: 'references' },
    ] as const;
    givenFile(received, opened)
      .when(receive('m2', minute(5), { clues }))
      .then({ ...second, clear: { ...second.clear, joinedBy: 'references' } });
  });

  it('changes nothing when it came before', () => {
    givenFile(received, opened)
      .when(receive('m1', minute(0), clue))
      .thenNothing();
  });

  it('lets a ticket that waits for the customer be open again, without a fact of its own', () => {
    const pending = happened(minute(3), 'TicketPending', { cause: 'k1' });
    givenFile(received, opened, pending)
      .when(receive('m2', minute(5), clue))
      .then(second);
  });

  it('wakes a snoozed ticket', () => {
    const snoozed = happened(minute(3), 'TicketSnoozed', { cause: 'k1', until: day(2) });
    givenFile(received, opened, snoozed)
      .when(receive('m2', minute(5), clue))
      .then(second, fact('TicketWoken', { cause: 'm2', because: 'message' }));
  });

  it('reopens a resolved ticket inside the reopen window', () => {
    givenFile(received, opened, resolved)
      .when(receive('m2', day(7), clue))
      .then(second, fact('TicketReopened', { cause: 'm2' }));
  });

  it('opens a follow-up once the reopen window is over', () => {
    givenFile(received, opened, resolved)
      .when(receive('m2', day(8), clue))
      .then(second, fact('TicketOpened', { ticketId: 'ann.2', cause: 'm2', follows: 'ann.1' }));
  });

  it('opens a follow-up of a closed ticket, even inside the window', () => {
    givenFile(received, opened, resolved, happened(minute(90), 'TicketClosed', { cause: 'k2' }))
      .when(receive('m2', minute(95), clue))
      .then(second, fact('TicketOpened', { ticketId: 'ann.2', cause: 'm2', follows: 'ann.1' }));
  });

  it('joins the follow-up, not the ticket before it', () => {
    const followUp = happened(day(8), 'TicketOpened', { ticketId: 'ann.2', cause: 'm2', follows: 'ann.1' });
    givenFile(received, opened, resolved, { ...second, occurredAt: day(8) }, followUp)
      .when(receive('m3', day(9), clue))
      .then({ ...second, clear: { ...second.clear, messageId: 'm3' } });
  });

  it('joins a ticket marked as spam in silence', () => {
    givenFile(received, opened, happened(minute(3), 'MarkedAsSpam', { cause: 'k1' }))
      .when(receive('m2', day(30), clue))
      .then(second);
  });
});

describe('A message nobody wants answered', () => {
  it.each(['auto-reply', 'bounce', 'loop'] as const)('keeps a %s, and opens no ticket for it', (automatic) => {
    givenFile()
      .when(receive('m1', minute(0), {}, { automatic }))
      .then(fact('MessageReceived', { automatic }));
  });

  it.each(['reaction', 'edit', 'deletion', 'system'] as const)('keeps a %s without opening a ticket', (body) => {
    givenFile()
      .when(receive('m1', minute(0), {}, { body }))
      .then(fact('MessageReceived', { body }));
  });

  it('reopens and wakes nothing', () => {
    const automatic = { automatic: 'auto-reply' } as const;
    const kept = { ...second, clear: { ...second.clear, ...automatic } };
    const snoozed = happened(minute(3), 'TicketSnoozed', { cause: 'k1', until: day(2) });
    givenFile(received, opened, resolved)
      .when(receive('m2', minute(70), clue, automatic))
      .then(kept);
    givenFile(received, opened, snoozed)
      .when(receive('m2', minute(70), clue, automatic))
      .then(kept);
  });

  it('leaves a pending ticket pending: an answer by a person is still awaited', () => {
    givenFile(
      received,
      opened,
      happened(minute(3), 'TicketPending', { cause: 'k1' }),
      happened(minute(4), 'MessageReceived', { messageId: 'm2', automatic: 'auto-reply', joinedBy: 'in-reply-to' }),
    )
      .when({
        kind: 'SetPending',
        commandId: 'k2',
        at: minute(5),
        actor: { class: 'agent', id: 'ali' },
        ticketId: 'ann.1',
      })
      .thenNothing();
  });

  it('lets the next message of the conversation open the ticket it did not', () => {
    givenFile(happened(minute(0), 'MessageReceived', { automatic: 'bounce' }))
      .when(receive('m2', minute(5), clue))
      .then(second, fact('TicketOpened', { cause: 'm2' }));
  });
});

describe('A message that is late', () => {
  it('joins a ticket that was resolved after it was written, and reopens nothing', () => {
    givenFile(received, opened, resolved)
      .when(receive('m2', minute(30), { ...clue, receivedAt: day(2) }))
      .then(second);
  });

  it('joins a ticket that was closed meanwhile, and opens no follow-up', () => {
    givenFile(received, opened, resolved, happened(day(10), 'TicketClosed', { cause: 'k2' }))
      .when(receive('m2', minute(30), { ...clue, receivedAt: day(11) }))
      .then(second);
  });

  it('wakes a snoozed ticket when it comes live: whoever snoozed it had not read it', () => {
    const snoozed = happened(minute(3), 'TicketSnoozed', { cause: 'k1', until: day(2) });
    givenFile(received, opened, snoozed)
      .when(receive('m2', minute(2), { ...clue, receivedAt: minute(4) }))
      .then(second, fact('TicketWoken', { cause: 'm2', because: 'message' }));
  });

  it('wakes nothing when it is imported history, but does when it is imported news', () => {
    const snoozed = happened(minute(3), 'TicketSnoozed', { cause: 'k1', until: day(2) });
    const kept = { ...second, clear: { ...second.clear, lane: 'bulk' as const } };
    givenFile(received, opened, snoozed)
      .when(receive('m2', minute(2), { ...clue, receivedAt: day(1) }, { lane: 'bulk' }))
      .then(kept);
    givenFile(received, opened, snoozed)
      .when(receive('m2', minute(9), { ...clue, receivedAt: day(1) }, { lane: 'bulk' }))
      .then(kept, fact('TicketWoken', { cause: 'm2', because: 'message' }));
  });
});

describe('A channel that keeps one conversation', () => {
  const chat = { inbox: 'site', channel: 'chat' } as const;
  const begun = happened(minute(0), 'MessageReceived', { ...chat, conversationKey: 'session-1' });
  const chatTicket = happened(minute(0), 'TicketOpened', { inbox: 'site' });

  it('remembers the session a chat began with', () => {
    givenFile()
      .when(receive('m1', minute(0), { newConversationKey: 'session-1' }, chat))
      .then(fact('MessageReceived', begun.clear), fact('TicketOpened', { inbox: 'site' }));
  });

  it('puts what the visitor writes next into the same conversation', () => {
    givenFile(begun, chatTicket)
      .when(receive('m2', minute(1), { newConversationKey: 'session-1' }, chat))
      .then(fact('MessageReceived', { ...chat, messageId: 'm2', joinedBy: 'visitor' }));
  });

  it('begins another conversation for another session, and for the same key in another inbox', () => {
    const other = fact('MessageReceived', { ...chat, messageId: 'm2', conversationId: 'ann.c2' });
    const ticket = fact('TicketOpened', { ticketId: 'ann.2', conversationId: 'ann.c2', inbox: 'site', cause: 'm2' });
    givenFile(begun, chatTicket)
      .when(receive('m2', minute(1), { newConversationKey: 'session-2' }, chat))
      .then({ ...other, clear: { ...other.clear, conversationKey: 'session-2' } }, ticket);
    givenFile(begun, chatTicket)
      .when(receive('m2', minute(1), { newConversationKey: 'session-1' }, { ...chat, inbox: 'shop' }))
      .then(
        { ...other, clear: { ...other.clear, inbox: 'shop', conversationKey: 'session-1' } },
        { ...ticket, clear: { ...ticket.clear, inbox: 'shop' } },
      );
  });

  it('finds the conversation of a WhatsApp number by the number', () => {
    const social = { inbox: 'whatsapp', channel: 'social' } as const;
    givenFile(
      happened(minute(0), 'MessageReceived', { ...social, conversationKey: 'number' }),
      happened(minute(0), 'TicketOpened', { inbox: 'whatsapp' }),
    )
      .when(receive('m2', minute(1), { newConversationKey: 'number' }, social))
      .then(fact('MessageReceived', { ...social, messageId: 'm2', joinedBy: 'address' }));
  });

  it('follows a clue first, and gives a session nobody knows to the conversation the clue leads to', () => {
    givenFile(received, opened)
      .when(receive('m2', minute(1), { ...clue, newConversationKey: 'session-9' }, chat))
      .then({ ...second, clear: { ...second.clear, ...chat, conversationKey: 'session-9' } });
    givenFile(received, opened, {
      ...second,
      clear: { ...second.clear, ...chat, conversationKey: 'session-9' },
      occurredAt: minute(1),
    })
      .when(receive('m3', minute(2), { newConversationKey: 'session-9' }, chat))
      .then(fact('MessageReceived', { ...chat, messageId: 'm3', joinedBy: 'visitor' }));
  });
});
