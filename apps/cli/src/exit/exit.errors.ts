/** An argument is not of its form. */
export class UsageWrong extends Error {
  readonly code = 'CLI.USAGE_WRONG';
}

/** Ctrl-C. */
export class Interrupted extends Error {
  readonly code = 'CLI.INTERRUPTED';
  constructor() {
    super('interrupted; what was done so far stands');
  }
}

/** Something was checked, and does not hold. */
export class CheckFailed extends Error {
  readonly code = 'CLI.CHECK_FAILED';
}

/** Nothing of this envelope lies in quarantine. */
export class NotInQuarantine extends Error {
  readonly code = 'CLI.NOT_IN_QUARANTINE';
  constructor(readonly envelope: string) {
    super(`nothing of the envelope "${envelope}" lies in quarantine`);
  }
}
