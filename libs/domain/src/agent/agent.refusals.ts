import { DomainRefusal } from '../event/index.js';

/** No agent of that id was ever added. */
export class AgentNotFound extends DomainRefusal {
  readonly code = 'AGENT.NOT_FOUND';
  constructor(readonly agentId: string) {
    super(`there is no agent "${agentId}"`);
  }
}

/** The id is taken by an agent of another name: take another id, or rename that one. */
export class AgentAlreadyAdded extends DomainRefusal {
  readonly code = 'AGENT.ALREADY_ADDED';
  constructor(readonly agentId: string) {
    super(`there is an agent "${agentId}" already`);
  }
}

/** Nothing new is given to an agent who was deactivated. */
export class AgentIsDeactivated extends DomainRefusal {
  readonly code = 'AGENT.DEACTIVATED';
  constructor(readonly agentId: string) {
    super(`agent "${agentId}" was deactivated`);
  }
}

/** An agent is in at most so many teams at a time. */
export class TooManyTeams extends DomainRefusal {
  readonly code = 'AGENT.TOO_MANY_TEAMS';
  constructor(
    readonly agentId: string,
    readonly most: number,
  ) {
    super(`agent "${agentId}" is in ${most} teams: leave one first`);
  }
}
