import { DomainRefusal } from '../event/index.js';

/** Nothing of that stream lies parked: it was tried again since, or never failed. */
export class NothingParked extends DomainRefusal {
  readonly code = 'PARKED.NOT_FOUND';
  constructor(readonly stream: string) {
    super(`nothing of ${stream} lies parked`);
  }
}

/** Another event of that stream is the first that lies parked by now: look at it before you decide. */
export class AnotherEventIsParked extends DomainRefusal {
  readonly code = 'PARKED.ANOTHER_EVENT';
  constructor(
    readonly stream: string,
    readonly version: number,
  ) {
    super(`the first parked event of ${stream} is number ${version}`);
  }
}
