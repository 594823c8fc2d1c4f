import type { Sender, SendOutcome } from '#channels';
import type { Hold, OutboxRoom, WaitingReply } from '#desk-store';
import type { Instant } from '#domain';
import { failpoint } from '#failpoints';
import type { Clock } from '../clock.js';
import type { Inbox } from '../inboxes/inbox-directory.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import { channelOf } from '../intake/reading/arrival.js';
import type { IntakeKeys } from '../intake/keys.js';
import { restAfter } from './back-off.js';
import type { BackOff } from './back-off.js';
import type { ReplyComposer } from './compose-reply.js';
import type { EarlyStatuses } from './early-statuses.js';
import type { Outcome, OutcomeRecorder } from './outcome-recorder.js';
import type { ReplyStories } from './reply-stories.js';
import type { ReplyStory, Written } from './reply-story.js';

export interface DispatchParts {
  readonly room: OutboxRoom;
  readonly stories: ReplyStories;
  readonly inboxes: Pick<InboxRegister, 'everKnown' | 'refresh'>;
  readonly composer: ReplyComposer;
  readonly recorder: OutcomeRecorder;
  readonly early: EarlyStatuses;
  readonly keys: IntakeKeys;
  /** What sends the replies of an inbox; `undefined` where nothing can be sent that way. */
  readonly senderOf: (inbox: Inbox) => Promise<Sender | undefined>;
  readonly clock: Clock;
  readonly backOff: BackOff;
}

/** One try, as far as it came. */
interface Try {
  readonly hold: Hold;
  readonly waiting: WaitingReply;
  readonly written: Written;
  readonly inbox: Inbox;
}

/**
 * One try to send one reply: a mark before, a fact after. What the log says already is not sent again; a mark that a
 * crash left without an end says that it may have gone out, and so does the fact of the next try. Whoever lost the lease
 * while it was sent leaves the fact to that next try, which knows of both.
 */
export class Dispatch {
  constructor(private readonly parts: DispatchParts) {}

  /**
   * `hold`: the lease of its inbox. Errors: those of the stores and the log; the reply stays where it was, or with a mark
   * that is doubted later.
   */
  async try(hold: Hold, waiting: WaitingReply): Promise<void> {
    const story = await this.parts.stories.of(waiting);
    const { written } = story;
    // The log that told of it was put back to before it was written: nobody wrote it.
    if (!written) return this.parts.room.settle(hold, waiting.replyId);
    const one = { hold, waiting, written, inbox: this.parts.inboxes.everKnown(waiting.inbox) };
    if (story.sent || story.isOver) return this.settle(one, story.sent?.clear.nativeKey);
    return this.send(one, story);
  }

  private async send(one: Try, story: ReplyStory): Promise<void> {
    const { room, composer, senderOf, clock } = this.parts;
    const { hold, waiting, written, inbox } = one;
    const sender = await senderOf(inbox);
    if (!sender) return this.fail(one, { kind: 'failed', reason: 'OUTBOX.CHANNEL_CANNOT_SEND' });
    const composed = await composer.compose(written, story, inbox);
    if (composed.kind === 'impossible') return this.fail(one, { kind: 'failed', reason: composed.reason });
    await room.begin(hold, [waiting.replyId], clock.now());
    failpoint('outbox.begun');
    const outcome = await sender.send(composed.reply, inbox, clock.now());
    failpoint('outbox.sent');
    await room.begin(hold, [], clock.now());
    return this.conclude(one, outcome, sender.patienceSeconds);
  }

  private conclude(one: Try, outcome: SendOutcome, patienceSeconds: number): Promise<void> {
    switch (outcome.kind) {
      case 'sent':
        return this.sent(one, ['sent'], outcome.nativeId);
      case 'delivered':
        return this.sent(one, ['sent', 'delivered']);
      case 'failed':
        return this.fail(one, outcome);
      case 'away':
      case 'later':
        return this.later(one, outcome, patienceSeconds);
    }
  }

  private async sent(one: Try, statuses: readonly ('sent' | 'delivered')[], nativeId?: string): Promise<void> {
    const { keys, clock } = this.parts;
    const nativeKey = nativeId === undefined ? ownKey(one.written) : keys.thread(channelOf(one.inbox, {}), nativeId);
    const basis = { at: clock.now(), nativeKey, maybeTwice: one.waiting.maybeSent, reason: '' };
    await this.record(one, statuses.map((status) => ({ ...basis, status }))); // prettier-ignore
  }

  private async fail(one: Try, { reason, detail }: Extract<SendOutcome, { kind: 'failed' }>): Promise<void> {
    const basis = { at: this.parts.clock.now(), nativeKey: ownKey(one.written), maybeTwice: one.waiting.maybeSent };
    await this.record(one, [{ ...basis, status: 'failed', reason, ...(detail && { detail }) }]);
  }

  private async later(
    one: Try,
    outcome: Extract<SendOutcome, { kind: 'away' | 'later' }>,
    patienceSeconds: number,
  ): Promise<void> {
    const { room, clock, backOff } = this.parts;
    const { replyId, takenAt, attempts, maybeSent } = one.waiting;
    const now = clock.now();
    const [reason, end] = [outcome.reason, later(takenAt, patienceSeconds)];
    const doubtful = maybeSent || (outcome.kind === 'later' && outcome.maybeSent);
    if (now >= end) return this.fail({ ...one, waiting: { ...one.waiting, maybeSent: doubtful } }, { kind: 'failed', reason }); // prettier-ignore
    const rest = restAfter(attempts + 1, replyId, backOff);
    const asked = outcome.kind === 'later' ? (outcome.afterSeconds ?? 0) : patienceSeconds;
    const nextTryAt = earlier(later(now, Math.max(rest, asked)), end);
    const awaits = outcome.kind === 'away' ? outcome.awaits : '';
    await room.putOff(one.hold, replyId, { nextTryAt, reason, awaits, maybeSent: doubtful });
  }

  private async record(one: Try, outcomes: readonly Outcome[]): Promise<void> {
    await this.parts.recorder.record(one.written, outcomes);
    failpoint('outbox.recorded');
    const [{ status, nativeKey } = { status: 'failed', nativeKey: '' }] = outcomes;
    await this.settle(one, status === 'sent' ? nativeKey : undefined);
  }

  /** What its provider told before its id was known belongs to it; then nothing is left to do. */
  private async settle({ hold, written, waiting }: Try, nativeKey: string | undefined): Promise<void> {
    if (nativeKey !== undefined) await this.parts.early.applyTo(hold, nativeKey, written);
    await this.parts.room.settle(hold, waiting.replyId);
  }
}

/** The digest of the id it carries in its own name. */
const ownKey = ({ clear }: Written): string => clear.threadKeys[0] ?? '';

const later = (from: Instant, seconds: number): Instant => new Date(Date.parse(from) + seconds * 1000).toISOString();
const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);
