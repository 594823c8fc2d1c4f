import type { Handle } from '#channels';
import type { Clue } from '#domain';
import type { Incoming } from './arrival.js';
import { customerOf, ownerOf } from './arrival.js';
import { leadsOf, personalHandlesOf } from './find-places.js';
import type { KnownPlaces, Lead } from './find-places.js';
import type { IntakeKeys } from './keys.js';

/** An item and where it goes. */
export interface Routed {
  readonly incoming: Incoming;
  readonly stream: string;
  /** Conversations the index found for it, best first. */
  readonly clues: readonly Clue[];
  /** Leads of this batch, for conversations that are only now being opened. */
  readonly leads: readonly Lead[];
}

/** A handle that is to speak for a customer from now on. */
export interface Claim {
  readonly handle: Handle;
  readonly digest: string;
  readonly customerId: string;
  readonly by: Incoming;
}

/** Two files that one envelope vouched to be of one person. */
export interface Link {
  readonly first: string;
  readonly second: string;
  readonly by: Incoming;
}

export interface Routing {
  readonly routed: readonly Routed[];
  readonly claims: readonly Claim[];
  readonly links: readonly Link[];
}

/**
 * Finds the file of each item, in order: the route it had at an earlier try; the conversation it answers; the customer
 * its handle speaks for; otherwise a new file. What one item of the batch settles holds for those behind it.
 */
export function routeItems(batch: readonly Incoming[], known: KnownPlaces, keys: IntakeKeys): Routing {
  const router = new Router(known, keys);
  const routed = batch.filter(({ key }) => !known.recorded.has(key)).map((incoming) => router.route(incoming));
  return { routed, claims: [...router.claims.values()], links: [...router.links.values()] };
}

class Router {
  readonly claims = new Map<string, Claim>();
  readonly links = new Map<string, Link>();
  /** Thread keys of this batch → customer: enough to route an answer that came together with what it answers. */
  private readonly threads = new Map<string, string>();

  constructor(
    private readonly known: KnownPlaces,
    private readonly keys: IntakeKeys,
  ) {}

  route(incoming: Incoming): Routed {
    const leads = leadsOf(incoming, this.keys);
    const clues = this.cluesOf(incoming, leads);
    const threaded = clues[0] ? ownerOf(clues[0].conversationId) : this.inBatch(leads);
    const stream = this.known.routes.get(incoming.key) ?? this.streamFor(incoming, threaded);
    if (stream.startsWith('customer-')) this.settle(incoming, leads, customerOf(stream), threaded !== undefined);
    return { incoming, stream, clues, leads };
  }

  /** A number in the subject is no proof by itself: anyone can write one. The sender must be known in that file. */
  private cluesOf(incoming: Incoming, leads: readonly Lead[]): readonly Clue[] {
    return leads.flatMap(({ key, reason }) => {
      const conversationId = this.known.conversations.get(key);
      if (!conversationId) return [];
      const certain = reason !== 'subject' || this.customersOf(incoming).includes(ownerOf(conversationId));
      return certain ? [{ conversationId, reason }] : [];
    });
  }

  private streamFor(incoming: Incoming, threaded: string | undefined): string {
    const { item, arrival, key } = incoming;
    if (item.kind === 'notice') return `inbox-${arrival.inbox.id}`;
    const customerId = threaded ?? this.customersOf(incoming)[0];
    if (customerId !== undefined) return `customer-${customerId}`;
    // A status of a message we know nothing of opens no file: nobody has written.
    return item.kind === 'status' ? `inbox-${arrival.inbox.id}` : `customer-${this.keys.customer(key)}`;
  }

  private inBatch(leads: readonly Lead[]): string | undefined {
    for (const { key, reason } of leads) {
      const customerId = reason === 'subject' ? undefined : this.threads.get(key);
      if (customerId !== undefined) return customerId;
    }
    return undefined;
  }

  private customersOf(incoming: Incoming): readonly string[] {
    return personalHandlesOf(incoming).flatMap((handle) => this.customerBehind(this.keys.handle(handle)) ?? []);
  }

  private customerBehind(digest: string): string | undefined {
    return this.known.customers.get(digest) || this.claims.get(digest)?.customerId;
  }

  /**
   * From here on its message ids lead to this file, and so do its handles, unless it was the thread that led here:
   * whoever answers in somebody else's thread is heard there, but does not become that customer.
   */
  private settle(incoming: Incoming, leads: readonly Lead[], customerId: string, threaded: boolean): void {
    for (const { key, reason } of leads)
      if (reason !== 'subject' && !this.threads.has(key)) this.threads.set(key, customerId);
    if (threaded || incoming.item.kind === 'status') return;
    for (const handle of personalHandlesOf(incoming)) this.claimOrLink(handle, customerId, incoming);
  }

  private claimOrLink(handle: Handle, customerId: string, by: Incoming): void {
    const digest = this.keys.handle(handle);
    const behind = this.customerBehind(digest);
    if (behind === undefined) this.claims.set(digest, { handle, digest, customerId, by });
    else if (behind !== customerId) this.links.set(`${behind} ${customerId}`, linkBetween(behind, customerId, by));
  }
}

/** The link between two files; undirected, the smaller id first. */
export function linkBetween(one: string, other: string, by: Incoming): Link {
  return one < other ? { first: one, second: other, by } : { first: other, second: one, by };
}

/** The stream that says whether two files are of one person; the same for either order. */
export const linkStream = (one: string, other: string): string =>
  one < other ? `link-${one}-${other}` : `link-${other}-${one}`;
