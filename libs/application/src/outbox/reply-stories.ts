import type { WaitingReply } from '#desk-store';
import { conversationIn, mayBeAnswered } from '#domain';
import type { Conversation, Instant } from '#domain';
import type { EventLogReader, RecordedEvent } from '#event-log';
import { backFrom, portionsOf } from '../recording/events-about.js';
import { isNamed } from '../recording/fact-of.js';
import type { Recorders } from '../recording/recorders.js';
import { isHeard, outcomesIn } from './reply-story.js';
import type { Heard, Outcomes, ReplyStory, Written } from './reply-story.js';
import { wholeStory } from './whole-story.js';

/** The message a reply names is looked for among so many events, from the latest of its conversation back. */
const lookedAt = 1_000;

/**
 * Tells stories of replies, in a few reads however long the file is: the log knows where a reply stands, and the file which
 * message of its conversation can be answered. Where that does not help the whole file is read.
 */
export class ReplyStories {
  constructor(
    private readonly log: EventLogReader,
    private readonly files: Pick<Recorders['files'], 'load'>,
  ) {}

  /** Errors: those of the log. */
  async of(reply: WaitingReply): Promise<ReplyStory> {
    const written = await this.writtenAt(reply);
    const conversation = written && (await this.conversationOf(reply));
    const best = conversation && (await this.bestOf(written, conversation.answerable));
    if (!best) return wholeStory(this.log, reply);
    return {
      written,
      ...(await this.outcomesSince(written)),
      heardAt: heardAt(conversation, best.named),
      conversationKey: conversation.key,
      answerable: this.inTurn(best.first, reply),
    };
  }

  /** Not there where the log was put back since: then it may stand elsewhere, or nowhere. */
  private async writtenAt({ position, stream, replyId }: WaitingReply): Promise<Written | undefined> {
    const event = await this.log.at(position);
    if (!event || !isNamed(event, 'ReplyWritten')) return undefined;
    return event.stream === stream && event.clear.messageId === replyId ? event : undefined;
  }

  /** As the file knows it, where it knows for sure: of messages that people move about the log alone does. */
  private async conversationOf({ stream, conversationId, inbox }: WaitingReply): Promise<Known | undefined> {
    const { state } = await this.files.load(stream);
    const conversation = conversationIn(state, conversationId);
    if (conversation?.inbox !== inbox || conversation.began <= state.movedUnknown) return undefined;
    const { key, channel, answerable } = conversation;
    // Where no message began it, under its name, a later one may have named it.
    const isNamedHere = channel === 'email' || (channel !== 'phone' && key !== '');
    return answerable !== undefined && isNamedHere ? { ...conversation, answerable } : undefined;
  }

  /** The first of those that may be answered; `undefined` where the one that is named is not near the latest. */
  private async bestOf({ stream, clear: { answers } }: Written, latest: number): Promise<Best | undefined> {
    if (answers === undefined && latest === 0) return {};
    let [newest, looked] = [undefined as Heard | undefined, 0];
    for await (const event of backFrom(this.log, stream, latest)) {
      if ((looked += 1) > lookedAt) return undefined;
      if (!isHeard(event)) continue;
      newest ??= event;
      if (answers === undefined) return { first: newest };
      if (event.clear.messageId === answers)
        return { first: mayBeAnswered(event.clear) ? event : newest, named: event };
    }
    return undefined;
  }

  private async outcomesSince({ stream, version, clear: { messageId } }: Written): Promise<Outcomes> {
    const told: RecordedEvent[] = [];
    for await (const events of portionsOf(this.log, stream, version))
      told.push(...events.filter(({ clear }) => clear['messageId'] === messageId));
    return outcomesIn(told);
  }

  /** Whoever asks for more than the first finds all of them; where there is no first there is nobody. */
  private async *inTurn(first: Heard | undefined, reply: WaitingReply): AsyncGenerator<Heard> {
    if (!first) return;
    yield first;
    yield* (await wholeStory(this.log, reply)).answerable;
  }
}

type Known = Conversation & { readonly answerable: number };

/** What a reply goes to first, and the message it names. */
interface Best {
  readonly first?: Heard;
  readonly named?: Heard;
}

/** The one it names may stand in another conversation. */
function heardAt({ heardAt: here, inbox }: Known, named: Heard | undefined): Instant | undefined {
  if (named?.clear.inbox !== inbox) return here;
  return here !== undefined && here > named.occurredAt ? here : named.occurredAt;
}
