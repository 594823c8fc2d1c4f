import { DomainRefusal } from '../event/index.js';
import type { Link } from './link.js';

/** The handle speaks for another customer. */
export class HandleAlreadyClaimed extends DomainRefusal {
  readonly code = 'HANDLE.ALREADY_CLAIMED';
  constructor(readonly customerId: string) {
    super(`the handle speaks for customer ${customerId}`);
  }
}

/** A file cannot be merged with itself, nor parted from itself. */
export class SameCustomer extends DomainRefusal {
  readonly code = 'LINK.SAME_CUSTOMER';
  constructor(readonly customerId: string) {
    super(`both sides are customer ${customerId}`);
  }
}

/** Without this link the two would still be one person, by these others: undo them first. */
export class JoinedByOtherLinks extends DomainRefusal {
  readonly code = 'LINK.JOINED_BY_OTHERS';
  constructor(readonly links: readonly Link[]) {
    super(`other links join them: ${links.map((link) => link.join(' and ')).join(', ')}`);
  }
}

/** They are one person by now, by these links or the one between them: there is nothing to dismiss. */
export class OnePersonAlready extends DomainRefusal {
  readonly code = 'LINK.ONE_PERSON';
  constructor(readonly links: readonly Link[]) {
    super(`they are one person, by ${links.map((link) => link.join(' and ')).join(', ')}`);
  }
}
