/** The log is behind the desk store, or has another history: one of them was restored from a backup. */
export class LogRestored extends Error {
  readonly code = 'DESK.RESTORED';
  constructor(readonly position: bigint) {
    super(
      `the log does not hold the event that the desk store knows at position ${position}: ` +
        'one of them was restored. Run "sijil restore --accept" to go on from what the log holds',
    );
  }
}

/** The inbound log has nothing at this position. */
export class EnvelopeNotFound extends Error {
  readonly code = 'ENVELOPE.NOT_FOUND';
  constructor(readonly position: bigint) {
    super(`there is no envelope at position ${position}`);
  }
}
