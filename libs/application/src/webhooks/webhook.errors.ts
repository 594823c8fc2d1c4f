/** No webhook has this id. */
export class WebhookNotFound extends Error {
  readonly code = 'WEBHOOK.NOT_FOUND';
  constructor(readonly id: string) {
    super(`there is no webhook "${id}"`);
  }
}
/** Another webhook has this id. */
export class WebhookIdTaken extends Error {
  readonly code = 'WEBHOOK.ID_TAKEN';
  constructor(readonly id: string) {
    super(`there is a webhook "${id}" already`);
  }
}
/** As many webhooks as a desk serves. */
export class WebhooksTooMany extends Error {
  readonly code = 'WEBHOOK.TOO_MANY';
  constructor(readonly most: number) {
    super(`a desk has at most ${most} webhooks`);
  }
}
/** A webhook may not lead there. */
export class WebhookUrlRefused extends Error {
  readonly code = 'WEBHOOK.URL_REFUSED';
  constructor(readonly reason: string) {
    super(`a webhook cannot lead there: ${reason}`);
  }
}
/** The environment of the server holds nothing to sign with under this name. */
export class WebhookSecretUnusable extends Error {
  readonly code = 'WEBHOOK.SECRET_UNUSABLE';
  constructor(readonly secretName: string) {
    super(`the variable ${secretName} holds no secret of the form whsec_<base64 of 24 to 64 bytes>`);
  }
}
/** The log has no such position. */
export class WebhookPositionUnknown extends Error {
  readonly code = 'WEBHOOK.POSITION_UNKNOWN';
  constructor() {
    super('the log holds no event at this position');
  }
}
/** Its place was counted before the desk was restored: somebody must say from where it goes on. */
export class WebhookCursorStale extends Error {
  readonly code = 'WEBHOOK.CURSOR_STALE';
  constructor(readonly id: string) {
    super(`the desk was restored since the last delivery to "${id}": say with a replay from where it goes on`);
  }
}
/** The event that a webhook stood at is not in the log any more. */
export class WebhookCursorLost extends Error {
  readonly code = 'WEBHOOK.CURSOR_LOST';
  constructor(readonly id: string) {
    super(`what was last delivered to "${id}" is not in this log: it can go on from the first event, or from now`);
  }
}
