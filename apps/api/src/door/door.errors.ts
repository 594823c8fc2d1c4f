/** The body is larger than one request may be. */
export class BodyTooLarge extends Error {
  readonly code = 'DOOR.BODY_TOO_LARGE';
  constructor(readonly limit: number) {
    super(`a body may be ${limit} bytes long`);
  }
}

/** More lines than one batch may hold. Nothing of it was kept. */
export class BatchTooLong extends Error {
  readonly code = 'DOOR.BATCH_TOO_LONG';
  constructor(readonly limit: number) {
    super(`a batch may hold ${limit} lines`);
  }
}

/** A line of a batch is not one JSON object with the fields of an envelope. */
export class LineMalformed extends Error {
  readonly code = 'DOOR.LINE_MALFORMED';
}

/** `Lane` says something else than `live` or `bulk`. */
export class LaneUnknown extends Error {
  readonly code = 'DOOR.LANE_UNKNOWN';
  constructor() {
    super('a lane is "live" or "bulk"');
  }
}

/** Inboxes of this kind have no webhook. */
export class WebhookNotOffered extends Error {
  readonly code = 'DOOR.WEBHOOK_NOT_OFFERED';
  constructor(readonly kind: string) {
    super(`an inbox of kind "${kind}" has no webhook`);
  }
}

/** The provider's signature does not belong to these bytes. */
export class SignatureWrong extends Error {
  readonly code = 'DOOR.SIGNATURE_WRONG';
  constructor() {
    super('the signature does not belong to these bytes');
  }
}

/** The provider's question carries another token than the inbox. */
export class HandshakeRefused extends Error {
  readonly code = 'DOOR.HANDSHAKE_REFUSED';
  constructor() {
    super('the verification token is not that of this inbox');
  }
}

/** The inbox names no secret, or the environment does not hold it: nothing can be verified until an operator sets it. */
export class SecretMissing extends Error {
  readonly code = 'DOOR.SECRET_MISSING';
  constructor(readonly inbox: string) {
    super(`the secret of inbox "${inbox}" is not set on this server`);
  }
}
