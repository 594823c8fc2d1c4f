/** The desk said no. `code` is the desk's own, stable, and listed in docs/errors.md. */
export class DeskRefusal extends Error {
  constructor(
    readonly code: string,
    /** Of the HTTP answer. */
    readonly status: number,
    detail: string,
    /** Seconds after which it may say yes; absent where waiting does not help. */
    readonly retryAfterSeconds?: number,
  ) {
    super(detail);
  }
}

/** No server answered, or it went away in the middle. */
export class DeskUnreachable extends Error {
  readonly code = 'CLI.DESK_UNREACHABLE';
  constructor(
    readonly url: string,
    cause: unknown,
  ) {
    super(`the desk at ${url} does not answer`, { cause });
  }
}

/** A server answered with something that is no answer of a desk. */
export class AnswerUnreadable extends Error {
  readonly code = 'CLI.ANSWER_UNREADABLE';
  constructor(readonly url: string) {
    super(`what answers at ${url} is no desk`);
  }
}
