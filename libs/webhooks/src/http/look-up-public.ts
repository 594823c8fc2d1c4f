import { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from '../private-address.js';

/** A name leads to a private address. */
export class PrivateAddress extends Error {
  readonly code = 'WEBHOOK.ADDRESS_REFUSED';
}

/** Looks a name up as Node does, and refuses it when any of its addresses is private: nobody chooses by luck. */
export const lookUpPublic: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (fault, found) => {
    if (fault) return answer(fault, '');
    const refusal = refusalOf(found);
    if (refusal) return answer(refusal, '');
    if (options.all === true) return answer(null, found);
    const [first] = found;
    answer(null, first?.address ?? '', first?.family);
  });
};

/** Errors: `PrivateAddress`, answered. */
function refusalOf(found: readonly LookupAddress[]): PrivateAddress | undefined {
  return found.some(({ address }) => isPrivateAddress(address))
    ? new PrivateAddress('the name leads to a private address')
    : undefined;
}
