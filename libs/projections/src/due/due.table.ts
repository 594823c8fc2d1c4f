import { table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** Tickets the clock will call: snoozed ones wake, resolved ones close when their inbox's reopen window is over. */
export const due = table({
  name: 'due',
  columns: {
    ticketId: text(),
    because: text<'snoozed' | 'resolved'>(),
    inbox: text(),
    /** When it wakes; when it was resolved (the window is the inbox's, and may change). */
    at: text(),
  },
  key: ['ticketId'],
  indexes: [['because', 'inbox', 'at', 'ticketId']],
});
export type DueRow = RowOf<typeof due>;
