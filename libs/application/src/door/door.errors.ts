/** No such inbox, or it was disconnected. */
export class InboxNotFound extends Error {
  readonly code = 'INBOX.NOT_FOUND';
  constructor(readonly inbox: string) {
    super(`there is no inbox "${inbox}"`);
  }
}

/** A native id is printable and up to 512 characters long. */
export class NativeIdMalformed extends Error {
  readonly code = 'DOOR.NATIVE_ID_MALFORMED';
  constructor() {
    super('a native id is printable and at most 512 characters long');
  }
}
