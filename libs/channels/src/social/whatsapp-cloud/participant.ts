import { phoneBehindWhatsapp, whatsappHandle } from '../../handle.js';
import type { Handle } from '../../item.js';
import { listOf, objectOf, textOf } from '../../json-fields.js';
import type { JsonFields } from '../../json-fields.js';

/**
 * Handles of the person behind a number and, where they use a name instead, behind Meta's id for them. WhatsApp vouches
 * that all of them are one person. Empty when there is neither.
 */
export function handlesOf(number: string, userId: string): readonly Handle[] {
  const phone = phoneBehindWhatsapp(number);
  const ids = [number, userId].filter((id) => id.trim() !== '').map(whatsappHandle);
  return [...ids.slice(0, 1), ...(phone ? [phone] : []), ...ids.slice(1)];
}

/** The name this person goes by; a lone contact is the person even where WhatsApp writes the number otherwise. */
export function nameOf(contacts: unknown, number: string, userId: string): string {
  const known = (listOf(contacts) ?? []).map(objectOf).filter((contact) => contact !== undefined);
  const isThis = ({ wa_id, user_id }: JsonFields) =>
    (number !== '' && textOf(wa_id) === number) || (userId !== '' && textOf(user_id) === userId);
  const contact = known.find(isThis) ?? (known.length === 1 ? known[0] : undefined);
  return textOf(objectOf(contact?.['profile'])?.['name']);
}
