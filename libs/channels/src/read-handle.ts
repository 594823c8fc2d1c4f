import { classifyHandle } from '#domain';
import type { HandleKind } from '#domain';
import { emailHandle, phoneHandle, whatsappHandle } from './handle.js';
import type { Handle } from './item.js';

const looksLikeMail = /^[^\s@]+@[^\s@]+$/;

/**
 * Reads an address or number as a person writes it into a form; numbers without a country code are of `region`.
 * `undefined` when it is none of its kind.
 */
export function readHandle(kind: HandleKind, text: string, region: string): Handle | undefined {
  const value = text.trim();
  switch (kind) {
    case 'email':
      return looksLikeMail.test(value) ? emailHandle(value) : undefined;
    case 'phone':
      return withValue(phoneHandle(value, region));
    case 'whatsapp':
      return withValue(whatsappHandle(value));
    default:
      return value === '' ? undefined : { kind, value, class: classifyHandle(kind, value) };
  }
}

const withValue = (handle: Handle): Handle | undefined => (handle.class === 'none' ? undefined : handle);
