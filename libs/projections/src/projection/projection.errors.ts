import type { ClearEvent } from '#event-log';

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

/** An event and why it could not be copied. */
type NotFolded = Pick<ClearEvent, 'stream' | 'version' | 'type' | 'position'>;

/**
 * An event cannot be copied into the pages: its fold fails, its seal is broken, or no store takes the row it makes. What the
 * fault behind it said is left out on purpose: it may quote what people wrote.
 */
export class EventNotFolded extends Error {
  readonly code = 'PROJECTION.EVENT_NOT_FOLDED';
  readonly stream: string;
  readonly position: bigint;
  /** Stable code of the fault behind it, or its class. */
  readonly reason: string;
  /** The function of ours it came from; empty where none is known. */
  readonly place: string;

  constructor({ stream, version, type, position }: NotFolded, fault: unknown) {
    const { reason, place } = whyOf(fault);
    super(
      `event ${version} of ${stream}, a ${type} at ${position}, cannot be copied: ${reason}${place && ` in ${place}`}`,
    );
    [this.stream, this.position, this.reason, this.place] = [stream, position, reason, place];
  }
}

function whyOf(fault: unknown): { readonly reason: string; readonly place: string } {
  if (!(fault instanceof Error)) return { reason: typeof fault, place: '' };
  const reason = 'code' in fault ? String(fault.code) : fault.name;
  return { reason, place: /^ +at (?:async )?([\w.#<>]+) \((?!<anonymous>)/m.exec(fault.stack ?? '')?.[1] ?? '' };
}

/** So many streams lie parked that it is the code that fails, or a store, and no longer some events: nothing more is parked. */
export class TooManyParked extends Error {
  readonly code = 'PROJECTION.TOO_MANY_PARKED';
  constructor(
    readonly streams: number,
    readonly last: EventNotFolded,
  ) {
    super(`${streams} streams lie parked already; ${last.message}`);
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

/** There are no pages to go back to: none were replaced by this code, or they were forgotten since. */
export class NoFormerPages extends Error {
  readonly code = 'PROJECTION.NO_FORMER_PAGES';
  constructor() {
    super('no former pages are kept');
  }
}
