/**
 * The log holds a type of event this code does not know: it was written by newer code. Nothing is skipped: the
 * projector stops until it is that code.
 */
export class UnknownEventType extends Error {
  readonly code = 'PROJECTION.UNKNOWN_EVENT_TYPE';
  constructor(
    readonly type: string,
    readonly position: bigint,
  ) {
    super(`event ${position} is a ${type}, which this version cannot read`);
  }
}

/** A fold read a row it had not named: a mistake in the projection, never in the data. */
export class RowNotNamed extends Error {
  readonly code = 'PROJECTION.ROW_NOT_NAMED';
  constructor(
    readonly table: string,
    readonly key: string,
  ) {
    super(`row ${key} of ${table} was read without being named first`);
  }
}

/** The pages were copied from another history, or from a log that was longer: they must be copied again. */
export class PagesAheadOfLog extends Error {
  readonly code = 'PROJECTION.PAGES_AHEAD_OF_LOG';
  constructor(
    readonly pages: bigint,
    readonly log: bigint,
  ) {
    super(`the pages stand at event ${pages}, which the log (at ${log}) does not hold as they knew it`);
  }
}
