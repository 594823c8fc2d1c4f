import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { InboxNotFound } from '#application';
import type { Inbox } from '#application';
import { TokenBuckets } from '../access/index.js';
import type { ApiParts } from '../api-parts.js';
import { problemMediaType, problemOf, problemText } from '../problems/index.js';
import { ChatConnection } from './chat-connection.js';
import type { ChatSurroundings } from './chat-connection.js';
import { ChatAddressUnknown, ChatSocketsExhausted } from './chat.errors.js';

const address = /^\/v1\/inboxes\/([^/?]+)\/chat(?:\?|$)/;
/** How long a closing server waits for windows to say goodbye, in milliseconds. */
const goodbyeWithin = 2_000;

/** Web chat: takes over sockets that ask for `/v1/inboxes/{inbox}/chat`, and keeps the windows that are open. */
export class ChatServer {
  private readonly connections = new Set<ChatConnection>();
  private readonly webSockets: WebSocketServer;
  private readonly surroundings: ChatSurroundings;
  private readonly heart: NodeJS.Timeout;

  constructor(
    private readonly parts: ApiParts,
    ticks: () => number,
  ) {
    const { maxFrameBytes, messagesPerSecond, messageBurst, heartbeatSeconds } = parts.settings.chat;
    this.webSockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false });
    this.surroundings = { parts, buckets: new TokenBuckets(messagesPerSecond, messageBurst, ticks) };
    this.heart = setInterval(() => this.connections.forEach((open) => open.heartbeat()), heartbeatSeconds * 1000);
    this.heart.unref();
  }

  /** Listens for sockets on an HTTP server. */
  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      try {
        this.open(this.inboxOf(request), request, socket, head);
      } catch (refusal) {
        refuseUpgrade(socket, refusal);
      }
    });
  }

  /** Acknowledges what is under way, closes every window with 1001, and waits until they are gone. */
  async close(): Promise<void> {
    clearInterval(this.heart);
    const open = [...this.connections];
    const late = setTimeout(() => open.forEach((connection) => connection.cut()), goodbyeWithin);
    const gone = new Promise<void>((resolve) => this.webSockets.close(() => resolve()));
    await Promise.all(open.map((connection) => connection.leave()));
    await gone;
    this.parts.chatWindows.close();
    clearTimeout(late);
  }

  private inboxOf({ url = '' }: IncomingMessage): Inbox {
    const id = address.exec(url)?.[1];
    if (id === undefined) throw new ChatAddressUnknown();
    const inbox = this.parts.inboxes.find(decodeURIComponent(id));
    if (inbox?.kind !== 'web-chat') throw new InboxNotFound(id);
    if (this.connections.size >= this.parts.settings.chat.maxSockets) throw new ChatSocketsExhausted();
    return inbox;
  }

  private open(inbox: Inbox, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new ChatConnection(webSocket, inbox, this.surroundings);
      this.connections.add(connection);
      webSocket.on('close', () => this.connections.delete(connection));
    });
  }
}

/** A refusal before the socket is a WebSocket is a plain HTTP answer. */
function refuseUpgrade(socket: Duplex, refusal: unknown): void {
  const problem = problemOf(refusal);
  const body = problemText(problem);
  const wait = problem.retryAfterSeconds === undefined ? [] : [`Retry-After: ${problem.retryAfterSeconds}`];
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    `Content-Type: ${problemMediaType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...wait,
  ];
  socket.on('error', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
