/** Nobody by this id ever wrote, called or was written to. */
export class CustomerNotFound extends Error {
  readonly code = 'CUSTOMER.NOT_FOUND';
  constructor(readonly customerId: string) {
    super(`there is no customer ${customerId}`);
  }
}

/** The erasure register is older than the desk store: keys that were destroyed may be back. */
export class ErasuresForgotten extends Error {
  readonly code = 'KEYS.RESTORED';
  constructor(
    readonly entered: number,
    readonly noted: number,
  ) {
    super(
      `the erasure register names ${entered} customers, the desk store knows of ${noted}: the keys were put back from ` +
        'an older copy. Look for a newer one; "sijil restore --accept" erases again whomever the log names',
    );
  }
}

/** A backup brings back whom it held: somebody must say who was erased since. */
export class RegisterNeeded extends Error {
  readonly code = 'RESTORE.REGISTER_NEEDED';
  constructor() {
    super(
      'customers may have been erased after this backup was taken: name the newest erasure register, a keys.db or what ' +
        '"sijil --json erasures" printed, with --register; or say --without-register when there is none',
    );
  }
}

/** What was named is no erasure register. */
export class RegisterUnreadable extends Error {
  readonly code = 'RESTORE.REGISTER_UNREADABLE';
  constructor(readonly path: string) {
    super(`"${path}" is neither a keys.db nor what "sijil --json erasures" printed`);
  }
}
