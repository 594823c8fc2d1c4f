import { asked, fact, givenFile, happened, minute } from '../../testing/index.js';
import { TicketNotFound } from './ticket.refusals.js';

const story = [happened(minute(0), 'MessageReceived'), happened(minute(0), 'TicketOpened')] as const;
const resolved = happened(minute(2), 'TicketResolved', { cause: 'k0' });
const answer = { kind: 'RecordSurveyAnswer', ...asked('k1', minute(5)), ticketId: 'ann.1', solved: true } as const;

describe('A customer answers a survey', () => {
  it('about a ticket that is resolved, with a rating and its scale', () => {
    givenFile(...story, resolved)
      .when({ ...answer, rating: 4, scale: 5 })
      .then(fact('SurveyAnswered', { cause: 'k1', solved: true, rating: 4, scale: 5 }));
  });
  it('about a ticket at work, without a rating', () => {
    givenFile(...story)
      .when({ ...answer, solved: false })
      .then(fact('SurveyAnswered', { cause: 'k1', solved: false }));
  });
  it('once more, and both answers are kept', () => {
    givenFile(...story, happened(minute(3), 'SurveyAnswered', { cause: 'k0', solved: false }))
      .when(answer)
      .then(fact('SurveyAnswered', { cause: 'k1', solved: true }));
  });
  it('and the same command again changes nothing', () => {
    givenFile(...story, happened(minute(3), 'SurveyAnswered', { cause: 'k1' }))
      .when(answer)
      .thenNothing();
  });
  it('about a ticket that does not exist, which is refused', () => {
    givenFile(...story)
      .when({ ...answer, ticketId: 'ann.7' })
      .thenRefused(TicketNotFound, { code: 'TICKET.NOT_FOUND', ticketId: 'ann.7' });
  });
});
