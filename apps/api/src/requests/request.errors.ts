import type { FieldFault } from '../problems/index.js';

/** Every write names itself, so that it can be repeated safely. */
export class IdempotencyKeyMissing extends Error {
  readonly code = 'REQUEST.IDEMPOTENCY_KEY_MISSING';
  constructor() {
    super('send a name of your own for this write as "Idempotency-Key"');
  }
}

/** An idempotency key is 1 to 255 printable ASCII characters without spaces. */
export class IdempotencyKeyMalformed extends Error {
  readonly code = 'REQUEST.IDEMPOTENCY_KEY_MALFORMED';
  constructor() {
    super('an Idempotency-Key is 1 to 255 printable ASCII characters without spaces');
  }
}

/** Fields of the body or the query are missing, unknown, or of another form. */
export class FieldsInvalid extends Error {
  readonly code = 'REQUEST.FIELDS_INVALID';
  constructor(readonly fields: readonly FieldFault[]) {
    super(fields.map(({ field, reason }) => `${field}: ${reason}`).join('; '));
  }
}
