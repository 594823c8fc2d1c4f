import { emailHandle } from '../handle.js';
import type { Handle, InboxProfile } from '../item.js';
import { parseAddressList } from './mime/index.js';
import type { HeaderFields, Mailbox } from './mime/index.js';

/** Who wrote, and where an answer goes. */
export interface Sender {
  readonly handles: readonly [Handle];
  readonly name: string;
  readonly replyTo: string;
}

/**
 * The customer behind a mail: Reply-To, else X-Original-Sender (a group passed it on), else From, Sender, Return-Path.
 * A Reply-To that is the desk's own, or the mailing list's, names nobody. A mail from nobody has the empty handle of
 * class `none`.
 */
export function senderOf(headers: HeaderFields, inbox: InboxProfile): Sender {
  const from = firstOf(headers, ['from', 'sender', 'return-path']);
  const replyTo = firstOf(headers, ['reply-to']);
  const asked = replyTo && !ownAddresses(inbox).has(emailHandle(replyTo.address).value) && !isListAddress(replyTo, headers) ? replyTo : undefined; // prettier-ignore
  const sender = asked ?? firstOf(headers, ['x-original-sender']) ?? from ?? nobody;
  const handle = emailHandle(sender.address);
  const name = asked?.name || from?.name || sender.name || handle.value.replace(/@.*$/, '');
  return { handles: [handle], name, replyTo: sender.address };
}

const nobody: Mailbox = { name: '', address: '' };

/** Addresses of the desk, lower case: the inbox's and all others. */
export const ownAddresses = ({ address, ownAddresses: others }: InboxProfile): ReadonlySet<string> =>
  new Set([address, ...others].map((own) => own.toLowerCase()));

/** The first mailbox with an address in the first of these headers that has one; a route before it (`@a,@b:`) goes. */
export function firstOf(headers: HeaderFields, names: readonly string[]): Mailbox | undefined {
  for (const name of names) {
    const found = parseAddressList(headers.raw(name)).find(({ address }) => address.includes('@'));
    if (found) return { name: found.name, address: found.address.replace(/^@[^:]*:/, '') };
  }
  return undefined;
}

const isListAddress = (mailbox: Mailbox, headers: HeaderFields): boolean =>
  headers
    .raw('list-post')
    .toLowerCase()
    .includes(`mailto:${emailHandle(mailbox.address).value}`);
