import type { FactNamed, Instant } from '#domain';
import type { RecordedEvent } from '#event-log';
import { isNamed } from '../recording/fact-of.js';

export type Written = RecordedEvent & FactNamed<'ReplyWritten'>;
export type Heard = RecordedEvent & FactNamed<'MessageReceived' | 'MessageTransferredIn'>;
type Sent = RecordedEvent & FactNamed<'ReplySent'>;

/** What the log says about a reply and those it may answer. */
export interface ReplyStory extends Outcomes {
  /** Absent where the log that told of it was lost in a restore. */
  readonly written: Written | undefined;
  /** When the customer was heard last in its conversation, by its inbox. */
  readonly heardAt: Instant | undefined;
  /** Digest that names the conversation, where its channel keeps one a session or handle. */
  readonly conversationKey: string;
  /**
   * Customers' messages that it may go to, the best first: the one it names, then those that stand in its conversation now,
   * from the latest back. Read as they are asked for; one may come twice.
   */
  readonly answerable: AsyncIterable<Heard>;
}

/** What became of it. */
export interface Outcomes {
  readonly sent: Sent | undefined;
  /** It was delivered, or given up. */
  readonly isOver: boolean;
}

export const isHeard = (event: RecordedEvent): event is Heard =>
  isNamed(event, 'MessageReceived') || isNamed(event, 'MessageTransferredIn');

/** Of events about one reply. */
export const outcomesIn = (events: readonly RecordedEvent[]): Outcomes => ({
  sent: events.find((event): event is Sent => isNamed(event, 'ReplySent')),
  isOver: events.some((event) => isNamed(event, 'ReplyDelivered') || isNamed(event, 'ReplyFailed')),
});
