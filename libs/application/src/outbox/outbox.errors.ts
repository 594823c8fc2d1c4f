/** Nobody has noted where in the log the outbox begins: `placeOutbox` comes before anybody writes. */
export class OutboxNotPlaced extends Error {
  readonly code = 'OUTBOX.NOT_PLACED';
  constructor() {
    super('the outbox has no place in the log: it would not know which replies are to leave');
  }
}
