import { linkBetween } from '#domain';
import { customerIn, fileStream, idIn, inboxStream, isFileStream } from '../../streams.js';
import type { IntakeKeys } from '../keys.js';
import type { Incoming, KeyedHandle, Lead } from '../reading/incoming.js';
import type { KnownPlaces } from './find-places.js';
import type { Claim, Followed, Routed, Routing, Vouched } from './routing.js';

/**
 * Finds the file of each item, in order: the route it had at an earlier try; the conversation it answers; the customer
 * its handle speaks for; otherwise a new file. What one item of the batch settles holds for those behind it.
 */
export function routeItems(batch: readonly Incoming[], known: KnownPlaces, keys: IntakeKeys): Routing {
  const router = new Router(known, keys);
  const routed = batch.filter(({ key }) => !known.recorded.has(key)).map((incoming) => router.route(incoming));
  return { routed, claims: [...router.claims.values()], links: [...router.links.values()] };
}

/** A record of a line that came into a call later follows the call, and leads nothing to where it stands. */
const isOfLaterLine = ({ item }: Incoming): boolean => item.kind === 'call' && item.recordOf?.began === false;

class Router {
  readonly claims = new Map<string, Claim>();
  readonly links = new Map<string, Vouched>();
  /** Thread keys of this batch → customer: enough to route an answer that came together with what it answers. */
  private readonly threads = new Map<string, string>();

  constructor(
    private readonly known: KnownPlaces,
    private readonly keys: IntakeKeys,
  ) {}

  route(incoming: Incoming): Routed {
    const leads = incoming.leads.flatMap((lead) => this.followed(lead, incoming));
    const threaded = this.threadedTo(leads);
    const stream = this.known.routes.get(incoming.key) ?? this.streamFor(incoming, threaded);
    if (isFileStream(stream))
      this.settle(incoming, leads, idIn(stream), threaded !== undefined && !this.isOwn(stream, incoming));
    return { incoming, stream, leads };
  }

  /** An earlier try opened this file for it, whatever its thread says since. */
  private isOwn(stream: string, { key }: Incoming): boolean {
    return idIn(stream) === this.keys.customer(key);
  }

  /** A number in the subject is no proof by itself: anyone can write one. The sender must be known in that file. */
  private followed(lead: Lead, incoming: Incoming): readonly Followed[] {
    const conversationId = this.known.conversations.get(lead.key);
    if (lead.reason !== 'subject') return [conversationId === undefined ? lead : { ...lead, conversationId }];
    const known = conversationId !== undefined && this.customersOf(incoming).includes(customerIn(conversationId));
    return known ? [{ ...lead, conversationId }] : [];
  }

  /** The customer in whose file the best of the leads ends, in the index or in this batch. */
  private threadedTo(leads: readonly Followed[]): string | undefined {
    for (const { key, conversationId } of leads) {
      const customerId = conversationId === undefined ? this.threads.get(key) : customerIn(conversationId);
      if (customerId !== undefined) return customerId;
    }
    return undefined;
  }

  private streamFor(incoming: Incoming, threaded: string | undefined): string {
    const { item, inbox, key } = incoming;
    if (item.kind === 'notice') return inboxStream(inbox.id);
    const customerId = threaded ?? this.customersOf(incoming)[0];
    if (customerId !== undefined) return fileStream(customerId);
    // A status of a message we know nothing of opens no file: nobody has written.
    return item.kind === 'status' ? inboxStream(inbox.id) : fileStream(this.keys.customer(key));
  }

  private customersOf({ personal }: Incoming): readonly string[] {
    return personal.flatMap(({ digest }) => this.customerBehind(digest) ?? []);
  }

  private customerBehind(digest: string): string | undefined {
    return this.known.customers.get(digest) ?? this.claims.get(digest)?.customerId;
  }

  /**
   * From here on its message ids lead to this file, and so do its handles, unless it was the thread that led here:
   * whoever answers in somebody else's thread is heard there, but does not become that customer. That all its handles
   * are one person holds all the same.
   */
  private settle(incoming: Incoming, leads: readonly Lead[], customerId: string, threaded: boolean): void {
    for (const { key, reason } of leads)
      if (reason !== 'subject' && !isOfLaterLine(incoming) && !this.threads.has(key)) this.threads.set(key, customerId);
    const writer = threaded ? this.customersOf(incoming)[0] : customerId;
    if (writer === undefined || incoming.item.kind === 'status') return;
    for (const keyed of incoming.personal) this.claimOrLink(keyed, writer, incoming);
  }

  private claimOrLink({ handle, digest }: KeyedHandle, customerId: string, by: Incoming): void {
    const behind = this.customerBehind(digest);
    if (behind === undefined) this.claims.set(digest, { handle, digest, customerId, by });
    else if (behind !== customerId) this.vouch(behind, customerId, by);
  }

  private vouch(one: string, other: string, by: Incoming): void {
    const link = linkBetween(one, other);
    if (!this.links.has(link.join(' '))) this.links.set(link.join(' '), { link, by });
  }
}
