import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import type { ServerFrame } from '../src/index.js';

/** A chat window as a visitor's browser has it: sends frames, and waits for the answers in order. */
export class ChatWindow {
  private readonly frames: ServerFrame[] = [];
  private readonly waiting: ((frame: ServerFrame) => void)[] = [];
  /** Resolves with the code the socket was closed with. */
  readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    this.closed = once(socket, 'close').then(([code]) => code as number);
    socket.on('message', (data: Buffer) => this.take(JSON.parse(data.toString()) as ServerFrame));
    socket.on('error', () => undefined);
  }

  static async open(url: string, options: ClientOptions = {}): Promise<ChatWindow> {
    const window = new ChatWindow(new WebSocket(`${url.replace('http', 'ws')}/v1/inboxes/chat/chat`, options));
    await once(window.socket, 'open');
    return window;
  }

  /** Sends a frame; text goes out as it is. */
  send(frame: object | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next frame of the server. */
  next(): Promise<ServerFrame> {
    const frame = this.frames.shift();
    return frame ? Promise.resolve(frame) : new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Sends a frame and waits for the next one. */
  ask(frame: object | string): Promise<ServerFrame> {
    this.send(frame);
    return this.next();
  }

  private take(frame: ServerFrame): void {
    const waiting = this.waiting.shift();
    if (waiting) waiting(frame);
    else this.frames.push(frame);
  }
}
