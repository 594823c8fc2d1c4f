/** The desk was put back from a backup; what happened after it was taken is gone here, and somebody must say that this is so. */
export class DeskRestored extends Error {
  readonly code = 'DESK.RESTORED';
  constructor(readonly restored: string) {
    super(`this desk was restored (${restored}): "sijil restore --accept" goes on from what the backup held`);
  }
}
