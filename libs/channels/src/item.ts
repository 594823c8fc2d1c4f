import type {
  Actor,
  AutomaticKind,
  BodyKind,
  Channel,
  HandleClass,
  HandleKind,
  InboxKind,
  Instant,
  StatedTicket,
} from '#domain';

/** Somebody's address as the channel gave it, normalised. */
export interface Handle {
  readonly kind: HandleKind;
  /** Normalised: lower-case mail address, E.164 number, provider's id. */
  readonly value: string;
  readonly class: HandleClass;
}

export interface Attachment {
  /** As sent, or made up (`attachment_1.png`) where it had none; made safe when it is shown, not here. */
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  /** The body refers to it (cid); it is not counted as an attachment. */
  readonly inline: boolean;
  readonly contentId?: string;
  /** Decoded bytes; absent where the provider keeps them. */
  readonly bytes?: Uint8Array;
  /** The provider's id for media that must be fetched. */
  readonly mediaId?: string;
}

/** What names the thread: digested before anything reads them. Blank ids are never here. */
export interface ThreadClues {
  /** Conversation token after a plus in the recipient's address, as written. */
  readonly plusToken?: string;
  /** This message's own id on its channel (Message-ID without angle brackets, wamid …). */
  readonly ownId?: string;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** A ticket number in the subject. */
  readonly ticketNumber?: number;
  /** Chat: the visitor's conversation; other channels that are one conversation per handle leave it out. */
  readonly session?: string;
  /** The conversation itself, as the system outside that kept it names it. */
  readonly conversation?: string;
}

interface ItemBasis {
  /** Where in the envelope it stood: '' for all of it, `row 7`, `entry[0].changes[1].value.messages[0]`. */
  readonly place: string;
  /** The provider's id for it; absent where there is none. */
  readonly nativeId?: string;
  /** What the channel claims, UTC; absent where it claims nothing usable. */
  readonly claimedAt?: Instant;
  /** The road it came by, where the inbox's kind does not say. */
  readonly channel?: Channel;
}

/** A customer wrote. `handles[0]` is who wrote; the others are the same person by the channel's own guarantee. */
export interface MessageItem extends ItemBasis {
  readonly kind: 'message';
  readonly handles: readonly Handle[];
  readonly senderName: string;
  /** Where an answer goes: the handle's value unless the channel says otherwise. */
  readonly replyTo: string;
  /** All addresses it was sent to, as written. */
  readonly recipients: readonly string[];
  readonly body: BodyKind;
  readonly subject: string;
  /** All of the text. */
  readonly text: string;
  /** The new text, without quotes and signature; equals `text` where nothing was quoted. */
  readonly newText: string;
  /** As sent, not sanitised; empty for none. */
  readonly html: string;
  readonly attachments: readonly Attachment[];
  /** Facts of the channel worth keeping (location, button payload …), JSON-able; absent for none. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly thread: ThreadClues;
  readonly automatic: AutomaticKind;
}

export interface CallItem extends ItemBasis {
  readonly kind: 'call';
  readonly handles: readonly Handle[];
  readonly senderName: string;
  readonly direction: 'inbound' | 'outbound';
  readonly outcome: 'answered' | 'missed' | 'abandoned' | 'busy' | 'failed' | 'voicemail';
  readonly startedAt: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt: Instant;
  readonly waitedSeconds: number;
  readonly talkedSeconds: number;
  /** The record as the phone system wrote it. */
  readonly record: Readonly<Record<string, string>>;
  /** The call this is a record of, where the phone system may write several of one. */
  readonly recordOf?: CallName;
}

/** What all records of one call have in common. */
export interface CallName {
  /** As the phone system names the call. */
  readonly id: string;
  /** It is of the line that began the call, hence says who called whom; the others are of lines that came in later. */
  readonly began: boolean;
}

/** A provider tells what became of a message of ours. */
export interface StatusItem extends ItemBasis {
  readonly kind: 'status';
  readonly status: 'sent' | 'delivered' | 'read' | 'failed';
  readonly messageNativeId: string;
  readonly recipient?: Handle;
  /** The provider's error code, empty for none. */
  readonly reason: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Something that belongs to no customer's file: account updates, unknown webhook fields. Kept as sent. */
export interface NoticeItem extends ItemBasis {
  readonly kind: 'notice';
  readonly notice: string;
  readonly content: unknown;
}

/** Of the past, as a system outside kept it: what it belongs to is named as it is named there. */
interface PastItem extends ItemBasis {
  readonly channel: Channel;
  /** The conversation or ticket. */
  readonly conversation: string;
  /** Who acted. */
  readonly by: Actor;
}

/** A ticket was opened, or an agent began a conversation; where it stands already, nothing. */
export interface OpeningItem extends PastItem {
  readonly kind: 'opening';
  /** Of the customer; none where nobody knows who asked. */
  readonly handles: readonly Handle[];
  readonly senderName: string;
  readonly teamId?: string;
  readonly subject: string;
  readonly text: string;
}

/** What a ticket was after a change. */
export interface ChangeItem extends PastItem {
  readonly kind: 'change';
  readonly now: StatedTicket;
}

/** What an agent wrote, and was sent, long ago. */
export interface ReplyItem extends PastItem {
  readonly kind: 'reply';
  /** Its own id where answers name it: the Message-ID of a mail. */
  readonly ownId?: string;
  readonly text: string;
  readonly html: string;
  /** It resolved its ticket. */
  readonly resolves: boolean;
}

export type Item = MessageItem | CallItem | StatusItem | NoticeItem | OpeningItem | ChangeItem | ReplyItem;

/** A part that could not be read: its reason as a stable code and, for people, in words. */
export interface Refusal {
  readonly place: string;
  readonly reason: string;
  readonly detail: string;
}

export interface ParsedEnvelope {
  /** `email@1`; rises when the same bytes would yield something else. */
  readonly parser: string;
  readonly items: readonly Item[];
  readonly refusals: readonly Refusal[];
}

/** What a parser may know of the inbox. */
export interface InboxProfile {
  readonly id: string;
  readonly kind: InboxKind;
  readonly address: string;
  /** Every address of the desk, lower case: mail from one of these is a loop. */
  readonly ownAddresses: readonly string[];
  readonly region: string;
  readonly timeZone: string;
}

/** The raw bytes and what the door knew beside them. */
export interface RawEnvelope {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly receivedAt: Instant;
  readonly nativeId: string;
  /** JSON text, as `Envelope.context`. */
  readonly context: string;
}

/**
 * Reads raw bytes into items. Pure: the same bytes give the same items, on every machine and thread.
 * Never throws for bad input: what cannot be read is a refusal. May be asynchronous (MIME libraries are).
 */
export type Parser = (raw: RawEnvelope, inbox: InboxProfile) => ParsedEnvelope | Promise<ParsedEnvelope>;
