import type { RecordSurveyAnswer } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';

/** What the customer answers is kept, at any time and as often as they answer; it changes no state. */
export function recordSurveyAnswer(command: RecordSurveyAnswer): TicketEvent[] {
  const { ticketId, commandId, solved, rating, scale } = command;
  const rated = { ...(rating !== undefined && { rating }), ...(scale !== undefined && { scale }) };
  return [{ type: 'SurveyAnswered', clear: { ticketId, cause: commandId, solved, ...rated } }];
}
