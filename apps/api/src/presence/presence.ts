import type { Instant } from '#domain';
import type { OtherDoors, PresenceState, Present, PresentAt } from './presence.port.js';

interface Seen extends Present {
  readonly until: number;
  /** When other doors were told. */
  readonly toldAt: number;
}

/** Milliseconds an agent is taken to be there after his last word. */
export const believedFor = 30_000;
const mostTickets = 10_000;

/** Who looks at which ticket, as they say themselves: in memory, forgotten soon, and nobody's fact. */
export class Presence {
  private readonly seen = new Map<string, Map<string, Seen>>();
  private readonly watchers = new Map<string, Set<() => void>>();

  /** By what other doors heard. */
  private elsewhere: ReadonlyMap<string, readonly PresentAt[]> = new Map();

  constructor(
    private readonly ticks: () => number,
    private readonly others?: OtherDoors,
  ) {
    others?.hear((all) => this.hearOthers(all));
  }

  /** Who is there now, whoever came first first. */
  on(ticketId: string): readonly Present[] {
    const there = new Map<string, Present>();
    for (const present of [...this.here(ticketId), ...(this.elsewhere.get(ticketId) ?? [])]) {
      const { agentId, state, since } = present;
      if (since > (there.get(agentId)?.since ?? '')) there.set(agentId, { agentId, state, since });
    }
    return [...there.values()];
  }

  /** An agent says that he is there, and what he does; to be repeated before it is forgotten. */
  enter(ticketId: string, agentId: string, state: PresenceState, now: Instant): void {
    const there = this.seen.get(ticketId) ?? new Map<string, Seen>();
    const ticks = this.ticks();
    const before = this.on(ticketId).find((present) => present.agentId === agentId);
    const toldAt = there.get(agentId)?.toldAt ?? -Infinity;
    const isKnown = before?.state === state;
    const isTold = isKnown && ticks - toldAt < believedFor / 2;
    const present = { agentId, state, since: isKnown ? before.since : now };
    there.set(agentId, { ...present, until: ticks + believedFor, toldAt: isTold ? toldAt : ticks });
    this.remember(ticketId, there);
    if (!isTold) this.others?.tell(ticketId, agentId, present);
    if (!isKnown) this.tell(ticketId);
  }

  leave(ticketId: string, agentId: string): void {
    if (!this.seen.get(ticketId)?.delete(agentId)) return;
    this.others?.tell(ticketId, agentId, undefined);
    this.tell(ticketId);
  }

  /** Tells of every change on a ticket, until the answer is called. */
  watch(ticketId: string, changed: () => void): () => void {
    const watchers = this.watchers.get(ticketId) ?? new Set();
    this.watchers.set(ticketId, watchers.add(changed));
    return () => {
      watchers.delete(changed);
      if (watchers.size === 0) this.watchers.delete(ticketId);
    };
  }

  /** Forgets who has not been heard of, and tells those who watch. */
  sweep(): void {
    const now = this.ticks();
    for (const [ticketId, there] of this.seen) {
      const gone = [...there.values()].filter(({ until }) => until <= now);
      for (const { agentId } of gone) there.delete(agentId);
      if (there.size === 0) this.seen.delete(ticketId);
      if (gone.length > 0) this.tell(ticketId);
    }
  }

  private here(ticketId: string): readonly Seen[] {
    const now = this.ticks();
    return [...(this.seen.get(ticketId)?.values() ?? [])].filter(({ until }) => until > now);
  }

  private hearOthers(all: readonly PresentAt[]): void {
    const before = this.elsewhere;
    this.elsewhere = Map.groupBy(all, ({ ticketId }) => ticketId);
    for (const ticketId of new Set([...before.keys(), ...this.elsewhere.keys()])) {
      const [was, is] = [before.get(ticketId), this.elsewhere.get(ticketId)];
      if (JSON.stringify(was) !== JSON.stringify(is)) this.tell(ticketId);
    }
  }

  /** The ticket heard of last stays longest. */
  private remember(ticketId: string, there: Map<string, Seen>): void {
    this.seen.delete(ticketId);
    this.seen.set(ticketId, there);
    const [oldest] = this.seen.keys();
    if (this.seen.size > mostTickets && oldest !== undefined) this.seen.delete(oldest);
  }

  private tell(ticketId: string): void {
    for (const changed of this.watchers.get(ticketId) ?? []) changed();
  }
}

/** Who is there, as a frame of a ticket's event stream: always all of them. */
export const presenceFrame = (ticketId: string, agents: readonly Present[]): Buffer =>
  Buffer.from(`event: presence\ndata: ${JSON.stringify({ ticketId, agents })}\n\n`);
