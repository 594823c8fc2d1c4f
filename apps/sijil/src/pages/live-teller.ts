import { ticketChanges } from '#projections';
import type { Pages, TicketChange } from '#projections';
import { liveChange } from './live-change.js';
import type { ProjectorWord } from './projector-thread.js';

/** What a teller begins with. */
export interface LiveTelling {
  readonly isWatched: boolean;
  /** The event up to which pages told what changed before: those that stand further back say nothing until they are beyond it. */
  readonly toldBefore: bigint;
  readonly say: (word: ProjectorWord) => void;
}

/**
 * Tells of pages as they are copied: how far they are, and what changed while somebody watches. Everything that changed is
 * told once: pages that begin further back than others stood, for a projection of another version or after a restore, are
 * copied in silence until they are past that mark. Whatever was not told from one commit to the next is told as a new
 * beginning: whoever watches knows that something is missing.
 */
export class LiveTeller {
  private isWatched: boolean;
  private toldUpTo: bigint;
  private readonly say: (word: ProjectorWord) => void;
  private reached: bigint | undefined;
  /** What was changed since the last commit that was told; absent where some of it is not known. */
  private changes: TicketChange[] | undefined;

  constructor({ isWatched, toldBefore, say }: LiveTelling) {
    [this.isWatched, this.toldUpTo, this.say] = [isWatched, toldBefore, say];
  }

  /** Somebody begins to watch, and is told how far the pages are; or nobody watches any more. */
  watch(isWatched: boolean): void {
    this.isWatched = isWatched;
    if (this.reached !== undefined) this.tell(this.reached, this.reached, []);
  }

  /** The projector takes pages up, or with others that took their place: what differs between the two nobody gathered. */
  begin(position: bigint): void {
    this.changes = undefined;
    this.commit(position);
  }

  /** The log is another one, and ends here: what was told beyond that did not happen. */
  beginAnew(head: bigint): void {
    if (this.toldUpTo > head) this.toldUpTo = head;
  }

  /** Rows were written; a batch may be several commits. */
  gather(written: Pages): void {
    if (this.isWatched) this.changes?.push(...ticketChanges(written));
    else this.changes = undefined;
  }

  /** A batch is in the pages. */
  commit(position: bigint): void {
    const isPast = position >= this.toldUpTo;
    if (isPast) this.tell(this.changes === undefined ? position : (this.reached ?? position), position, this.changes);
    else this.say({ position });
    this.reached = position;
    this.changes = isPast ? [] : undefined;
    if (isPast) this.toldUpTo = position;
  }

  private tell(since: bigint, position: bigint, changes: readonly TicketChange[] = []): void {
    this.say({ position, ...(this.isWatched && { news: { since, position, changes: changes.map(liveChange) } }) });
  }
}
