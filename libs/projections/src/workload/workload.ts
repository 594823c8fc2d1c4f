import type { TicketCard } from '../tickets/index.js';
import type { WorkloadRow } from './workload.table.js';

/** What a ticket adds to its assignee's workload (`sign` 1) or takes from it (-1); `undefined` for nothing. */
export function load({ assigneeId, state }: TicketCard, sign: 1 | -1): WorkloadRow | undefined {
  if (assigneeId === null) return undefined;
  const nothing = { agentId: assigneeId, new: 0, open: 0, pending: 0, snoozed: 0 };
  switch (state) {
    case 'new':
    case 'open':
    case 'pending':
    case 'snoozed':
      return { ...nothing, [state]: sign };
    case 'resolved':
    case 'closed':
    case 'spam':
      return undefined;
  }
}
