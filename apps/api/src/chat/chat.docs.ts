import type { Chapter } from '../docs/index.js';

const handshake = {
  upgrade: 'websocket',
  connection: 'Upgrade',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const otherAddress = 'A socket asks for another address, which is another route.';

/** The sockets of visitors. */
export const chatDocs: Chapter = {
  title: 'Web chat',
  routes: {
    'GET /v1/inboxes/:inbox/chat': {
      summary: 'Open a chat socket',
      about: 'A WebSocket; its frames stand in docs/chat-protocol.md.',
      access: 'visitor',
      headers: { Upgrade: '`websocket`' },
      example: { path: { inbox: 'site' }, headers: handshake },
      answer: { status: 101, description: 'The socket is open: send `hello`.' },
      refusals: {
        'INBOX.NOT_FOUND': { path: { inbox: 'nowhere' }, headers: handshake },
        'CHAT.ADDRESS_UNKNOWN': { untried: otherAddress },
      },
    },
  },
};
