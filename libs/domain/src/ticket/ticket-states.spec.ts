import { asked, day, fact, givenFile, happened, minute, week } from '../../testing/index.js';
import {
  AnotherTicketIsActive,
  SnoozeInThePast,
  TicketIsClosed,
  TicketIsSpam,
  TicketNotActive,
  TicketNotResolved,
} from './ticket.refusals.js';

const story = [happened(minute(0), 'MessageReceived'), happened(minute(0), 'TicketOpened')] as const;
const pending = happened(minute(1), 'TicketPending', { cause: 'k-p' });
const snoozed = happened(minute(1), 'TicketSnoozed', { cause: 'k-s', until: day(1) });
const resolved = happened(minute(2), 'TicketResolved', { cause: 'k-r' });
const closed = happened(day(9), 'TicketClosed', { cause: 'k-c' });
const spam = happened(minute(3), 'MarkedAsSpam', { cause: 'k-m' });
const about = { ...asked('k1', minute(5)), ticketId: 'ann.1' } as const;
const k1 = { cause: 'k1' } as const;

describe('A ticket waits for the customer', () => {
  const wait = { kind: 'SetPending', ...about } as const;
  it('from any active state', () => {
    for (const before of [[], [snoozed]]) {
      givenFile(...story, ...before)
        .when(wait)
        .then(fact('TicketPending', k1));
    }
  });
  it('once', () => {
    givenFile(...story, pending)
      .when(wait)
      .thenNothing();
  });
  it('but not when it is resolved, closed or spam', () => {
    givenFile(...story, resolved)
      .when(wait)
      .thenRefused(TicketNotActive, { status: 'resolved' });
    givenFile(...story, resolved, closed)
      .when(wait)
      .thenRefused(TicketNotActive, { status: 'closed' });
    givenFile(...story, spam)
      .when(wait)
      .thenRefused(TicketNotActive, { status: 'spam' });
  });
  it('until the customer writes: then it is open, and can be asked to wait again', () => {
    const again = happened(minute(2), 'MessageReceived', { messageId: 'm2', joinedBy: 'in-reply-to' });
    givenFile(...story, pending, again)
      .when(wait)
      .then(fact('TicketPending', k1));
  });
  it('still, when what comes is imported history from before', () => {
    const old = happened(minute(0), 'MessageReceived', { messageId: 'm2', joinedBy: 'in-reply-to', lane: 'bulk' });
    givenFile(...story, pending, old)
      .when(wait)
      .thenNothing();
  });
});

describe('A ticket is snoozed', () => {
  const snooze = { kind: 'SnoozeTicket', ...about, until: day(1) } as const;
  it('until a stated instant', () => {
    givenFile(...story)
      .when(snooze)
      .then(fact('TicketSnoozed', { ...k1, until: day(1) }));
  });
  it('until the same instant once, and until another anew', () => {
    givenFile(...story, snoozed)
      .when(snooze)
      .thenNothing();
    givenFile(...story, snoozed)
      .when({ ...snooze, until: day(2) })
      .then(fact('TicketSnoozed', { ...k1, until: day(2) }));
  });
  it('but not until an instant that is over', () => {
    givenFile(...story)
      .when({ ...snooze, until: minute(5) })
      .thenRefused(SnoozeInThePast, { code: 'TICKET.SNOOZE_IN_THE_PAST', until: minute(5), at: minute(5) });
  });
  it('but not when it is resolved', () => {
    givenFile(...story, resolved)
      .when(snooze)
      .thenRefused(TicketNotActive, { status: 'resolved' });
  });
});

describe('A ticket wakes', () => {
  const wake = { kind: 'WakeTicket', ...about } as const;
  it('when an agent wakes it, at any time', () => {
    givenFile(...story, snoozed)
      .when({ ...wake, because: 'agent' })
      .then(fact('TicketWoken', { ...k1, because: 'agent' }));
  });
  it('when it is due, and not before, though the timekeeper come twice', () => {
    givenFile(...story, snoozed)
      .when({ ...wake, because: 'due' })
      .thenNothing();
    givenFile(...story, snoozed)
      .when({ ...wake, because: 'due', at: day(1) })
      .then(fact('TicketWoken', { ...k1, because: 'due' }));
    givenFile(...story, snoozed, happened(day(1), 'TicketWoken', { cause: 'k-w', because: 'due' }))
      .when({ ...wake, because: 'due', at: day(1) })
      .thenNothing();
  });
  it('only if it sleeps', () => {
    for (const before of [[], [pending], [resolved], [spam]]) {
      givenFile(...story, ...before)
        .when({ ...wake, because: 'agent' })
        .thenNothing();
    }
  });
});

describe('A ticket is resolved', () => {
  const resolve = { kind: 'ResolveTicket', ...about } as const;
  it('from any active state', () => {
    for (const before of [[], [pending], [snoozed]]) {
      givenFile(...story, ...before)
        .when(resolve)
        .then(fact('TicketResolved', k1));
    }
  });
  it('once, and for good when it is closed', () => {
    givenFile(...story, resolved)
      .when(resolve)
      .thenNothing();
    givenFile(...story, resolved, closed)
      .when(resolve)
      .thenNothing();
  });
  it('but spam was no request, so there is nothing to resolve', () => {
    givenFile(...story, spam)
      .when(resolve)
      .thenRefused(TicketIsSpam, { code: 'TICKET.SPAM' });
  });
});

