import { asked, fact, givenFile, happened, minute } from '../../testing/index.js';
import { AnotherTicketIsActive, TicketChangeOutOfOrder, TicketNotFound } from '../ticket/index.js';
import type { Clue } from './item.command.js';
import { ConversationNotFound } from './customer-file.refusals.js';
import type { RecordChange, RecordOpening, RecordReply, StatedTicket } from './history.commands.js';

const clues: readonly Clue[] = [{ conversationId: 'ann.c1', reason: 'given' }];
const stated = {
  inbox: 'old-desk',
  channel: 'phone',
  handle: 'ann@home',
  handleClass: 'personal',
  nativeKey: 'INC1',
  lane: 'bulk',
  envelope: '1',
  parser: 'history@1',
} as const;
const opening: RecordOpening = {
  kind: 'RecordOpening',
  ...asked('i1', minute(900)),
  occurredAt: minute(0),
  clues,
  newConversationKey: '',
  policy: { reopenWindowSeconds: 0, version: 'threading@1' },
  ticketNumber: 101,
  opening: stated,
};
const opened = happened(minute(0), 'TicketOpened', { ...stated, cause: 'i1', policyVersion: 'stated' });

const change = (minutes: number, now: StatedTicket): RecordChange => ({
  kind: 'RecordChange',
  ...asked('i2', minute(900)),
  occurredAt: minute(minutes),
  clues,
  nativeKey: 'INC1',
  now,
});
const about = { cause: 'i2' };
const resolved = happened(minute(5), 'TicketResolved', { cause: 'k1' });
const closed = happened(minute(9), 'TicketClosed', { cause: 'k2' });

describe('A ticket opened outside', () => {
  it('opens here, in a conversation of its own on the channel it is said to have come by', () => {
    givenFile().when(opening).then({ type: opened.type, clear: opened.clear });
  });

  it('opens once, by whichever line it is stated', () => {
    givenFile(opened).when(opening).thenNothing();
    givenFile(opened)
      .when({ ...opening, commandId: 'i9' })
      .thenNothing();
  });

  it('is a second one when no clue leads to the first', () => {
    const second = { ticketId: 'ann.2', conversationId: 'ann.c2', cause: 'i9', nativeKey: 'INC2' };
    givenFile(opened)
      .when({ ...opening, commandId: 'i9', clues: [], opening: { ...stated, nativeKey: 'INC2' } })
      .then({ type: opened.type, clear: { ...opened.clear, ...second } });
  });

  it('is met by what its customer writes next', () => {
    givenFile(opened, resolved)
      .when({ kind: 'ReopenTicket', ...asked('k9', minute(20)), ticketId: 'ann.1' })
      .then(fact('TicketReopened', { cause: 'k9', policyVersion: 'by-hand' }));
  });
});

