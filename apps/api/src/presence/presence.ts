import type { Instant } from '#domain';

export const presenceStates = ['viewing', 'typing'] as const;
export type PresenceState = (typeof presenceStates)[number];

/** An agent who has a ticket before him. */
export interface Present {
  readonly agentId: string;
  readonly state: PresenceState;
  /** Since when, in this state. */
  readonly since: Instant;
}

interface Seen extends Present {
  readonly until: number;
}

/** Milliseconds an agent is taken to be there after his last word. */
const believedFor = 30_000;
const mostTickets = 10_000;

/** Who looks at which ticket, as they say themselves: in memory, forgotten soon, and nobody's fact. */
export class Presence {
  private readonly seen = new Map<string, Map<string, Seen>>();
  private readonly watchers = new Map<string, Set<() => void>>();

  constructor(private readonly ticks: () => number) {}

  /** Who is there now, whoever came first first. */
  on(ticketId: string): readonly Present[] {
    const now = this.ticks();
    const there = [...(this.seen.get(ticketId)?.values() ?? [])].filter(({ until }) => until > now);
    return there.map(({ agentId, state, since }) => ({ agentId, state, since }));
  }

  /** An agent says that he is there, and what he does; to be repeated before it is forgotten. */
  enter(ticketId: string, agentId: string, state: PresenceState, now: Instant): void {
    const there = this.seen.get(ticketId) ?? new Map<string, Seen>();
    const before = this.on(ticketId).find((present) => present.agentId === agentId);
    const since = before?.state === state ? before.since : now;
    there.set(agentId, { agentId, state, since, until: this.ticks() + believedFor });
    this.remember(ticketId, there);
    if (before?.state !== state) this.tell(ticketId);
  }

  leave(ticketId: string, agentId: string): void {
    if (this.seen.get(ticketId)?.delete(agentId)) this.tell(ticketId);
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
