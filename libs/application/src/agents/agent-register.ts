import type { KeptState, KeptStates } from '#desk-store';
import type { AgentState, TeamState } from '#domain';
import { failpoint } from '#failpoints';
import { agentStream, teamStream } from '../streams.js';
import type { Agent, AgentDirectory, Team } from './agent-directory.js';

/** As it is kept, in JSON: an agent, or a team, which is in no teams. */
type Registered = Agent | Team;

interface Known {
  readonly registered: Registered;
  /** Version of its stream. */
  readonly version: number;
}

/**
 * Agents and teams in memory, learned from their streams and kept beside the log, as inboxes are in `InboxRegister`: each
 * thread and process has a register of its own; what one of them learned the others have after `refresh`.
 */
export class AgentRegister implements AgentDirectory {
  private readonly known = new Map<string, Known>();
  /** Up to which change of what is kept this register knows everything. */
  private mark = 0;
  knowsAgents = false;
  knowsTeams = false;

  constructor(private readonly kept: KeptStates) {}

  /** Takes in what was kept since the last time, by whomever; all of it at first. Cheap, and mostly nothing. */
  async refresh(): Promise<void> {
    const { states, mark } = await this.kept.changedSince(this.mark);
    for (const state of states) this.replace(state);
    this.mark = Math.max(this.mark, mark);
  }

  agent(agentId: string): Agent | undefined {
    return this.known.get(agentStream(agentId))?.registered as Agent | undefined;
  }

  team(teamId: string): Team | undefined {
    return this.known.get(teamStream(teamId))?.registered;
  }

  /** Takes in an agent as their stream has them at a version; durable, and known to all who ask, when it resolves. */
  learnAgent(agentId: string, { status, teamIds }: AgentState, version: number): Promise<void> {
    return this.learn(agentStream(agentId), status, { active: status === 'active', teamIds }, version);
  }

  /** The same of a team. */
  learnTeam(teamId: string, { status }: TeamState, version: number): Promise<void> {
    return this.learn(teamStream(teamId), status, { active: status === 'active' }, version);
  }

  private async learn(stream: string, status: string, registered: Registered, version: number): Promise<void> {
    if (status === 'unknown' || version <= (this.known.get(stream)?.version ?? 0)) return;
    failpoint('agents.recorded');
    await this.kept.keep({ id: stream, version, text: JSON.stringify(registered) });
    await this.refresh();
  }

  /** An answer that was overtaken by a later one does not turn the clock back. */
  private replace({ id, version, text }: KeptState): void {
    if (version < (this.known.get(id)?.version ?? 0)) return;
    this.known.set(id, { registered: JSON.parse(text) as Registered, version });
    if (id.startsWith(agentStream(''))) this.knowsAgents = true;
    else this.knowsTeams = true;
  }
}
