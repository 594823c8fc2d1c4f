import { integer, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** How many active tickets each agent has. */
export const workload = table({
  name: 'workload',
  kind: 'sums',
  columns: { agentId: text(), new: integer(), open: integer(), pending: integer(), snoozed: integer() },
  key: ['agentId'],
});
export type WorkloadRow = RowOf<typeof workload>;
