import type { Kysely } from 'kysely';
import type { AgentRow, PageTables, TeamRow } from '#projections';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';

/** An agent, with the teams they are in. */
export interface AgentView extends AgentRow {
  readonly teamIds: readonly string[];
}

/** A team, with who is in it; agents who were deactivated too. */
export interface TeamView extends TeamRow {
  readonly agentIds: readonly string[];
}

/** A page of agents, or teams, in the order of their ids. */
export interface StaffPage {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Every agent, also those who were deactivated. Errors: `BadCursor`. */
export async function agents(
  pages: Kysely<PageTables>,
  { after, limit }: StaffPage,
): Promise<{ readonly agents: readonly AgentView[]; readonly next?: string }> {
  const beyond = after === undefined ? '' : sortKeyOf('agents', after, [''])[0];
  const found = pages.selectFrom('agents').selectAll().where('agentId', '>', beyond).orderBy('agentId');
  const { rows, ...more } = pageOf(await found.limit(limit + 1).execute(), limit, (last) =>
    cursorOf('agents', [last.agentId]),
  );
  return { agents: await withTeams(pages, rows), ...more };
}

/** One agent; `undefined` where there is none. */
export async function agent(pages: Kysely<PageTables>, agentId: string): Promise<AgentView | undefined> {
  const row = await pages.selectFrom('agents').selectAll().where('agentId', '=', agentId).executeTakeFirst();
  return row && (await withTeams(pages, [row]))[0];
}

/** Every team, also those at work no more. Errors: `BadCursor`. */
export async function teams(
  pages: Kysely<PageTables>,
  { after, limit }: StaffPage,
): Promise<{ readonly teams: readonly TeamView[]; readonly next?: string }> {
  const beyond = after === undefined ? '' : sortKeyOf('teams', after, [''])[0];
  const found = pages.selectFrom('teams').selectAll().where('teamId', '>', beyond).orderBy('teamId');
  const { rows, ...more } = pageOf(await found.limit(limit + 1).execute(), limit, (last) =>
    cursorOf('teams', [last.teamId]),
  );
  return { teams: await withMembers(pages, rows), ...more };
}

/** One team; `undefined` where there is none. */
export async function team(pages: Kysely<PageTables>, teamId: string): Promise<TeamView | undefined> {
  const row = await pages.selectFrom('teams').selectAll().where('teamId', '=', teamId).executeTakeFirst();
  return row && (await withMembers(pages, [row]))[0];
}

/** Since when the agents who have these tickets are deactivated; those who are active are not in it. */
export async function deactivationsOf(
  pages: Kysely<PageTables>,
  tickets: readonly { readonly assigneeId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(tickets.flatMap(({ assigneeId }) => assigneeId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await pages
    .selectFrom('agents')
    .select(['agentId', 'deactivatedAt'])
    .where('agentId', 'in', ids)
    .where('deactivatedAt', 'is not', null)
    .execute();
  return new Map(rows.map(({ agentId, deactivatedAt }) => [agentId, deactivatedAt ?? '']));
}

async function withTeams(pages: Kysely<PageTables>, rows: readonly AgentRow[]): Promise<readonly AgentView[]> {
  const ids = rows.map(({ agentId }) => agentId);
  const members = pages.selectFrom('teamMembers').select(['agentId', 'teamId']).where('agentId', 'in', ids);
  const byAgent = Map.groupBy(await members.orderBy('teamId').execute(), ({ agentId }) => agentId);
  return rows.map((row) => ({ ...row, teamIds: (byAgent.get(row.agentId) ?? []).map(({ teamId }) => teamId) }));
}

async function withMembers(pages: Kysely<PageTables>, rows: readonly TeamRow[]): Promise<readonly TeamView[]> {
  const ids = rows.map(({ teamId }) => teamId);
  const members = pages.selectFrom('teamMembers').select(['agentId', 'teamId']).where('teamId', 'in', ids);
  const byTeam = Map.groupBy(await members.orderBy('agentId').execute(), ({ teamId }) => teamId);
  return rows.map((row) => ({ ...row, agentIds: (byTeam.get(row.teamId) ?? []).map(({ agentId }) => agentId) }));
}
