import type { CommandBasis } from '../event/index.js';
import type { HandleClass } from '../customer-file/channel.js';
import type { HandleKind } from './identity.events.js';
import type { Likeness } from './likeness.js';
import type { Link } from './link.js';

/** This handle shall speak for this customer. Refused with `HandleAlreadyClaimed` when it speaks for another. */
export interface ClaimHandle extends CommandBasis {
  readonly kind: 'ClaimHandle';
  readonly customerId: string;
  readonly handleKind: HandleKind;
  readonly handleClass: HandleClass;
  /** Version of the rule that normalised it. */
  readonly normalisation: string;
}
/** It shall no longer. Refused with `HandleAlreadyClaimed` when it speaks for another. */
export interface ReleaseHandle extends CommandBasis {
  readonly kind: 'ReleaseHandle';
  readonly customerId: string;
}
export type HandleCommand = ClaimHandle | ReleaseHandle;

interface OnLink extends CommandBasis {
  /** The two files, in either order. */
  readonly customerIds: readonly [string, string];
}
/** The two files are of one person. Refused with `SameCustomer` when they are one file. */
export interface MergeCustomers extends OnLink {
  readonly kind: 'MergeCustomers';
  readonly because: 'same-handles' | 'agent';
}
/** They are not. Refused with `JoinedByOtherLinks` when they would still be one person without this link. */
export interface UnmergeCustomers extends OnLink {
  readonly kind: 'UnmergeCustomers';
  /** Every link of this person that stands now, this one among them or not. */
  readonly links: readonly Link[];
}
/** They are alike in this, and yet not one person. Refused with `OnePersonAlready` when they are, and with `SameCustomer`. */
export interface DismissSuggestion extends OnLink {
  readonly kind: 'DismissSuggestion';
  readonly likenesses: readonly Likeness[];
  /** Every link of the person one of them is of. */
  readonly links: readonly Link[];
}
export type LinkCommand = MergeCustomers | UnmergeCustomers | DismissSuggestion;
