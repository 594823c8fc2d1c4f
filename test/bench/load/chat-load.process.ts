import type { WebSocket } from 'ws';
import { serveTask } from '../programs/child-program.js';
import { greeted } from './chat-visitor.js';
import { textOf } from './samples.js';

/** Visitors who write as fast as they are acknowledged. */
export interface ChatLoad {
  readonly url: string;
  readonly secret: string;
  readonly visitors: number;
  readonly messagesEach: number;
  /** Messages of one visitor that wait for their ack. */
  readonly window: number;
}
export interface ChatLoadDone {
  readonly milliseconds: number;
  readonly messages: number;
}

serveTask(async (load: ChatLoad): Promise<ChatLoadDone> => {
  const visitors = await Promise.all(Array.from({ length: load.visitors }, (_, n) => greeted(load, `visitor-${n}`)));
  const start = performance.now();
  await Promise.all(visitors.map((socket) => writeAll(socket, load)));
  const milliseconds = performance.now() - start;
  for (const socket of visitors) socket.close();
  return { milliseconds, messages: load.visitors * load.messagesEach };
});

/** Sends the first `window` at once, and one more for every ack. */
function writeAll(socket: WebSocket, { messagesEach, window }: ChatLoad): Promise<void> {
  return new Promise((resolve, reject) => {
    let [sent, acknowledged] = [0, 0];
    const sendNext = () => {
      if (sent === messagesEach) return;
      sent += 1;
      socket.send(JSON.stringify({ type: 'message', id: `m${sent}`, text: textOf(sent, 80) }));
    };
    socket.on('message', (data: Buffer) => {
      if (!data.includes('"ack"')) return reject(new Error(`the desk said ${data.toString()}`));
      acknowledged += 1;
      if (acknowledged === messagesEach) resolve();
      else sendNext();
    });
    for (let first = 0; first < window; first += 1) sendNext();
  });
}
