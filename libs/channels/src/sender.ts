import type { Instant, TextDirection } from '#domain';
import type { InboxProfile } from './item.js';

/** The message a reply answers, as far as an answer must know it. */
export interface AnsweredMessage {
  /** Where an answer goes: what the channel said, opened for this. */
  readonly to: string;
  readonly name: string;
  readonly subject: string;
  /** Its id on its channel; absent where it had none, or it came before ids were kept. */
  readonly nativeId?: string;
  /** Ids of the mails before it, the oldest first. */
  readonly references: readonly string[];
}

/** A reply as it is to leave. The same at every try. */
export interface OutgoingReply {
  readonly replyId: string;
  readonly writtenAt: Instant;
  readonly text: string;
  /** As the agent wrote it; empty where it is to be made from the text. */
  readonly html: string;
  /** ISO 639-1, or empty. */
  readonly language: string;
  readonly answered: AnsweredMessage;
  /** When the customer was last heard on this inbox. */
  readonly heardAt: Instant;
  /** Token of the conversation for the address that answers come back to. */
  readonly plusToken: string;
  /** Digest that names a chat visitor's conversation; empty on other channels. */
  readonly session: string;
}

/** What a sender may know of the inbox. */
export interface SendingInbox extends Pick<InboxProfile, 'id' | 'address'> {
  readonly sendSecretName?: string;
  readonly sendUrl?: string;
  readonly displayName?: string;
}

/**
 * What came of a try. `away`: there is nobody to send to until they come. `later`: it may go better; `maybeSent` when it
 * may have gone out all the same. `failed`: trying again would change nothing. Reasons are stable codes, without personal
 * data; `detail` is the provider's words, to be sealed.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly nativeId?: string }
  | { readonly kind: 'delivered' }
  | { readonly kind: 'away'; readonly awaits: string; readonly reason: string }
  | {
      readonly kind: 'later';
      readonly reason: string;
      readonly maybeSent: boolean;
      /** The provider asked for so much patience. */
      readonly afterSeconds?: number;
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly detail?: Readonly<Record<string, unknown>> };

/** Sends replies by one channel. `send` never rejects: what goes wrong is an outcome. */
export interface Sender {
  /** Seconds after which a reply that could not leave is given up. */
  readonly patienceSeconds: number;
  send(reply: OutgoingReply, inbox: SendingInbox, now: Instant): Promise<SendOutcome>;
  /** Lets go of connections. */
  close(): void;
}

/** A reply on its way to the windows of a chat visitor. */
export interface ChatPush {
  readonly session: string;
  readonly id: string;
  readonly text: string;
  readonly html: string;
  readonly dir: TextDirection;
  readonly at: Instant;
}
/** `acknowledged` by a window; `silent`: pushed, and no window answered; `away`: there is none. */
export type PushOutcome = 'acknowledged' | 'silent' | 'away';

/** What senders are given by whoever opens them. */
export interface SenderMeans {
  /** Reads a secret from the environment by its variable's name. */
  readonly secret: (name: string) => string | undefined;
  readonly push: (push: ChatPush) => Promise<PushOutcome>;
}

/** What an inbox is told whose sending was never set up: it may be, before the patience ends. */
export const notSetUp: SendOutcome = { kind: 'later', reason: 'OUTBOX.NOT_SET_UP', maybeSent: false };

/** The Message-ID of a reply, without angle brackets: the same at every try, so that mailboxes know a double. */
export const replyMessageId = (replyId: string): string => `${replyId}@reply.sijil`;
