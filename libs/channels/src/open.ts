import type { InboxKind } from '#domain';
import type { Parser } from './item.js';
import type { Sender, SenderMeans } from './sender.js';

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

/** What sends the replies of an inbox's kind; `undefined` where nothing can be sent that way. */
export async function senderFor(kind: InboxKind, means: SenderMeans): Promise<Sender | undefined> {
  switch (kind) {
    case 'email':
      return new (await import('./email/send-email.js')).EmailSender(means);
    case 'web-chat':
      return new (await import('./chat/send-chat.js')).ChatSender(means);
    case 'whatsapp-cloud':
      return new (await import('./social/whatsapp-cloud/send-whatsapp.js')).WhatsAppSender(means);
    case 'asterisk-cdr':
    case 'history':
      return undefined;
  }
}
