import type { Actor, Fact, Instant } from './fact.js';
import type { Reach } from './reach.js';

/** What every command brings: its own id (a retry has the same), the instant it is judged at, and who asks. */
export interface CommandBasis {
  readonly commandId: string;
  /** The clock's word for "now": rules have no clock of their own. */
  readonly at: Instant;
  readonly actor: Actor;
  /** Which tickets the one who asks may work; all of them where it is absent. */
  readonly reach?: Reach;
}

/** A fact with the instant it happened: all that a fold may know of a recorded event. */
export type Dated<F extends Fact> = F & { readonly occurredAt: Instant };
