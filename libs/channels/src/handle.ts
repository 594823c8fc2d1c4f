import { classifyHandle } from '#domain';
import type { HandleKind } from '#domain';
import type { Handle } from './item.js';
import { internationalForm } from './phone-numbers.js';

/** Version of the rules in this file; it rises when the same address would be normalised otherwise. */
export const normalisation = 'handles@2';

/** A mail address: lower case, without blanks. */
export function emailHandle(address: string): Handle {
  return classified('email', address.normalize('NFC').replace(/\s+/g, '').toLowerCase());
}

/**
 * A telephone number as E.164; one without a country code is of `region` (ISO 3166-1 alpha-2).
 * What can be no number in the public network speaks for nobody: extensions keep their digits, and withheld numbers,
 * names and Asterisk's `s` are the empty handle.
 */
export function phoneHandle(number: string, region: string): Handle {
  const read = internationalForm(number, region);
  // One that is read otherwise once it is normalised (it began with two trunk zeros) reaches nobody.
  const isSettled = read === number || (read !== undefined && internationalForm(read, region) === read);
  if (isSettled) return classified('phone', read);
  const isName = /\p{L}/u.test(number);
  return { kind: 'phone', value: isName ? '' : number.replace(/\D/g, ''), class: 'none' };
}

/** WhatsApp's id of a person: digits for a number, or the id that stands in for a hidden one (`US.1349…`). */
export function whatsappHandle(id: string): Handle {
  const trimmed = id.trim();
  return classified('whatsapp', /^[+\d\s()-]+$/.test(trimmed) ? trimmed.replace(/\D/g, '') : trimmed);
}

/** The telephone number WhatsApp vouches for behind an id; `undefined` where the id is none. */
export function phoneBehindWhatsapp(id: string): Handle | undefined {
  const { value } = whatsappHandle(id);
  if (!/^\d{7,15}$/.test(value)) return undefined;
  const handle = phoneHandle(dialled(value), '001');
  return handle.class === 'none' ? undefined : handle;
}

/** WhatsApp still knows older accounts of Brazil and Mexico by numbers that telephones no longer use. */
function dialled(digits: string): string {
  return '+' + digits.replace(/^55(\d{2})([6-9]\d{7})$/, '55$19$2').replace(/^521(\d{10})$/, '52$1');
}

/** A visitor of a web chat. The site names its visitors, so the name holds for this inbox only. */
export function chatHandle(inboxId: string, visitor: string): Handle {
  return classified('chat', `${inboxId}/${visitor}`);
}

const classified = (kind: HandleKind, value: string): Handle => ({ kind, value, class: classifyHandle(kind, value) });