describe('What a system outside says of a ticket', () => {
  it.each<[string, StatedTicket]>([
    ['nothing', {}],
    ['what is so already', { status: 'open', assigneeId: '', priority: 'normal' }],
  ])('changes nothing when it says %s', (_what, now) => {
    givenFile(opened).when(change(3, now)).thenNothing();
  });

  it('is the difference: who has it, how urgent it is, and what it is about', () => {
    givenFile(opened)
      .when(change(3, { status: 'pending', assigneeId: 'ali', teamId: 'network', priority: 'high', topic: 'VPN' }))
      .then(
        fact('TicketHandedOver', { ...about, teamId: 'network' }),
        fact('TicketAssigned', { ...about, agentId: 'ali' }),
        fact('TicketPrioritised', { ...about, priority: 'high' }),
        fact('TicketClassified', { ...about, topic: 'VPN' }),
        fact('TicketPending', about),
      );
  });

  it('tells a hand-over by both teams, and who has it there from whom had it before', () => {
    const first = happened(minute(1), 'TicketHandedOver', { teamId: 'desk', cause: 'k1' });
    const alis = happened(minute(2), 'TicketAssigned', { agentId: 'ali', cause: 'k2' });
    givenFile(opened, first, alis)
      .when(change(3, { teamId: 'network', assigneeId: 'ali' }))
      .then(
        fact('TicketHandedOver', { ...about, teamId: 'network', fromAgentId: 'ali', fromTeamId: 'desk' }),
        fact('TicketAssigned', { ...about, agentId: 'ali' }),
      );
    givenFile(opened, first, alis)
      .when(change(3, { assigneeId: '' }))
      .then(fact('TicketUnassigned', { ...about, agentId: 'ali' }));
  });

  it('resolves and closes it', () => {
    givenFile(opened)
      .when(change(3, { status: 'resolved' }))
      .then(fact('TicketResolved', about));
    givenFile(opened)
      .when(change(3, { status: 'closed' }))
      .then(fact('TicketResolved', about), fact('TicketClosed', about));
    givenFile(opened, resolved)
      .when(change(9, { status: 'closed' }))
      .then(fact('TicketClosed', about));
    givenFile(opened, resolved, closed)
      .when(change(9, { status: 'resolved' }))
      .thenNothing();
  });

  it('brings it back, also from where it was closed, however long ago that was', () => {
    const reopened = fact('TicketReopened', { ...about, policyVersion: 'stated' });
    givenFile(opened, resolved)
      .when(change(90_000, { status: 'open' }))
      .then(reopened);
    givenFile(opened, resolved, closed)
      .when(change(90_000, { status: 'pending' }))
      .then(reopened, fact('TicketPending', about));
  });

  it('opens one that waited for the customer', () => {
    const waits = happened(minute(2), 'TicketPending', { cause: 'k1' });
    givenFile(opened, waits)
      .when(change(3, { status: 'open' }))
      .then(fact('TicketWoken', { ...about, because: 'stated' }));
  });

  it('leaves spam what an agent here marked it as', () => {
    const spam = happened(minute(2), 'MarkedAsSpam', { cause: 'k1' });
    givenFile(opened, spam)
      .when(change(3, { status: 'closed' }))
      .thenNothing();
  });

  it('is refused when more recent things are known, unless it is so already', () => {
    givenFile(opened, resolved)
      .when(change(4, { status: 'open' }))
      .thenRefused(TicketChangeOutOfOrder, { code: 'TICKET.CHANGE_OUT_OF_ORDER', changedAt: minute(5) });
    givenFile(opened, resolved)
      .when(change(4, { status: 'resolved' }))
      .thenNothing();
  });

  it('is refused of a ticket nobody knows', () => {
    givenFile(opened)
      .when({ ...change(3, { status: 'closed' }), clues: [], nativeKey: 'INC9' })
      .thenRefused(TicketNotFound, { code: 'TICKET.NOT_FOUND' });
  });

  it('is said of the ticket it names, though another has taken its place in the conversation', () => {
    const message = happened(minute(20), 'MessageReceived', { messageId: 'm2', joinedBy: 'given' });
    const followUp = happened(minute(20), 'TicketOpened', { ticketId: 'ann.2', cause: 'm2', follows: 'ann.1' });
    givenFile(opened, resolved, message, followUp)
      .when(change(30, { status: 'closed' }))
      .then(fact('TicketClosed', about));
    givenFile(opened, resolved, message, followUp)
      .when(change(30, { status: 'open' }))
      .thenRefused(AnotherTicketIsActive, { activeTicketId: 'ann.2' });
  });
});

describe('What an agent wrote long ago', () => {
  const reply: RecordReply = {
    kind: 'RecordReply',
    ...asked('r1', minute(900)),
    occurredAt: minute(7),
    clues,
    reply: {
      messageId: 'r1',
      inbox: 'old-desk',
      threadKeys: [],
      language: 'ar',
      lane: 'bulk',
      nativeKey: 'n1',
      envelope: '2',
      parser: 'history@1',
    },
    resolves: false,
  };
  const written = fact('ReplyWritten', { ...reply.reply });

  it('stands on the ticket of its conversation, as sent', () => {
    givenFile(happened(minute(0), 'MessageReceived'), happened(minute(0), 'TicketOpened'))
      .when(reply)
      .then(written);
  });

  it('may have been the last word', () => {
    givenFile(opened)
      .when({ ...reply, resolves: true })
      .then(written, fact('TicketResolved', { cause: 'r1' }));
  });

  it('stands once, however often it is told', () => {
    givenFile(opened, { ...written, occurredAt: minute(7) })
      .when({ ...reply, resolves: true })
      .thenNothing();
  });

  it('is refused where nobody knows the conversation', () => {
    givenFile(opened)
      .when({ ...reply, clues: [] })
      .thenRefused(ConversationNotFound, { code: 'CONVERSATION.NOT_FOUND' });
  });
});
