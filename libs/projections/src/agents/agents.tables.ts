import { optionalText, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** Every agent, by name; `name` and `address` are empty once they were erased. */
export const agents = table({
  name: 'agents',
  columns: {
    agentId: text(),
    name: text(),
    address: text(),
    addedAt: text(),
    /** `null` while they are active. */
    deactivatedAt: optionalText(),
  },
  key: ['agentId'],
});
export type AgentRow = RowOf<typeof agents>;

/** Every team. */
export const teams = table({
  name: 'teams',
  columns: {
    teamId: text(),
    name: text(),
    createdAt: text(),
    /** `null` while it is active. */
    deactivatedAt: optionalText(),
  },
  key: ['teamId'],
});
export type TeamRow = RowOf<typeof teams>;

/** Who is in which team, since when. */
export const teamMembers = table({
  name: 'teamMembers',
  columns: { teamId: text(), agentId: text(), joinedAt: text() },
  key: ['teamId', 'agentId'],
  indexes: [['agentId', 'teamId']],
});
export type TeamMemberRow = RowOf<typeof teamMembers>;
