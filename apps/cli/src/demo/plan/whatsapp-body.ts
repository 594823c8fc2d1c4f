import { createHmac } from 'node:crypto';
import { demoInboxes, demoSecrets } from './setting.js';
import type { Persona } from './persona.js';

/** One message as WhatsApp tells it. */
export interface WhatsAppMessage {
  readonly from: Persona;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

/** A webhook body of the Cloud API with these messages. */
export function whatsAppBody(messages: readonly WhatsAppMessage[]): Buffer {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '966112345679', phone_number_id: demoInboxes.whatsapp.address },
    contacts: messages.map(({ from }) => ({ profile: { name: from.name }, wa_id: from.phone })),
    messages: messages.map(({ from, id, at, text }) => ({
      from: from.phone,
      id,
      timestamp: String(Math.floor(at / 1000)),
      type: 'text',
      text: { body: text },
    })),
  };
  const entry = [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }];
  return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
}

/** How Meta signs a body; with another secret: how a forger would. */
export const whatsAppSignature = (body: Buffer, secret = demoSecrets['DEMO_WHATSAPP_SECRET'] ?? ''): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
