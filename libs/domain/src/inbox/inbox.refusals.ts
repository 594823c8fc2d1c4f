import { DomainRefusal } from '../event/index.js';
import type { InboxKind } from './inbox.events.js';

/** No inbox of that name was ever connected. */
export class InboxNotFound extends DomainRefusal {
  readonly code = 'INBOX.NOT_FOUND';
  constructor() {
    super('no such inbox was ever connected');
  }
}

/** An inbox keeps the form it reads, for the envelopes it took are of that form: connect another one. */
export class InboxKindFixed extends DomainRefusal {
  readonly code = 'INBOX.KIND_FIXED';
  constructor(
    readonly kind: InboxKind,
    readonly asked: InboxKind,
  ) {
    super(`the inbox reads ${kind} and cannot become ${asked}`);
  }
}
