/** A socket asked for an address that takes none. */
export class ChatAddressUnknown extends Error {
  readonly code = 'CHAT.ADDRESS_UNKNOWN';
  constructor() {
    super('sockets are taken at /v1/inboxes/{inbox}/chat');
  }
}

/** As many windows are open as this server keeps. */
export class ChatSocketsExhausted extends Error {
  readonly code = 'CHAT.SOCKETS_EXHAUSTED';
  constructor() {
    super('as many chat windows are open as this server keeps');
  }
}
