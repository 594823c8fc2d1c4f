/** The handle key is not the one this desk was begun with: keys and desk store are of different desks. */
export class HandleKeyMismatch extends Error {
  readonly code = 'DESK.HANDLE_KEY_MISMATCH';
  constructor() {
    super('the handle key in the key store is not the one this desk was begun with');
  }
}

/** The desk gave out keys that the key store has never heard of: it was put back alone, from an older backup. */
export class KeysBehindDesk extends Error {
  readonly code = 'KEYS.RESTORED';
  constructor(
    /** The highest key id the key store knows, and the highest that was given out. */
    readonly leased: number,
    readonly noted: number,
  ) {
    super(
      `the key store knows keys up to ${leased}, and keys up to ${noted} were given out: it was restored alone. ` +
        'Put a newer keys.db back where there is one; "sijil restore --accept" goes on without what the lost keys sealed',
    );
  }
}
