/**
 * Whose tickets an agent sees and works: those of their teams, those of no team, and their own. Whoever has no reach is
 * bound by none.
 */
export interface Reach {
  readonly agentId: string;
  readonly teamIds: readonly string[];
}

/** Whether a ticket with this team and assignee (`undefined` or `null` for none) is within reach. */
export function isWithin(
  { agentId, teamIds }: Reach,
  ticket: { readonly teamId?: string | null | undefined; readonly assigneeId?: string | null | undefined },
): boolean {
  const { teamId = null, assigneeId } = ticket;
  return teamId === null || assigneeId === agentId || teamIds.includes(teamId);
}
