/** These pages were replaced, or another projector wrote to them; nothing was written. Open the live pages again. */
export class PagesMovedOn extends Error {
  readonly code = 'READ.PAGES_MOVED_ON';
  constructor(readonly expected: bigint) {
    super(`the pages are no longer at position ${expected}`);
  }
}

/** No space is left for the pages; nothing was written. */
export class PagesFull extends Error {
  readonly code = 'READ.PAGES_FULL';
}

/** The store does not take a row: something is missing in it, of another form, or too large. Nothing was written. */
export class RowRefused extends Error {
  readonly code = 'READ.ROW_REFUSED';
}

/** Another process builds pages ahead in this place. Let it come to its end, or end it: what it built stays. */
export class PagesAheadInUse extends Error {
  readonly code = 'READ.AHEAD_IN_USE';
  constructor() {
    super('another process builds pages ahead here');
  }
}

/** Pages in a database are built beside those that serve by a projector of the new code: start one. */
export class PagesAheadInDatabase extends Error {
  readonly code = 'READ.AHEAD_IN_DATABASE';
  constructor() {
    super('these pages lie in a database: a projector of the new release builds its own beside those that serve');
  }
}

/** The pages did not reach a position in the time given. Ask again, or without `minPosition`. */
export class PositionNotReached extends Error {
  readonly code = 'READ.POSITION_NOT_REACHED';
  constructor(
    readonly wanted: bigint,
    readonly reached: bigint,
  ) {
    super(`the pages are at position ${reached}, not yet at ${wanted}`);
  }
}

/** The shelf of the pages is of a schema version this code can neither read nor migrate. */
export class PagesOfNewerCode extends Error {
  readonly code = 'READ.PAGES_OF_NEWER_CODE';
  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(`the pages have schema version ${found}; this code knows up to ${known}`);
  }
}

/** The database of the pages is away, or closing; nothing was lost. Ask again. */
export class PagesUnavailable extends Error {
  readonly code = 'READ.PAGES_UNAVAILABLE';
}

/** The thread that reads pages is gone; nothing was lost. Ask again. */
export class ReaderDied extends Error {
  readonly code = 'READ.READER_DIED';
}

/** No driver answers to this address. */
export class ReadSchemeUnknown extends Error {
  readonly code = 'READ.SCHEME_UNKNOWN';
  constructor(readonly scheme: string) {
    super(`no read store is called ${scheme}: sqlite:<folder> and postgres://… are`);
  }
}
