/** The same command id came with another body: one of the two is a mistake, and nothing was done. */
export class CommandIdReused extends Error {
  readonly code = 'COMMAND.ID_REUSED';
  constructor(readonly commandId: string) {
    super('this idempotency key was used for another request');
  }
}

/** A ticket, message or conversation id that cannot name anything on this desk. */
export class IdMalformed extends Error {
  readonly code = 'COMMAND.ID_MALFORMED';
  constructor(readonly id: string) {
    super(`"${id}" is no id of this desk`);
  }
}

/** The message does not stand in the file it was said to stand in. */
export class MessageNotInFile extends Error {
  readonly code = 'MESSAGE.NOT_FOUND';
  constructor(readonly messageId: string) {
    super(`no message ${messageId} stands there`);
  }
}

/** What was given as an address or number cannot be read as one. */
export class HandleUnreadable extends Error {
  readonly code = 'HANDLE.UNREADABLE';
  constructor(readonly handleKind: string) {
    super(`this is no handle of the kind "${handleKind}"`);
  }
}
