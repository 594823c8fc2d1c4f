// What sealed parts hold once opened, as JSON. Shapes in this file are storage: fields are only ever added, as optional.

/** Part `sender` of MessageReceived and CallLogged. */
export interface SenderPart {
  readonly name: string;
  /** The normalised handle that wrote or called (`lina@example.com`, `+9665…`). */
  readonly address: string;
  readonly replyTo: string;
  readonly recipients: readonly string[];
}

/** One attachment of a message; its bytes are the part named in `part`, or lie with the provider under `mediaId`. */
export interface AttachmentNote {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly inline: boolean;
  readonly contentId?: string;
  readonly mediaId?: string;
  readonly part?: string;
}

/** Part `content` of MessageReceived. */
export interface MessagePart {
  readonly subject: string;
  readonly text: string;
  /** The new text, without quotes and signature. */
  readonly newText: string;
  /** As sent: sanitise before showing. */
  readonly html: string;
  readonly attachments: readonly AttachmentNote[];
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Its id on its channel, as an answer names it (Message-ID without angle brackets, wamid). */
  readonly nativeId?: string;
  /** Ids of the mails before it in its thread, the oldest first. */
  readonly references?: readonly string[];
}

/** Part `content` of CallLogged: the record as the phone system wrote it. */
export type CallPart = Readonly<Record<string, string>>;

/** Part `content` of ReplyWritten. */
export interface ReplyPart {
  readonly text: string;
  readonly html: string;
}

/** Part `content` of TicketOpened, where a system outside states it. */
export interface OpeningPart {
  readonly subject: string;
  readonly text: string;
}

/** Part `content` of NoteAdded. */
export interface NotePart {
  readonly text: string;
}
