import type { OutboxRoom, SequencerStore } from '#desk-store';
import { customerIn, fileStream } from '../streams.js';
import type { OutcomeRecorder } from './outcome-recorder.js';
import type { Written } from './reply-story.js';

const atOnce = 100;
/** Seconds after which a status of nobody is nobody's for good. */
const keptSeconds = 7 * 86_400;

/** What providers told of messages before the desk knew them: applied as soon as it does. */
export class EarlyStatuses {
  constructor(
    private readonly room: OutboxRoom,
    private readonly index: Pick<SequencerStore, 'conversationsOf'>,
    private readonly recorder: OutcomeRecorder,
  ) {}

  /** Those of a reply that is known now. */
  async applyTo(epoch: number, nativeKey: string, { stream, clear }: Written): Promise<void> {
    const { messageId, conversationId } = clear;
    for (const early of await this.room.statusesOf(nativeKey)) {
      await this.recorder.apply(early, stream, { messageId, conversationId });
      await this.room.dropStatus(epoch, early.statusId);
    }
  }

  /** Those whose message the look-up index knows by now; the oldest are forgotten. */
  async applyKnown(epoch: number, now: string): Promise<void> {
    const waiting = await this.room.oldestStatuses(atOnce);
    if (waiting.length === 0) return;
    const known = await this.index.conversationsOf(waiting.map(({ nativeKey }) => nativeKey));
    for (const early of waiting) {
      const conversationId = known.get(early.nativeKey);
      if (conversationId === undefined) continue;
      await this.recorder.apply(early, fileStream(customerIn(conversationId)), { conversationId });
      await this.room.dropStatus(epoch, early.statusId);
    }
    await this.room.expireStatuses(epoch, new Date(Date.parse(now) - keptSeconds * 1000).toISOString());
  }
}
