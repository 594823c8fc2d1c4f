import type { WaitingReply } from '#desk-store';
import type { FactNamed } from '#domain';
import type { EventLogReader, RecordedEvent } from '#event-log';
import { eventsWhere } from '../recording/events-about.js';
import { isNamed } from '../recording/fact-of.js';

export type Written = RecordedEvent & FactNamed<'ReplyWritten'>;
export type Heard = RecordedEvent & FactNamed<'MessageReceived' | 'MessageTransferredIn'>;
type Sent = RecordedEvent & FactNamed<'ReplySent'>;

/** What the log says about a reply and those it may answer. */
export interface ReplyStory {
  /** Absent where the log that told of it was lost in a restore. */
  readonly written: Written | undefined;
  readonly sent: Sent | undefined;
  /** It was delivered, or given up. */
  readonly isOver: boolean;
  /** Customers' messages of its conversation as they stand now, and the one it names, oldest first. */
  readonly heard: readonly Heard[];
  /** Digest that names the conversation, where its channel keeps one a session or handle. */
  readonly conversationKey: string;
}

/** Reads the customer's file: replies are few, and each asks for its whole conversation. */
export async function storyOf(log: EventLogReader, reply: WaitingReply): Promise<ReplyStory> {
  const { replyId, stream, conversationId } = reply;
  const events = await eventsWhere(
    log,
    stream,
    (event) => isHeard(event) || isMove(event) || aboutReply(event, replyId),
  );
  const written = events.find((event): event is Written => isNamed(event, 'ReplyWritten'));
  const places = placesOf(events);
  const heard = events
    .filter(isHeard)
    .filter(
      ({ clear }) => places.get(clear.messageId) === conversationId || clear.messageId === written?.clear.answers,
    );
  return {
    written,
    sent: events.find((event): event is Sent => isNamed(event, 'ReplySent')),
    isOver: events.some((event) => isNamed(event, 'ReplyDelivered') || isNamed(event, 'ReplyFailed')),
    heard,
    conversationKey: conversationKeyIn(events.filter(isHeard), conversationId),
  };
}

const isHeard = (event: RecordedEvent): event is Heard =>
  isNamed(event, 'MessageReceived') || isNamed(event, 'MessageTransferredIn');
const isMove = (event: RecordedEvent): boolean =>
  isNamed(event, 'MessageMoved') || isNamed(event, 'MessageTransferredOut');
const aboutReply = (event: RecordedEvent, replyId: string): boolean => event.clear['messageId'] === replyId;

/** Message → the conversation it stands in now; those that went to another file stand in none. */
function placesOf(events: readonly RecordedEvent[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const event of events) {
    if (isHeard(event) || isNamed(event, 'MessageMoved')) places.set(event.clear.messageId, event.clear.conversationId);
    if (isNamed(event, 'MessageTransferredOut')) places.delete(event.clear.messageId);
  }
  return places;
}

const conversationKeyIn = (heard: readonly Heard[], conversationId: string): string =>
  heard.find(({ clear }) => clear.conversationId === conversationId && clear.conversationKey !== undefined)?.clear
    .conversationKey ?? '';
