import { once } from 'node:events';
import { WebSocket } from 'ws';

/** What the desk said to a frame. */
export type FrameAnswer =
  | { readonly type: 'ack'; readonly id: string; readonly repeated: boolean }
  | { readonly type: 'error'; readonly code: string; readonly id?: string };
type Welcome = { readonly type: 'welcome' };

/** A visitor's chat window: one socket, one frame under way at a time. */
export class ChatWindow {
  private readonly heard: ((answer: FrameAnswer | Welcome) => void)[] = [];

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.heard.shift()?.(JSON.parse(data.toString()) as FrameAnswer));
    socket.on('error', () => undefined);
    socket.on('close', () => this.heard.splice(0).forEach((hear) => hear({ type: 'error', code: 'CHAT.CLOSED' })));
  }

  /** Opens a window and says hello. Answers the code where the desk does not let the visitor in. */
  static async open(url: string, inbox: string, token: string): Promise<ChatWindow | { readonly code: string }> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/inboxes/${inbox}/chat`);
    const window = new ChatWindow(socket);
    await once(socket, 'open');
    const answer = await window.say(JSON.stringify({ type: 'hello', token }));
    return answer.type === 'error' ? { code: answer.code } : window;
  }

  /** Sends a message's frame as it is. */
  async send(frame: Buffer): Promise<FrameAnswer> {
    const answer = await this.say(frame.toString('utf8'));
    return answer.type === 'welcome' ? { type: 'error', code: 'CHAT.FRAME_MALFORMED' } : answer;
  }

  close(): void {
    this.socket.close();
  }

  private say(frame: string): Promise<FrameAnswer | Welcome> {
    return new Promise((resolve) => {
      this.heard.push(resolve);
      this.socket.send(frame);
    });
  }
}
