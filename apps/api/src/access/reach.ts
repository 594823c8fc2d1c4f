import type { AgentDirectory } from '#application';
import type { ApiKey } from '#desk-store';
import { isWithin, TicketOfAnotherTeam } from '#domain';
import type { Reach } from '#domain';

/** The agent a key speaks for: the one in its scope; a key that names none speaks for itself. */
export const agentOf = ({ id, scope }: Pick<ApiKey, 'id' | 'scope'>): string => (scope === '' ? id : scope);

/**
 * Which tickets a key sees and works. An agent's: those of their teams, those of no team, and their own. Everybody's, for
 * whoever stands above the agents; and for all, as long as the desk has no teams.
 */
export function reachOf(key: ApiKey, agents: AgentDirectory): Reach | undefined {
  if (key.role !== 'agent' || !agents.knowsTeams) return undefined;
  const agentId = agentOf(key);
  return { agentId, teamIds: agents.agent(agentId)?.teamIds ?? [] };
}

/** Whether an agent's key opens anything: it does not while they are deactivated. */
export const isAtWork = ({ role, scope }: ApiKey, agents: AgentDirectory): boolean =>
  role === 'connector' || scope === '' || agents.agent(scope)?.active !== false;

/** Refuses a ticket that is out of reach: `TicketOfAnotherTeam`. */
export function mustBeWithin(
  reach: Reach | undefined,
  ticket: { readonly ticketId: string; readonly teamId: string | null; readonly assigneeId: string | null },
): void {
  if (reach && !isWithin(reach, ticket)) throw new TicketOfAnotherTeam(ticket.ticketId, ticket.teamId ?? '');
}
