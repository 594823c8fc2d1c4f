import type { EarlyStatus, Hold, OutboxRoom, SequencerStore } from '#desk-store';
import { customerIn, fileStream } from '../streams.js';
import type { OutcomeRecorder } from './outcome-recorder.js';
import type { Written } from './reply-story.js';

const atOnce = 100;
/** Seconds after which a status of nobody is nobody's for good. */
const keptSeconds = 7 * 86_400;
/** Replies that left lately and are known here. */
const mostLately = 1_000;

/** Where a message stands that a status is of. */
interface Told {
  readonly stream: string;
  readonly reply: { readonly conversationId: string; readonly messageId?: string };
}

/** What providers told of messages before the desk knew them: applied as soon as it does. */
export class EarlyStatuses {
  /** By the digest of the id their provider reports on: known at once, the look-up index learns it a little later. */
  private readonly lately = new Map<string, Told>();

  constructor(
    private readonly room: OutboxRoom,
    private readonly index: Pick<SequencerStore, 'conversationsOf'>,
    private readonly recorder: OutcomeRecorder,
  ) {}

  /** Those of a reply that is known now. */
  async applyTo(hold: Hold, nativeKey: string, { stream, clear }: Written): Promise<void> {
    const { messageId, conversationId } = clear;
    const told = { stream, reply: { messageId, conversationId } };
    if (this.lately.size >= mostLately) this.lately.clear();
    this.lately.set(nativeKey, told);
    for (const early of await this.room.statusesOf(nativeKey)) await this.apply(hold, early, told);
  }

  /** Those of these that are of a reply which left lately; they are kept already. */
  async applyLate(hold: Hold, kept: readonly EarlyStatus[]): Promise<void> {
    for (const early of kept) {
      const told = this.lately.get(early.nativeKey);
      if (told !== undefined) await this.apply(hold, early, told);
    }
  }

  /** Those whose message the look-up index knows by now; the oldest are forgotten. */
  async applyKnown(hold: Hold, now: string): Promise<void> {
    const waiting = await this.room.oldestStatuses(atOnce);
    if (waiting.length === 0) return;
    const known = await this.index.conversationsOf(waiting.map(({ nativeKey }) => nativeKey));
    for (const early of waiting) {
      const conversationId = known.get(early.nativeKey);
      if (conversationId === undefined) continue;
      await this.apply(hold, early, { stream: fileStream(customerIn(conversationId)), reply: { conversationId } });
    }
    await this.room.expireStatuses(hold, new Date(Date.parse(now) - keptSeconds * 1000).toISOString());
  }

  private async apply(hold: Hold, early: EarlyStatus, { stream, reply }: Told): Promise<void> {
    await this.recorder.apply(early, stream, reply);
    await this.room.dropStatus(hold, early.statusId);
  }
}
