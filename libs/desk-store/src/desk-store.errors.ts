/** No space is left; nothing was kept. Answered as 503. */
export class DeskFull extends Error {
  readonly code = 'DESK.FULL';
}
/** More is waiting to be written than memory should hold; nothing was kept. Answered as 503 with `Retry-After`. */
export class DeskBusy extends Error {
  readonly code = 'DESK.BUSY';
}
/** The store cannot be reached or is closing. Nothing was written, as far as anybody knows: the same again does no harm. */
export class DeskUnavailable extends Error {
  readonly code = 'DESK.UNAVAILABLE';
}
/** Somebody else holds the lease now; nothing was written. Stop. */
export class LeaseLost extends Error {
  readonly code = 'DESK.LEASE_LOST';
  constructor(readonly lease: string) {
    super(`the lease "${lease}" belongs to somebody else now`);
  }
}
/** The store on disk is of a schema version this code can neither read nor migrate. */
export class DeskSchemaUnknown extends Error {
  readonly code = 'DESK.SCHEMA_UNKNOWN';
  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(`the desk store has schema version ${found}; this code knows up to ${known}`);
  }
}
/** Another server works in this folder. */
export class DeskInUse extends Error {
  readonly code = 'DESK.IN_USE';
}
/** No driver answers to this URL's scheme. */
export class DeskDriverUnknown extends Error {
  readonly code = 'DESK.DRIVER_UNKNOWN';
  constructor(readonly scheme: string) {
    super(`no desk store driver answers to "${scheme}"; known are sqlite:, postgres: and memory:`);
  }
}
