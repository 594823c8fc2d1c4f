/** The request carries no key. */
export class KeyMissing extends Error {
  readonly code = 'ACCESS.KEY_MISSING';
  constructor() {
    super('send a key as "Authorization: Bearer <key>"');
  }
}

/** Nobody was given this key, it was revoked, or its agent is deactivated. */
export class KeyUnknown extends Error {
  readonly code = 'ACCESS.KEY_UNKNOWN';
  constructor() {
    super('this key is unknown, was revoked, or its agent is deactivated');
  }
}

/** The key's role may not do this. */
export class RoleRefused extends Error {
  readonly code = 'ACCESS.ROLE_REFUSED';
  constructor(readonly role: string) {
    super(`a key of role "${role}" may not do this`);
  }
}

/** The role may do this only with a key that opens what people wrote. */
export class TextRefused extends Error {
  readonly code = 'ACCESS.TEXT_REFUSED';
  constructor() {
    super('this key may not read what people wrote');
  }
}

/** The connector's key is for other inboxes. Said before anybody looks whether this one exists. */
export class InboxOutOfScope extends Error {
  readonly code = 'ACCESS.INBOX_OUT_OF_SCOPE';
  constructor(readonly inbox: string) {
    super(`this key may not push to inbox "${inbox}"`);
  }
}

/** Too many envelopes for now. */
export class RateExceeded extends Error {
  readonly code = 'ACCESS.RATE_EXCEEDED';
  constructor(readonly retryAfterSeconds: number) {
    super(`more than this key may push for now; try again in ${retryAfterSeconds} s`);
  }
}
