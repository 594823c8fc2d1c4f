import { CommandIdReused, IdMalformed } from '#application';
import { DeskBusy } from '#desk-store';
import { DomainRefusal, TicketAlreadyClaimed } from '#domain';
import { KeysFull } from '#sealing';
import { problemOf } from './problem.js';

class TicketUnlucky extends DomainRefusal {
  readonly code = 'TICKET.UNLUCKY';
}

describe('a failure as an answer', () => {
  it.each([
    [new CommandIdReused('w1'), 422, 'COMMAND.ID_REUSED'],
    [new IdMalformed('?'), 404, 'COMMAND.ID_MALFORMED'],
    [new DeskBusy(), 503, 'DESK.BUSY'],
    [new KeysFull('no space is left'), 503, 'KEYS.FULL'],
    [new TicketUnlucky('not on a Friday'), 409, 'TICKET.UNLUCKY'],
  ])('%s is answered with %i', (error, status, code) => {
    expect(problemOf(error)).toMatchObject({ status, code });
  });

  it('says who has a ticket that somebody else wants, and since when', () => {
    const since = '2026-03-01T08:00:00.000Z';
    expect(problemOf(new TicketAlreadyClaimed('c1.1', 'lina', since))).toMatchObject({
      status: 409,
      code: 'TICKET.ALREADY_CLAIMED',
      facts: { ticketId: 'c1.1', agentId: 'lina', since },
    });
  });

  it('states no facts where the rules know of none', () => {
    expect(problemOf(new TicketUnlucky('not on a Friday'))).not.toHaveProperty('facts');
    expect(problemOf(new CommandIdReused('w1'))).not.toHaveProperty('facts');
  });

  it('says when to come back where waiting helps', () => {
    expect(problemOf(new DeskBusy()).retryAfterSeconds).toBe(1);
    expect(problemOf(new IdMalformed('?')).retryAfterSeconds).toBeUndefined();
  });

  it.each([
    new Error('secret'),
    new TypeError('x is not a function'),
    'a string',
    null,
    { code: 'LOG.EVENT_UNREADABLE' },
  ])('tells nothing of a fault of our own: %p', (fault) => {
    const problem = problemOf(fault);
    expect(problem).toMatchObject({ status: 500, code: 'SERVER.UNEXPECTED' });
    expect(JSON.stringify(problem)).not.toMatch(/secret|function|UNREADABLE/);
  });
});
