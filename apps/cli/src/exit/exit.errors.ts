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

/** What was under way did not come to its end in the time the settings give it; it is cut off, as by a crash. */
export class DrainTooSlow extends Error {
  readonly code = 'CLI.DRAIN_TOO_SLOW';
  constructor(readonly seconds: number) {
    super(`what was under way did not end within ${seconds} s; it is cut off, and the next start repeats it`);
  }
}

/** Nothing is told that speaks for the two being one person. */
export class NotSuggested extends Error {
  readonly code = 'CLI.NOT_SUGGESTED';
  constructor(
    readonly customerId: string,
    readonly otherId: string,
  ) {
    super(`${otherId} is not suggested to be the same person as ${customerId}`);
  }
}
