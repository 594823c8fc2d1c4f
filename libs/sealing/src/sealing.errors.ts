/** The keys cannot be reached or are closing; nothing was leased or destroyed for certain. Try again. */
export class KeysUnavailable extends Error {
  readonly code = 'KEYS.UNAVAILABLE';
}

/** No space is left to write new keys ahead; none were leased. Try again when there is. */
export class KeysFull extends Error {
  readonly code = 'KEYS.FULL';
}

/** The keys on disk are of a schema version this code can neither read nor migrate. */
export class KeysSchemaUnknown extends Error {
  readonly code = 'KEYS.SCHEMA_UNKNOWN';
  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(`the keys have schema version ${found}; this code knows up to ${known}`);
  }
}

/** The sealed bytes were changed, belong to another part, or are gone although their key is there. */
export class SealBroken extends Error {
  readonly code = 'SEALING.BROKEN';
  constructor(
    readonly part: string,
    readonly keyId: number,
  ) {
    super(`the seal of part "${part}" under key ${keyId} is broken`);
  }
}

/** A fault of the program: `seal` was called without `ready`. */
export class SealerNotReady extends Error {
  readonly code = 'SEALING.NOT_READY';
}

/** A fault of the program: this much belongs into the blob store, by `sealLarge`. */
export class PartTooLarge extends Error {
  readonly code = 'SEALING.PART_TOO_LARGE';
  constructor(
    readonly part: string,
    readonly size: number,
  ) {
    super(`part "${part}" holds ${size} bytes, too many to stand in the log`);
  }
}

/** Stored sealed parts cannot be read: they were written by newer code, or are cut short. */
export class SealedPartsUnreadable extends Error {
  readonly code = 'SEALING.PARTS_UNREADABLE';
}

/** No driver for keys goes by this URL, of which only the scheme is repeated: the rest may hold a password. */
export class KeysUrlUnknown extends Error {
  readonly code = 'KEYS.URL_UNKNOWN';
  readonly scheme: string;
  constructor(url: string) {
    const scheme = url.slice(0, url.indexOf(':') + 1);
    super(`keys open by sqlite:<path>, postgres://… or memory:, not by "${scheme}"`);
    this.scheme = scheme;
  }
}
