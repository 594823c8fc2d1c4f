import type { WebSocket } from 'ws';
import type { Inbox } from '#application';
import type { TokenBuckets } from '../access/index.js';
import type { ApiParts, Visitor } from '../api-parts.js';
import { keptAnswer } from '../door/receipt.js';
import { logFault, problemOf } from '../problems/index.js';
import { chatClosing } from './chat-closing.js';
import { readClientFrame } from './chat-frames.js';
import type { ErrorFrame, HelloFrame, MessageFrame, ReceivedFrame, ReplyFrame, ServerFrame } from './chat-frames.js';

/** What all sockets of one server have in common. */
export interface ChatSurroundings {
  readonly parts: ApiParts;
  /** Messages each session may send. */
  readonly buckets: TokenBuckets;
}

/** Bytes the server keeps for a window that does not read; beyond them the socket is cut. */
const mostUnread = 1024 * 1024;

/**
 * One chat window. A message goes to the door as the bytes of its frame, named `<session>/<id>`, and is
 * acknowledged once it is durable. See docs/chat-protocol.md.
 */
export class ChatConnection {
  private visitor: Visitor | undefined;
  /** Digest that names the visitor's conversation, once they are known. */
  private session: string | undefined;
  private readonly unacknowledged = new Set<Promise<void>>();
  private answersPings = true;
  private leaving = false;
  private readonly helloDue: NodeJS.Timeout;

  constructor(
    private readonly socket: WebSocket,
    private readonly inbox: Inbox,
    private readonly surroundings: ChatSurroundings,
  ) {
    const { helloWithinSeconds } = this.settings;
    this.helloDue = setTimeout(
      () => this.refuse(chatClosing.noHello, 'CHAT.HELLO_EXPECTED'),
      helloWithinSeconds * 1000,
    );
    socket.on('message', (data, isBinary) => this.receive(data as Buffer, isBinary));
    socket.on('pong', () => (this.answersPings = true));
    // What breaks a socket (an oversized frame, a reset) also closes it: there is nothing left to do.
    socket.on('error', () => undefined);
    socket.on('close', () => this.gone());
  }

  /** Cuts a window that is gone; asks the others whether they are there. */
  heartbeat(): void {
    if (!this.answersPings) return this.socket.terminate();
    this.answersPings = false;
    this.socket.ping();
  }

  /** Takes nothing more, acknowledges what is under way, then says goodbye. */
  async leave(): Promise<void> {
    this.leaving = true;
    await Promise.all(this.unacknowledged);
    this.socket.close(chatClosing.goingAway);
  }

  /** Shows the visitor what an agent wrote. */
  push(frame: ReplyFrame): void {
    this.send(frame);
  }

  /** Ends the connection without another word. */
  cut(): void {
    this.socket.terminate();
  }

  private get settings() {
    return this.surroundings.parts.settings.chat;
  }

  private receive(data: Buffer, isBinary: boolean): void {
    if (this.leaving) return;
    if (isBinary) return this.socket.close(chatClosing.notText);
    const frame = readClientFrame(data);
    if (frame?.type === 'hello') return this.greet(frame);
    if (!this.visitor) return this.refuse(chatClosing.noHello, 'CHAT.HELLO_EXPECTED');
    if (!frame) return this.send({ type: 'error', code: 'CHAT.FRAME_MALFORMED' });
    if (this.visitor.expiresAt <= this.surroundings.parts.clock.now()) {
      return this.refuse(chatClosing.tokenRefused, 'CHAT.TOKEN_EXPIRED');
    }
    if (frame.type === 'received') return this.hear(frame);
    this.take(frame, data, this.visitor);
  }

  private greet({ token, cursor = '' }: HelloFrame): void {
    const { parts } = this.surroundings;
    const secret = this.inbox.secretName === undefined ? undefined : parts.secret(this.inbox.secretName);
    if (!secret) return this.refuse(chatClosing.tryLater, 'DOOR.SECRET_MISSING');
    const read = parts.readVisitor(token, { secret, inbox: this.inbox.id, now: parts.clock.now() });
    if (read.kind === 'refused') return this.refuse(chatClosing.tokenRefused, read.code);
    clearTimeout(this.helloDue);
    this.visitor = read.visitor;
    const mark = this.isMark(cursor) ? { cursor } : { cursor: '', reset: true as const };
    this.send({ type: 'welcome', session: read.visitor.session, ...mark });
    this.comeIn(parts.sessionKey(this.inbox.id, read.visitor.session));
  }

  /** Replies come behind the welcome; who says hello again may speak for another conversation now. */
  private comeIn(session: string): void {
    const { chatWindows } = this.surroundings.parts;
    if (this.session !== undefined) chatWindows.remove(this.session, this);
    this.session = session;
    chatWindows.add(session, this);
  }

  private hear({ id }: ReceivedFrame): void {
    if (this.session !== undefined) this.surroundings.parts.chatWindows.acknowledged(this.session, id);
  }

  private gone(): void {
    clearTimeout(this.helloDue);
    if (this.session !== undefined) this.surroundings.parts.chatWindows.remove(this.session, this);
  }

  private isMark(cursor: string): boolean {
    try {
      return cursor === '' || this.surroundings.parts.envelopeTokens.read(cursor) >= 0n;
    } catch {
      return false;
    }
  }

  private take({ id }: MessageFrame, bytes: Buffer, visitor: Visitor): void {
    const wait = this.surroundings.buckets.take(`${this.inbox.id} ${visitor.session}`, 1);
    if (wait > 0) return this.send({ type: 'error', id, code: 'ACCESS.RATE_EXCEEDED', retryAfterSeconds: wait });
    const kept = this.keep(id, bytes, visitor).finally(() => this.settled(kept));
    this.unacknowledged.add(kept);
    if (this.unacknowledged.size >= this.settings.maxUnacknowledged) this.socket.pause();
  }

  private async keep(id: string, bytes: Buffer, visitor: Visitor): Promise<void> {
    const { door, envelopeTokens } = this.surroundings.parts;
    const delivery = { bytes, contentType: 'application/json', nativeId: `${visitor.session}/${id}` };
    try {
      const [receipt] = await door.keep(this.inbox.id, [{ ...delivery, context: contextOf(visitor) }]);
      if (!receipt) throw new Error('the door gave no receipt');
      const { envelope: cursor, ...outcome } = keptAnswer(receipt, envelopeTokens);
      this.send({ type: 'ack', id, cursor, ...outcome });
    } catch (error) {
      this.send(this.failureOf(id, error));
    }
  }

  private failureOf(id: string, error: unknown): ErrorFrame {
    const { code, status, retryAfterSeconds } = problemOf(error);
    if (status === 500) logFault(this.surroundings.parts.logger, error, 'chat');
    return { type: 'error', id, code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  }

  private settled(kept: Promise<void>): void {
    this.unacknowledged.delete(kept);
    if (this.socket.isPaused) this.socket.resume();
  }

  private send(frame: ServerFrame): void {
    if (this.socket.bufferedAmount > mostUnread) return this.socket.terminate();
    this.socket.send(JSON.stringify(frame));
  }

  private refuse(closing: number, code: string): void {
    this.send({ type: 'error', code });
    this.socket.close(closing);
  }
}

/** What the site vouches for, for the parser: the frame itself says nothing of who wrote it. */
function contextOf({ visitor, session, name, email, phone }: Visitor): string {
  return JSON.stringify({ visitor, session, name, email, phone });
}
