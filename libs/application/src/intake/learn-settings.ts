import type { ClearEvent } from '#event-log';
import type { AgentRegister } from '../agents/agent-register.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import { isNamed } from '../recording/fact-of.js';
import type { Recorders } from '../recording/recorders.js';
import { agentStream, idIn, teamStream } from '../streams.js';

/** Who is taught, and where the truth of it stands. */
export interface Taught {
  readonly inboxes: Pick<InboxRegister, 'learn'>;
  readonly agents: Pick<AgentRegister, 'learnAgent' | 'learnTeam'>;
  readonly recorders: Pick<Recorders, 'inboxes' | 'agents' | 'teams'>;
}

/**
 * Takes in inboxes, agents and teams that these events changed, as their streams have them now. Whoever carried a change
 * out has taught it already, but where a crash came between; a desk that was restored learns all of them here.
 */
export async function learnSettings(events: readonly ClearEvent[], taught: Taught): Promise<void> {
  const { inboxes, agents, recorders } = taught;
  for (const stream of streamsOf(events, isOfSettings)) {
    const { state, tip } = await recorders.inboxes.load(stream);
    await inboxes.learn(idIn(stream), state, tip.version);
  }
  for (const stream of streamsOf(events, isOfAgent)) {
    const { state, tip } = await recorders.agents.load(stream);
    await agents.learnAgent(idIn(stream), state, tip.version);
  }
  for (const stream of streamsOf(events, isOfTeam)) {
    const { state, tip } = await recorders.teams.load(stream);
    await agents.learnTeam(idIn(stream), state, tip.version);
  }
}

const isOfSettings = (event: ClearEvent) => isNamed(event, 'InboxConnected') || isNamed(event, 'InboxDisconnected');
const isOfAgent = ({ stream }: ClearEvent) => stream.startsWith(agentStream(''));
const isOfTeam = ({ stream }: ClearEvent) => stream.startsWith(teamStream(''));

const streamsOf = (events: readonly ClearEvent[], is: (event: ClearEvent) => boolean): ReadonlySet<string> =>
  new Set(events.filter(is).map(({ stream }) => stream));
