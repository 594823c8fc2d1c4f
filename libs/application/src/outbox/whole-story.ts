import type { WaitingReply } from '#desk-store';
import { mayBeAnswered } from '#domain';
import type { Instant } from '#domain';
import type { EventLogReader, RecordedEvent } from '#event-log';
import { eventsWhere } from '../recording/events-about.js';
import { isNamed } from '../recording/fact-of.js';
import { isHeard, outcomesIn } from './reply-story.js';
import type { Heard, ReplyStory, Written } from './reply-story.js';

/** The story of a reply out of the whole file: where messages were moved, and where there is nobody else to answer. */
export async function wholeStory(log: EventLogReader, reply: WaitingReply): Promise<ReplyStory> {
  const { replyId, stream, conversationId, inbox } = reply;
  const isMeant = (event: RecordedEvent) => isHeard(event) || isMove(event) || event.clear['messageId'] === replyId;
  const events = await eventsWhere(log, stream, isMeant);
  const written = events.find((event): event is Written => isNamed(event, 'ReplyWritten'));
  const answers = written?.clear.answers;
  const places = placesOf(events);
  const heard = events
    .filter(isHeard)
    .filter(({ clear }) => places.get(clear.messageId) === conversationId || clear.messageId === answers);
  return {
    written,
    ...outcomesIn(events),
    heardAt: latest(heard.filter(({ clear }) => clear.inbox === inbox)),
    conversationKey: conversationKeyIn(events.filter(isHeard), conversationId),
    answerable: inTurn(answers, heard),
  };
}

/** The message it names, else the latest. */
async function* inTurn(answers: string | undefined, heard: readonly Heard[]): AsyncGenerator<Heard> {
  const people = heard.filter(({ clear }) => mayBeAnswered(clear)).reverse();
  yield* people.filter(({ clear }) => clear.messageId === answers);
  yield* people.filter(({ clear }) => clear.messageId !== answers);
}

const isMove = (event: RecordedEvent): boolean =>
  isNamed(event, 'MessageMoved') || isNamed(event, 'MessageTransferredOut');

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

const latest = (heard: readonly Heard[]): Instant | undefined =>
  heard.map(({ occurredAt }) => occurredAt).toSorted().at(-1); // prettier-ignore
