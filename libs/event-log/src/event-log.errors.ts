import type { RecordedEvent, StreamTip } from './event-log.port.js';

/** Another writer was first: read the stream again and decide again. */
export class WrongExpectedVersion extends Error {
  readonly code = 'LOG.WRONG_EXPECTED_VERSION';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: StreamTip,
  ) {
    super(
      actual.version === expected
        ? `stream ${stream} stands at version ${expected}, with another hash: it has another history`
        : `stream ${stream} stands at version ${actual.version}, not at ${expected}`,
    );
  }
}

/** The log cannot be reached or is closing; nothing was written. Try again. */
export class LogUnavailable extends Error {
  readonly code = 'LOG.UNAVAILABLE';
}

/** No space is left for the log; nothing was written. Try again when there is. */
export class LogFull extends Error {
  readonly code = 'LOG.FULL';
}

/** The write may or may not have happened: repeat it with the same event ids. */
export class LogOutcomeUnknown extends Error {
  readonly code = 'LOG.OUTCOME_UNKNOWN';
}

/** The log on disk is of a schema version this code can neither read nor migrate. */
export class LogSchemaUnknown extends Error {
  readonly code = 'LOG.SCHEMA_UNKNOWN';
  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(`the log has schema version ${found}; this code knows up to ${known}`);
  }
}

/** What the address names is no log; it was left as it is. */
export class NotALog extends Error {
  readonly code = 'LOG.NOT_A_LOG';
  constructor(readonly path: string) {
    super(`${path} is not an event log`);
  }
}

/** Another server holds this log. */
export class LogInUse extends Error {
  readonly code = 'LOG.IN_USE';
}

/** An append that no driver could give back as it came; nothing was written. A fault of the caller. */
export class AppendMalformed extends Error {
  readonly code = 'LOG.APPEND_MALFORMED';
  constructor(
    readonly stream: string,
    readonly reason: string,
  ) {
    super(`append to "${stream}" refused: ${reason}`);
  }
}

/** The log's address names a kind of log this code does not know. */
export class LogSchemeUnknown extends Error {
  readonly code = 'LOG.SCHEME_UNKNOWN';
  constructor(
    readonly scheme: string,
    readonly known: readonly string[],
  ) {
    super(`the log's address begins with "${scheme}:"; known are ${known.map((name) => `${name}:`).join(', ')}`);
  }
}

/** The log's address cannot be read. What was given is kept to itself: it may hold a password. */
export class LogUrlInvalid extends Error {
  readonly code = 'LOG.URL_INVALID';
  constructor(readonly reason: string) {
    super(`the log's address cannot be read: ${reason}`);
  }
}

/** The log on disk is damaged; `sijil verify` names every damage. Not healed by trying again. */
export class LogDamaged extends Error {
  readonly code = 'LOG.DAMAGED';
  constructor(
    readonly reason: string,
    /** Position of the event that cannot be read; absent where the damage lies outside of events. */
    readonly position?: bigint,
    /** What can still be read of it. */
    readonly event?: Pick<RecordedEvent, 'stream' | 'version' | 'id'>,
  ) {
    super(`the log is damaged${position === undefined ? '' : ` at position ${position}`}: ${reason}`);
  }
}
