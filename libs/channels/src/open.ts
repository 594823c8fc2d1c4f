import type { InboxKind } from '#domain';
import type { Parser } from './item.js';

export * from './chat/visitor-token.js';
export * from './social/twilio/verify.js';
export * from './social/whatsapp-cloud/verify.js';

const parsers = new Map<InboxKind, Promise<Parser>>();

/** The parser of an inbox's kind, loaded when it is first needed. */
export function parserFor(kind: InboxKind): Promise<Parser> {
  // To import again what stands loaded takes as long as to read a chat message.
  const parser = parsers.get(kind) ?? loadParser(kind);
  parsers.set(kind, parser);
  return parser;
}

async function loadParser(kind: InboxKind): Promise<Parser> {
  switch (kind) {
    case 'email':
      return (await import('./email/index.js')).parseEmail;
    case 'web-chat':
      return (await import('./chat/index.js')).parseChat;
    case 'whatsapp-cloud':
      return (await import('./social/whatsapp-cloud/index.js')).parseWhatsApp;
    case 'asterisk-cdr':
      return (await import('./phone/index.js')).parseCdr;
    case 'history':
      return (await import('./history/index.js')).parseHistory;
  }
}
