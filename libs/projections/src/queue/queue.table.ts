import { integer, optionalText, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** Columns of the order in which tickets must be answered. */
const order = ['urgency', 'answered', 'since', 'ticketId'] as const;

/** New and open tickets, in the order they must be answered: over the desk, an inbox, a team, an agent. */
export const queue = table({
  name: 'queue',
  columns: {
    ticketId: text(),
    /** 0 urgent, 1 high, 2 normal, 3 low. */
    urgency: integer(),
    /** 0 while the customer waits for an answer, 1 when nothing is unanswered: those come after. */
    answered: integer(),
    /** Since when the customer waits; where nobody waits, since the last answer or change of state. */
    since: text(),
    inbox: text(),
    teamId: optionalText(),
    assigneeId: optionalText(),
  },
  key: ['ticketId'],
  indexes: [[...order], ['inbox', ...order], ['teamId', ...order], ['assigneeId', ...order]],
});
export type QueueRow = RowOf<typeof queue>;
