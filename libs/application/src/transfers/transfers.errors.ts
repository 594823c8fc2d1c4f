/** A file says that it let a message go which it does not hold: the log is damaged. */
export class TransferIncomplete extends Error {
  readonly code = 'TRANSFER.INCOMPLETE';
  constructor(readonly messageId: string) {
    super(`message ${messageId} was transferred out of a file that does not hold it`);
  }
}
