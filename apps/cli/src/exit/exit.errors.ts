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
