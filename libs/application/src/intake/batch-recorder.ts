import { normalisation } from '#channels';
import type { ClaimHandle, CustomerFile, HandleState, LinkCommand, LinkState } from '#domain';
import { decideHandle, decideLink, HandleAlreadyClaimed } from '#domain';
import { failpoint } from '#failpoints';
import type { Recorders } from '../recording/recorders.js';
import type { Work } from '../recording/recorder.js';
import { customerOf } from './arrival.js';
import type { Arrival, Refused } from './arrival.js';
import { FileDecider } from './file-decider.js';
import { inboxWorks, releaseWork } from './inbox-works.js';
import type { IntakeKeys } from './keys.js';
import { occasionOf } from './occasion.js';
import { linkBetween, linkStream } from './route-items.js';
import type { Claim, Link, Routed, Routing } from './route-items.js';
import type { TicketNumbers } from './ticket-numbers.js';

/** Writes one routed batch: claims first, then the files, so that a file always has its handle. */
export class BatchRecorder {
  constructor(
    private readonly recorders: Recorders,
    private readonly numbers: TicketNumbers,
    private readonly keys: IntakeKeys,
  ) {}

  async record({ routed, claims, links }: Routing, refused: readonly Refused[]): Promise<void> {
    const collisions = await this.claim(claims);
    failpoint('handles.claimed');
    await this.recorders.links.record([...links, ...collisions].map((link) => linkWork(link)));
    await this.numbers.ready(routed.length);
    const undecidable: Refused[] = [];
    const toFiles = routed.filter(({ stream }) => stream.startsWith('customer-'));
    const toInboxes = routed.filter(({ stream }) => stream.startsWith('inbox-'));
    failpoint('files.before');
    await this.recorders.files.record(this.fileWorks(toFiles, undecidable));
    failpoint('files.after');
    await this.recorders.inboxes.record(inboxWorks(toInboxes, [...refused, ...undecidable]));
  }

  /** Releases the places of an envelope that stood in quarantine and were read without complaint now. */
  async release(arrivals: readonly Arrival[], places: readonly string[]): Promise<void> {
    await this.recorders.inboxes.record(arrivals.map((arrival) => releaseWork(arrival, places, this.keys)));
  }

  /** A handle that an agent claimed for somebody else meanwhile makes the two one person: the route already stands. */
  private async claim(claims: readonly Claim[]): Promise<readonly Link[]> {
    const collisions: Link[] = [];
    await this.recorders.handles.record(claims.map((claim) => claimWork(claim, collisions)));
    return collisions;
  }

  private fileWorks(routed: readonly Routed[], undecidable: Refused[]): readonly Work<CustomerFile>[] {
    const byStream = Map.groupBy(routed, ({ stream }) => stream);
    return [...byStream].map(([stream, items]) => {
      const decider = new FileDecider(this.keys, this.numbers, undecidable);
      const steps = items.map((item, at) => decider.step(item, at));
      return { stream, owner: customerOf(stream), steps };
    });
  }
}

function claimWork({ handle, digest, customerId, by }: Claim, collisions: Link[]): Work<HandleState> {
  const occasion = occasionOf(by);
  const command: ClaimHandle = {
    kind: 'ClaimHandle',
    commandId: by.key,
    at: occasion.at,
    actor: occasion.actor,
    customerId,
    handleKind: handle.kind,
    handleClass: handle.class,
    normalisation,
  };
  const decide = (state: HandleState) => {
    try {
      return decideHandle(state, command);
    } catch (refusal) {
      if (!(refusal instanceof HandleAlreadyClaimed)) throw refusal;
      collisions.push(linkBetween(refusal.customerId, customerId, by));
      return [];
    }
  };
  return {
    stream: `handle-${digest}`,
    owner: customerId,
    steps: [{ occasion, decide, plain: [{ name: 'handle', plaintext: handle.value }] }],
  };
}

function linkWork({ first, second, by }: Link): Work<LinkState> {
  const occasion = occasionOf(by);
  const command: LinkCommand = {
    kind: 'MergeCustomers',
    commandId: by.key,
    at: occasion.at,
    actor: occasion.actor,
    customerIds: [first, second],
    because: 'same-handles',
  };
  const decide = (state: LinkState) => decideLink(state, command);
  return { stream: linkStream(first, second), owner: first, steps: [{ occasion, decide, plain: [] }] };
}
