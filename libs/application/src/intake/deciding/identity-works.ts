import { normalisation } from '#channels';
import type { ClaimHandle, HandleState, LinkCommand, LinkState } from '#domain';
import { decideHandle, decideLink, HandleAlreadyClaimed, linkBetween } from '#domain';
import type { Work } from '../../recording/recorder.js';
import { handleStream, linkStream } from '../../streams.js';
import type { Claim, Vouched } from '../routing/routing.js';
import { occasionOf } from './occasion.js';

/**
 * A handle claimed for the customer whose file the item goes to. Where an agent claimed it for somebody else meanwhile,
 * the two are one person (`collisions`): the route already stands.
 */
export function claimWork({ handle, digest, customerId, by }: Claim, collisions: Vouched[]): Work<HandleState> {
  const occasion = occasionOf(by);
  const command: ClaimHandle = {
    kind: 'ClaimHandle',
    commandId: by.key,
    at: occasion.at,
    actor: occasion.actor,
    customerId,
    handleKind: handle.kind,
    handleClass: handle.class,
    normalisation,
  };
  const decide = (state: HandleState) => {
    try {
      return decideHandle(state, command);
    } catch (refusal) {
      if (!(refusal instanceof HandleAlreadyClaimed)) throw refusal;
      collisions.push({ link: linkBetween(refusal.customerId, customerId), by });
      return [];
    }
  };
  const plain = [{ name: 'handle', plaintext: handle.value }];
  return { stream: handleStream(digest), owner: customerId, steps: [{ occasion, decide, plain }] };
}

/** Two files of one person, as the channel vouched. */
export function linkWork({ link, by }: Vouched): Work<LinkState> {
  const occasion = occasionOf(by);
  const [first, second] = link;
  const command: LinkCommand = {
    kind: 'MergeCustomers',
    commandId: by.key,
    at: occasion.at,
    actor: occasion.actor,
    customerIds: link,
    because: 'same-handles',
  };
  const decide = (state: LinkState) => decideLink(state, command);
  return { stream: linkStream(first, second), owner: first, steps: [{ occasion, decide, plain: [] }] };
}
