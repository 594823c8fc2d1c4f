/** What a chat window sends. */
export type ClientFrame = HelloFrame | MessageFrame | ReceivedFrame;

/** First of all: who is there, and the last mark it saw. */
export interface HelloFrame {
  readonly type: 'hello';
  readonly token: string;
  readonly cursor?: string;
}
/** The visitor wrote. `id` is the window's own: the same id with the same bytes is one message, however often sent. */
export interface MessageFrame {
  readonly type: 'message';
  readonly id: string;
}

/** The window shows the reply with this id. */
export interface ReceivedFrame {
  readonly type: 'received';
  readonly id: string;
}

/** What the server sends. */
export type ServerFrame = WelcomeFrame | AckFrame | ErrorFrame | ReplyFrame;

/** The socket may send messages now. */
export interface WelcomeFrame {
  readonly type: 'welcome';
  /** The visitor's conversation. */
  readonly session: string;
  /** The mark the server goes on from; empty: from the beginning. */
  readonly cursor: string;
  /** The window's mark could not be read (the desk was restored): what was acknowledged after it may be gone. */
  readonly reset?: true;
}
/** The message with this id is durable. */
export interface AckFrame {
  readonly type: 'ack';
  readonly id: string;
  /** A mark to come back with. */
  readonly cursor: string;
  readonly repeated: boolean;
  readonly warning?: 'same-id-other-bytes';
}
/** An agent answered. It may come twice, under the same id. */
export interface ReplyFrame {
  readonly type: 'reply';
  readonly id: string;
  readonly text: string;
  /** As the agent wrote it; empty where it wrote text alone. */
  readonly html: string;
  /** The direction the text reads in. */
  readonly dir: 'ltr' | 'rtl';
  /** When it was written. */
  readonly at: string;
}
/** The frame, or the message with this id, was not kept. */
export interface ErrorFrame {
  readonly type: 'error';
  readonly code: string;
  readonly id?: string;
  readonly retryAfterSeconds?: number;
}

/** Fits, with the session before it, into a native id. */
const idForm = /^[\x21-\x7e]{1,128}$/;

/** Reads a frame of a chat window; `undefined` for what is none. Fields it does not know are the parser's affair. */
export function readClientFrame(bytes: Buffer): ClientFrame | undefined {
  const fields = objectIn(bytes);
  switch (fields?.['type']) {
    case 'hello':
      return helloOf(fields);
    case 'message':
      return messageOf(fields);
    case 'received':
      return receivedOf(fields);
    default:
      return undefined;
  }
}

function helloOf({ token, cursor }: Fields): HelloFrame | undefined {
  if (typeof token !== 'string') return undefined;
  return typeof cursor === 'string' && cursor !== '' ? { type: 'hello', token, cursor } : { type: 'hello', token };
}

function messageOf({ id, text }: Fields): MessageFrame | undefined {
  const whole = typeof id === 'string' && idForm.test(id) && typeof text === 'string';
  return whole ? { type: 'message', id } : undefined;
}

const receivedOf = ({ id }: Fields): ReceivedFrame | undefined =>
  typeof id === 'string' && idForm.test(id) ? { type: 'received', id } : undefined;

type Fields = Readonly<Record<string, unknown>>;

function objectIn(bytes: Buffer): Fields | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
