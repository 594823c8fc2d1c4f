import type { AgentEvent } from '#domain';
import { idOf, named, nothingNamed, partOf } from '../projection/index.js';
import type { Named, Opened, Pages, Projection, Told } from '../projection/index.js';
import { agents, teamMembers } from './agents.tables.js';

/** What is sealed beside a name. */
interface Profile {
  readonly name: string;
  readonly address: string;
}
const erased: Profile = { name: '', address: '' };

/** Keeps who the agents are, and in which teams. */
export const agentsProjection: Projection<'agent'> = {
  name: 'agents',
  version: 1,
  category: 'agent',
  tables: [agents, teamMembers],
  names: agentRows,
  fold: foldAgent,
};

function agentRows({ type, stream }: Told<AgentEvent>): readonly Named[] {
  const isAboutTeam = type === 'AgentJoinedTeam' || type === 'AgentLeftTeam';
  return isAboutTeam ? nothingNamed : [named(agents, idOf(stream))];
}

function foldAgent(opened: Opened<AgentEvent>, pages: Pages): void {
  const { event } = opened;
  const agentId = idOf(event.stream);
  switch (event.type) {
    case 'AgentAdded':
      return pages.of(agents).put({ agentId, ...profileIn(opened), addedAt: event.occurredAt, deactivatedAt: null });
    case 'AgentRenamed':
      return change(pages, agentId, profileIn(opened));
    case 'AgentDeactivated':
      return change(pages, agentId, { deactivatedAt: event.occurredAt });
    case 'AgentReactivated':
      return change(pages, agentId, { deactivatedAt: null });
    case 'AgentJoinedTeam':
      return pages.of(teamMembers).put({ teamId: event.clear.teamId, agentId, joinedAt: event.occurredAt });
    case 'AgentLeftTeam':
      return pages.of(teamMembers).drop(event.clear.teamId, agentId);
  }
}

const profileIn = (opened: Opened<AgentEvent>): Profile => partOf<Profile>(opened, 'profile') ?? erased;

function change(pages: Pages, agentId: string, changed: Partial<Profile & { readonly deactivatedAt: string | null }>) {
  const agent = pages.of(agents).get(agentId);
  if (agent !== undefined) pages.of(agents).put({ ...agent, ...changed });
}
