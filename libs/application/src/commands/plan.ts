import type {
  Actor,
  AgentCommand,
  AgentState,
  CustomerFile,
  CustomerFileCommand,
  HandleCommand,
  HandleState,
  InboxCommand,
  InboxState,
  Instant,
  LinkCommand,
  LinkState,
  ParkingCommand,
  ParkingState,
  Reach,
  TeamCommand,
  TeamState,
} from '#domain';
import {
  decideAgent,
  decideCustomerFile,
  decideHandle,
  decideInbox,
  decideLink,
  decideParking,
  decideTeam,
} from '#domain';
import type { Plain } from '../recording/drafts.js';
import type { Step, Work } from '../recording/recorder.js';
import { agentStream, fileStream, handleStream, inboxStream, linkStream, pagesStream, teamStream } from '../streams.js';
import { correlationOf } from './request.js';

/** Who asks, when, under which id. */
export interface Asking {
  readonly commandId: string;
  readonly at: Instant;
  readonly actor: Actor;
  /** Which tickets they may work; all of them where it is absent. */
  readonly reach?: Reach;
}

/** What one command asks of one stream. */
export interface Task<State> extends Pick<Step<State>, 'decide' | 'plain'> {
  readonly stream: string;
  readonly owner: string;
}

/** A command as a task on one stream. */
export type Plan = { /** Id of what it makes. */ readonly made?: string } & (
  | { readonly on: 'file'; readonly task: Task<CustomerFile> }
  | { readonly on: 'handle'; readonly task: Task<HandleState> }
  | { readonly on: 'link'; readonly task: Task<LinkState> }
  | { readonly on: 'inbox'; readonly task: Task<InboxState> }
  | { readonly on: 'agent'; readonly task: Task<AgentState> }
  | { readonly on: 'team'; readonly task: Task<TeamState> }
  | { readonly on: 'parking'; readonly task: Task<ParkingState> }
);

/** A command on a customer's file; `plain` is sealed beside what it brings about. */
export const filePlan = (customerId: string, asked: CustomerFileCommand, plain: readonly Plain[] = []): Plan => ({
  on: 'file',
  task: {
    stream: fileStream(customerId),
    owner: customerId,
    plain,
    decide: (file) => decideCustomerFile(file, asked),
  },
});

/** A command on a handle, by its keyed digest. */
export const handlePlan = (digest: string, asked: HandleCommand, plain: readonly Plain[]): Plan => ({
  on: 'handle',
  task: { stream: handleStream(digest), owner: asked.customerId, plain, decide: (state) => decideHandle(state, asked) },
});

/** A command on the link between two customers. */
export function linkPlan(asked: LinkCommand): Plan {
  const [one, other] = asked.customerIds;
  const decide = (state: LinkState) => decideLink(state, asked);
  return { on: 'link', task: { stream: linkStream(one, other), owner: one, plain: [], decide } };
}

/** A command on an inbox. */
export function inboxPlan(inbox: string, asked: InboxCommand): Plan {
  const stream = inboxStream(inbox);
  return { on: 'inbox', task: { stream, owner: stream, plain: [], decide: (state) => decideInbox(state, asked) } };
}

/** A command on an agent; what names them is sealed under a key of their own. */
export function agentPlan(asked: AgentCommand, plain: readonly Plain[] = []): Plan {
  const stream = agentStream(asked.agentId);
  return { on: 'agent', task: { stream, owner: stream, plain, decide: (state) => decideAgent(state, asked) } };
}

/** A command on a team. */
export function teamPlan(asked: TeamCommand, plain: readonly Plain[] = []): Plan {
  const stream = teamStream(asked.teamId);
  return { on: 'team', task: { stream, owner: stream, plain, decide: (state) => decideTeam(state, asked) } };
}

/** A decision about events that could not be copied into the pages. */
export function parkingPlan(asked: ParkingCommand): Plan {
  const decide = (state: ParkingState) => decideParking(state, asked);
  return { on: 'parking', task: { stream: pagesStream, owner: pagesStream, plain: [], decide } };
}

/** A task as work, its facts caused by this. What people ask for happens when they ask for it. */
export function workOf<State>(
  { stream, owner, plain, decide }: Task<State>,
  { commandId, at, actor }: Asking,
  causationId: string,
): Work<State> {
  const occasion = {
    commandId,
    at,
    occurredAt: at,
    receivedAt: at,
    actor,
    correlationId: correlationOf(commandId),
    causationId,
  };
  return { stream, owner, steps: [{ occasion, decide, plain }] };
}