describe('An agent takes a resolution back', () => {
  const reopen = { kind: 'ReopenTicket', ...about } as const;
  const followUp = [
    happened(day(8), 'MessageReceived', { messageId: 'm2', joinedBy: 'in-reply-to' }),
    happened(day(8), 'TicketOpened', { ticketId: 'ann.2', cause: 'm2', follows: 'ann.1' }),
  ] as const;
  const reopened = fact('TicketReopened', { ...k1, policyVersion: 'by-hand' });

  it('and the ticket is open again', () => {
    givenFile(...story, resolved)
      .when(reopen)
      .then(reopened);
  });
  it('of a ticket that is active, and nothing changes', () => {
    givenFile(...story, pending)
      .when(reopen)
      .thenNothing();
  });
  it('but a closed ticket stays closed, and spam stays spam until the mark is off', () => {
    givenFile(...story, resolved, closed)
      .when(reopen)
      .thenRefused(TicketIsClosed, { code: 'TICKET.CLOSED' });
    givenFile(...story, spam)
      .when(reopen)
      .thenRefused(TicketIsSpam, { ticketId: 'ann.1' });
  });
  it('but not while a follow-up is active in the same conversation', () => {
    givenFile(...story, resolved, ...followUp)
      .when(reopen)
      .thenRefused(AnotherTicketIsActive, { code: 'TICKET.ANOTHER_IS_ACTIVE', activeTicketId: 'ann.2' });
  });
  it('and the next message meets it, not the follow-up resolved meanwhile', () => {
    const both = [...story, resolved, ...followUp] as const;
    const second = happened(day(9), 'TicketResolved', { ticketId: 'ann.2', cause: 'k-2' });
    givenFile(...both, second)
      .when(reopen)
      .then(reopened);
    givenFile(...both, second, { ...reopened, occurredAt: day(9) })
      .when({ ...reopen, commandId: 'k2', ticketId: 'ann.2' })
      .thenRefused(AnotherTicketIsActive, { activeTicketId: 'ann.1' });
  });
});

describe('A ticket is closed', () => {
  const close = { kind: 'CloseTicket', ...about } as const;
  const policy = { reopenWindowSeconds: week, version: 'threading@1' };
  it('once it is resolved', () => {
    givenFile(...story, resolved)
      .when(close)
      .then(fact('TicketClosed', k1));
    givenFile(...story, resolved, closed)
      .when(close)
      .thenNothing();
  });
  it('by the timekeeper only when its window is over', () => {
    givenFile(...story, resolved)
      .when({ ...close, policy, at: day(7) })
      .thenNothing();
    givenFile(...story, resolved)
      .when({ ...close, policy, at: day(8) })
      .then(fact('TicketClosed', k1));
  });
  it('but not while it is active or spam', () => {
    givenFile(...story)
      .when(close)
      .thenRefused(TicketNotResolved, { code: 'TICKET.NOT_RESOLVED', status: 'new' });
    givenFile(...story, spam)
      .when(close)
      .thenRefused(TicketNotResolved, { status: 'spam' });
  });
});

describe('A ticket turns out to be spam', () => {
  const mark = { kind: 'MarkAsSpam', ...about } as const;
  const unmark = { kind: 'RemoveSpamMark', ...about } as const;
  it('in any state, and once', () => {
    for (const before of [[], [pending], [resolved], [resolved, closed]]) {
      givenFile(...story, ...before)
        .when(mark)
        .then(fact('MarkedAsSpam', k1));
    }
    givenFile(...story, spam)
      .when(mark)
      .thenNothing();
  });
  it('and was none after all: it is again what it was before', () => {
    const off = happened(minute(4), 'SpamMarkRemoved', { cause: 'k-u' });
    givenFile(...story, spam)
      .when(unmark)
      .then(fact('SpamMarkRemoved', k1));
    givenFile(...story, pending, spam, off)
      .when({ ...unmark, kind: 'SetPending' })
      .thenNothing();
    givenFile(...story, resolved, spam, off)
      .when({ ...unmark, kind: 'ResolveTicket' })
      .thenNothing();
  });
  it('and has no mark to take off, so nothing changes', () => {
    givenFile(...story)
      .when(unmark)
      .thenNothing();
  });
  it('and stays marked while another ticket is active in its conversation', () => {
    givenFile(
      ...story,
      resolved,
      happened(day(8), 'MessageReceived', { messageId: 'm2', joinedBy: 'in-reply-to' }),
      happened(day(8), 'TicketOpened', { ticketId: 'ann.2', cause: 'm2', follows: 'ann.1' }),
      happened(day(8), 'MarkedAsSpam', { ticketId: 'ann.2', cause: 'k-m' }),
      happened(day(9), 'TicketReopened', { cause: 'k-r', policyVersion: 'by-hand' }),
    )
      .when({ ...unmark, ticketId: 'ann.2' })
      .thenRefused(AnotherTicketIsActive, { ticketId: 'ann.2', activeTicketId: 'ann.1' });
  });
});
