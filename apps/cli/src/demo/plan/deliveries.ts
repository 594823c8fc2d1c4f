import { signVisitorToken } from '#channels/open';
import { mailBytes } from './mail/write-mail.js';
import type { Mail } from './mail/write-mail.js';
import type { Delivery, Saying } from './moments.js';
import type { Persona } from './persona.js';
import { closesAt, demoInboxes, demoSecrets, timeOfDay } from './setting.js';
import { whatsAppBody, whatsAppSignature } from './whatsapp-body.js';
import type { WhatsAppMessage } from './whatsapp-body.js';

/** The planner's instants, as the house writes them. */
export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

const usual = { kind: 'delivery', expected: 'kept', unreadable: 0 } as const;

/** A mail that arrives `seconds` after it was sent. `automatic`: a machine wrote it; `speaksFor`: for nobody, then. */
export function mailDelivery(
  mail: Mail,
  seconds: number,
  { automatic = false, speaksFor = [`email:${mail.from.address}`] as readonly string[] } = {},
): Delivery {
  const saying: Saying = { name: `mail ${mail.id}`, what: 'message', channel: 'email', automatic, handles: speaksFor };
  return mailEnvelope(mailBytes(mail), mail.date + seconds * 1000, [saying]);
}

/** Bytes that go to the mail door. */
export function mailEnvelope(bytes: Buffer, at: number, sayings: readonly Saying[]): Delivery {
  const road = { by: 'envelope', inbox: demoInboxes.mail.id, contentType: 'message/rfc822' } as const;
  return { ...usual, at: instant(at), road, bytes, sayings };
}

/** A signed webhook body with these messages. */
export function whatsAppDelivery(messages: readonly WhatsAppMessage[], at: number): Delivery {
  const bytes = whatsAppBody(messages);
  const sayings = messages.map(({ id, from }): Saying => {
    const handles = [`whatsapp:${from.phone}`, `phone:+${from.phone}`];
    return { name: `whatsapp ${id}`, what: 'message', channel: 'social', automatic: false, handles };
  });
  const road = { by: 'webhook', inbox: demoInboxes.whatsapp.id, signature: whatsAppSignature(bytes) } as const;
  return { ...usual, at: instant(at), road, bytes, sayings };
}

/** A message typed into the shop's chat window by a visitor whom the shop knows as well as `vouched` says. */
export function chatDelivery(
  persona: Persona,
  message: { readonly id: string; readonly at: number; readonly text: string },
  vouched: { readonly email?: string; readonly phone?: string },
): Delivery {
  const { visitor, name } = persona;
  const inbox = demoInboxes.chat.id;
  const token = { visitor, inbox, name, ...vouched, exp: timeOfDay(closesAt + 60) / 1000 };
  const { id, at, text } = message;
  const saying: Saying = {
    name: `chat ${visitor}/${id}`,
    what: 'message',
    channel: 'chat',
    automatic: false,
    handles: [
      `chat:${visitor}`,
      ...(vouched.email === undefined ? [] : [`email:${vouched.email}`]),
      ...(vouched.phone === undefined ? [] : [`phone:${vouched.phone}`]),
    ],
  };
  return {
    ...usual,
    at: instant(at),
    road: { by: 'chat', inbox, token: signVisitorToken(token, demoSecrets['DEMO_CHAT_SECRET'] ?? '') },
    bytes: Buffer.from(JSON.stringify({ type: 'message', id, text, at: instant(at) })),
    sayings: [saying],
  };
}

/** A file of call records. */
export function callsDelivery(csv: string, at: number, sayings: readonly Saying[], unreadable = 0): Delivery {
  const road = { by: 'envelope', inbox: demoInboxes.calls.id, contentType: 'text/csv' } as const;
  return { ...usual, at: instant(at), road, bytes: Buffer.from(csv), sayings, unreadable };
}
