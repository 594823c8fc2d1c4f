import type { WaitingReply } from '#desk-store';

/** Tries under way at once, in all and by one inbox: a mail server that takes its time holds up its own replies only. */
const mostTries = 32;
const mostOfInbox = 8;

/** The tries that were begun and have not ended. */
export class TriesUnderWay {
  private readonly tries = new Map<string, { readonly inbox: string; readonly ended: Promise<void> }>();

  get size(): number {
    return this.tries.size;
  }

  /** How many more may be begun. */
  get room(): number {
    return mostTries - this.tries.size;
  }

  has(replyId: string): boolean {
    return this.tries.has(replyId);
  }

  hasRoomFor({ replyId, inbox }: Pick<WaitingReply, 'replyId' | 'inbox'>): boolean {
    return this.room > 0 && !this.has(replyId) && !this.isFull(inbox);
  }

  /** Whether no more of this inbox may be begun. */
  isFull(inbox: string): boolean {
    return this.ofInbox(inbox) >= mostOfInbox;
  }

  /** Whether some of this inbox are under way. */
  isBusy(inbox: string): boolean {
    return this.ofInbox(inbox) > 0;
  }

  /** Keeps a try until it has ended; `ended` never rejects. */
  keep({ replyId, inbox }: Pick<WaitingReply, 'replyId' | 'inbox'>, ended: Promise<void>): void {
    this.tries.set(replyId, { inbox, ended });
  }

  end(replyId: string): void {
    this.tries.delete(replyId);
  }

  /** Resolves when all that are under way now have ended. */
  async allEnded(): Promise<void> {
    await Promise.all([...this.tries.values()].map(({ ended }) => ended));
  }

  private ofInbox(inbox: string): number {
    return [...this.tries.values()].filter((one) => one.inbox === inbox).length;
  }
}
