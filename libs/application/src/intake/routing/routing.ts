import type { Handle } from '#channels';
import type { Link } from '#domain';
import type { Incoming, Lead } from '../reading/incoming.js';

/** A lead, and where it leads as far as the index knows. */
export interface Followed extends Lead {
  /** Absent where it leads nowhere yet: maybe into a conversation that this batch opens. */
  readonly conversationId?: string;
}

/** An item and where it goes. */
export interface Routed {
  readonly incoming: Incoming;
  readonly stream: string;
  /** The most certain first; none that proves nothing. */
  readonly leads: readonly Followed[];
}

/** A handle that is to speak for a customer from now on. */
export interface Claim {
  readonly handle: Handle;
  readonly digest: string;
  readonly customerId: string;
  readonly by: Incoming;
}

/** Two files that one item vouched to be of one person. */
export interface Vouched {
  readonly link: Link;
  readonly by: Incoming;
}

/** Where the items of a batch go, and what must stand before they do. */
export interface Routing {
  readonly routed: readonly Routed[];
  readonly claims: readonly Claim[];
  readonly links: readonly Vouched[];
}
