import type { Kysely } from 'kysely';
import type { PageTables, WorkloadRow } from '#projections';

/** Active tickets of one agent, by state and together. */
export interface AgentWorkload extends WorkloadRow {
  readonly active: number;
}

/** How much every agent has, in the order of their ids; agents with nothing are left out. */
export async function workload(pages: Kysely<PageTables>): Promise<readonly AgentWorkload[]> {
  const rows = await pages.selectFrom('workload').selectAll().orderBy('agentId').execute();
  const loads = rows.map((row) => ({ ...row, active: row.new + row.open + row.pending + row.snoozed }));
  return loads.filter(({ active }) => active > 0);
}
