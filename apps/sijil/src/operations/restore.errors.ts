/** The log tells of something the desk store has never given out: the desk store lost its end, or was restored alone. */
export class DeskBehindLog extends Error {
  readonly code = 'DESK.RESTORED';
  constructor(
    readonly what: 'envelope' | 'sealing key',
    /** Its place or id. */
    readonly number: bigint,
  ) {
    super(
      `the log tells of ${what} ${number}, which the desk store does not know: one of them was restored. ` +
        'Run "sijil restore --accept" to go on from what both hold',
    );
  }
}

/** The desk was put back from a backup; what happened after it was taken is gone here, and somebody must say that this is so. */
export class DeskRestored extends Error {
  readonly code = 'DESK.RESTORED';
  constructor(readonly restored: string) {
    super(`this desk was restored (${restored}): "sijil restore --accept" goes on from what the backup held`);
  }
}
