import { isIP } from 'node:net';
import { isPrivateAddress } from './private-address.js';

/** Where webhooks may lead. */
export interface WebhookReach {
  /** To addresses of one's own network, and without TLS. */
  readonly privateAddresses: boolean;
}

/**
 * What speaks against an address for a webhook, in words; `undefined` for nothing. What its name leads to is judged again
 * at every connection: a name may lead elsewhere by then.
 */
export function faultOfUrl(text: string, { privateAddresses }: WebhookReach): string | undefined {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return 'it is no http or https address';
  if (url.username !== '' || url.password !== '')
    return 'it carries a name or a password: the signature says who sends';
  if (url.hash !== '') return 'it carries a fragment, which no server would see';
  if (privateAddresses) return undefined;
  if (url.protocol !== 'https:') return 'it is not https';
  return isPrivateHost(url.hostname) ? 'it leads to a private address' : undefined;
}

function isPrivateHost(hostname: string): boolean {
  // An IPv6 address stands in brackets in an address of the web.
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && isPrivateAddress(host);
}
