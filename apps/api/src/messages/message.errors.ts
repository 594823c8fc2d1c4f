/** No message of this id stands in the file. */
export class MessageNotThere extends Error {
  readonly code = 'MESSAGE.NOT_FOUND';
  constructor(readonly messageId: string) {
    super(`there is no message "${messageId}" in this file`);
  }
}

/** The message has no attachment of that number. */
export class AttachmentNotFound extends Error {
  readonly code = 'ATTACHMENT.NOT_FOUND';
  constructor() {
    super('the message has no such attachment');
  }
}

/** The provider told of the attachment and keeps its bytes. */
export class AttachmentWithProvider extends Error {
  readonly code = 'ATTACHMENT.WITH_PROVIDER';
  constructor() {
    super('the bytes of this attachment lie with the provider');
  }
}

/** The key of the attachment was destroyed. */
export class AttachmentErased extends Error {
  readonly code = 'ATTACHMENT.ERASED';
  constructor() {
    super('the attachment was erased');
  }
}
