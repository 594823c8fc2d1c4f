import type { HandleRow } from './people.tables.js';
import { foldText } from '../search/index.js';

/** Letters and digits of a mailbox's name; with fewer it is a first name or a word, and says nothing of who it is. */
const shortestStem = 6;

/**
 * What handles of one person are likely to have in common: of a mail address the letters and digits before `@`, without
 * its tag (`+shop`); of a telephone number or a WhatsApp account its digits. `null` where there is nothing to compare.
 *
 * Example: `lina.haddad@example.com` and `LinaHaddad+shop@example.org` have `linahaddad`.
 */
export function handleStem({
  kind,
  class: speaksFor,
  handle,
}: Pick<HandleRow, 'kind' | 'class' | 'handle'>): string | null {
  if (speaksFor !== 'personal' || handle === '') return null;
  if (kind === 'email') return mailboxStem(handle);
  return kind === 'phone' || kind === 'whatsapp' ? handle.replace(/\D/g, '') || null : null;
}

function mailboxStem(address: string): string | null {
  const [local = ''] = address.slice(0, address.lastIndexOf('@')).split('+');
  const stem = foldText(local).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return stem.length >= shortestStem && /\p{L}/u.test(stem) ? stem : null;
}
