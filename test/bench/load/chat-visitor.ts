import { once } from 'node:events';
import { WebSocket } from 'ws';
import { visitorToken } from './samples.js';

/** A chat window on the inbox `chat` whose visitor was greeted. */
export async function greeted(
  desk: { readonly url: string; readonly secret: string },
  visitor: string,
): Promise<WebSocket> {
  const url = `${desk.url.replace('http', 'ws')}/v1/inboxes/chat/chat`;
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'hello', token: visitorToken(visitor, desk.secret) }));
  await once(socket, 'message');
  return socket;
}
