import { DomainRefusal } from '../event/index.js';

/** No team of that id was ever created. */
export class TeamNotFound extends DomainRefusal {
  readonly code = 'TEAM.NOT_FOUND';
  constructor(readonly teamId: string) {
    super(`there is no team "${teamId}"`);
  }
}

/** The id is taken by a team of another name: take another id, or rename that one. */
export class TeamAlreadyCreated extends DomainRefusal {
  readonly code = 'TEAM.ALREADY_CREATED';
  constructor(readonly teamId: string) {
    super(`there is a team "${teamId}" already`);
  }
}

/** Nothing is handed to a team that was deactivated, and nobody joins it. */
export class TeamIsDeactivated extends DomainRefusal {
  readonly code = 'TEAM.DEACTIVATED';
  constructor(readonly teamId: string) {
    super(`team "${teamId}" was deactivated`);
  }
}
