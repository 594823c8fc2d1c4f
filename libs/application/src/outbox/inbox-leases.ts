import { inboxLease } from '#desk-store';
import type { Errands, Hold, Lease, Leases } from '#desk-store';
import type { Clock } from '../clock.js';
import { usualLeaseSeconds } from '../processor-lease.js';

export interface InboxLeasesParts {
  readonly leases: Leases;
  /** How processes that share the sending know of each other; absent where nobody else can be at it. */
  readonly errands?: Pick<Errands, 'attend' | 'attending' | 'leave'> | undefined;
  readonly clock: Clock;
  /** As usual where it is left out. */
  readonly leaseSeconds?: number | undefined;
}

/** Which inboxes need somebody who sends. */
export interface InboxesInUse {
  /** Replies wait in them. */
  readonly waiting: ReadonlySet<string>;
  /** Whether a try of this one's is under way here. */
  readonly isBusy: (inbox: string) => boolean;
}

/** What processes attend as that send replies. */
export const outboxKind = 'outbox';
/** How many are asked for in one write. */
const mostAtOnce = 100;
/** How long an inbox that another has is not asked for again, in milliseconds. */
const askAgainMs = 1_000;

/**
 * The inboxes whose replies this process sends: those whose lease it holds. Processes share the inboxes that replies wait in:
 * each takes what is free up to its part. When it renews its leases, one that has more lets the rest go, and whatever nothing
 * waits in any more.
 */
export class InboxLeases {
  private readonly held = new Map<string, Lease>();
  /** To be let go as soon as no try of theirs is under way. */
  private readonly leaving = new Set<string>();
  /** When those were asked for that another had. */
  private readonly refused = new Map<string, number>();
  private crew = 1;
  private renewed = -Infinity;

  constructor(private readonly parts: InboxLeasesParts) {}

  /** Milliseconds after which `share` is to be called again, at the latest. */
  get lookWithinMs(): number {
    const renewWithinMs = this.renewEveryMs / 2;
    return this.refused.size > 0 ? Math.min(askAgainMs, renewWithinMs) : renewWithinMs;
  }

  /** The lease under which the replies of an inbox are sent here; `undefined` where another sends them, or nobody yet. */
  holdOf(inbox: string): Hold | undefined {
    return this.held.get(inbox);
  }

  /** One of those that are held. */
  get anyHold(): Hold | undefined {
    return this.held.values().next().value;
  }

  /** Inboxes of which tries may be begun. */
  get inboxes(): readonly string[] {
    return [...this.held.keys()].filter((inbox) => !this.leaving.has(inbox));
  }

  /**
   * Takes up this process's part of the inboxes, and renews what it has when it is time. Answers those it has taken just
   * now: what is begun in them was cut off.
   */
  async share(holder: string, inUse: InboxesInUse): Promise<readonly string[]> {
    if (performance.now() - this.renewed >= this.renewEveryMs) await this.renew(holder, inUse);
    await this.letGo([...this.leaving].filter((inbox) => !inUse.isBusy(inbox)));
    return this.take(holder, inUse);
  }

  /** A write under this lease was refused: another has it. */
  lost({ name, epoch }: Hold): void {
    for (const [inbox, lease] of this.held) if (lease.name === name && lease.epoch === epoch) this.drop(inbox);
  }

  /** Lets go of everything. */
  async leave(holder: string): Promise<void> {
    await this.letGo([...this.held.keys()]);
    await this.parts.errands?.leave(holder);
    this.renewed = -Infinity;
  }

  private get seconds(): number {
    return this.parts.leaseSeconds ?? usualLeaseSeconds;
  }

  private get renewEveryMs(): number {
    return (this.seconds * 1000) / 3;
  }

  private async renew(holder: string, inUse: InboxesInUse): Promise<void> {
    this.renewed = performance.now();
    await this.countCrew(holder);
    const { waiting, isBusy } = inUse;
    for (const inbox of this.ours(inUse).slice(this.part(inUse))) this.leaving.add(inbox);
    await this.letGo([...this.held.keys()].filter((inbox) => !waiting.has(inbox) && !isBusy(inbox)));
    const kept = [...this.held.keys()];
    const renewed = new Set(await this.acquire(holder, kept, kept.length));
    for (const inbox of kept) if (!renewed.has(inbox)) this.drop(inbox);
  }

  /** One that dies is believed to be there for as long as its leases are. */
  private async countCrew(holder: string): Promise<void> {
    const { errands } = this.parts;
    if (!errands) return;
    await errands.attend(holder, outboxKind, this.seconds);
    this.crew = (await errands.attending(outboxKind)).length;
  }

  private ours({ waiting }: InboxesInUse): readonly string[] {
    return [...waiting].filter((inbox) => this.held.has(inbox));
  }

  /** How many of the inboxes are this process's to send for. */
  private part({ waiting }: InboxesInUse): number {
    return Math.ceil(waiting.size / Math.max(1, this.crew));
  }

  private async take(holder: string, inUse: InboxesInUse): Promise<readonly string[]> {
    const now = performance.now();
    for (const [inbox, at] of this.refused) if (now - at >= askAgainMs) this.refused.delete(inbox);
    const most = this.part(inUse) - this.ours(inUse).length;
    const free = [...inUse.waiting].filter((inbox) => !this.held.has(inbox) && !this.refused.has(inbox));
    if (most <= 0 || free.length === 0) return [];
    const taken = await this.acquire(holder, free, most);
    for (const inbox of free) if (!taken.includes(inbox)) this.refused.set(inbox, now);
    return taken;
  }

  /** Those of these inboxes that are ours now: the first `most` that could be had. */
  private async acquire(holder: string, inboxes: readonly string[], most: number): Promise<readonly string[]> {
    const { leases, clock } = this.parts;
    const acquired: string[] = [];
    for (let from = 0; from < inboxes.length && acquired.length < most; from += mostAtOnce) {
      const byName = new Map(inboxes.slice(from, from + mostAtOnce).map((inbox) => [inboxLease(inbox), inbox]));
      const wanted = { names: [...byName.keys()], most: most - acquired.length };
      for (const lease of await leases.acquireSome(wanted, holder, clock.now(), this.seconds)) {
        const inbox = byName.get(lease.name) ?? '';
        this.held.set(inbox, lease);
        acquired.push(inbox);
      }
    }
    return acquired;
  }

  private async letGo(inboxes: readonly string[]): Promise<void> {
    const leases = inboxes.map((inbox) => this.held.get(inbox)).filter((lease) => lease !== undefined);
    for (const inbox of inboxes) this.drop(inbox);
    if (leases.length > 0) await this.parts.leases.release(...leases);
  }

  private drop(inbox: string): void {
    this.held.delete(inbox);
    this.leaving.delete(inbox);
  }
}
