import type { Dated } from '../event/index.js';
import { nothingRecent, recalled, remembered } from '../persistent/index.js';
import type { Recent } from '../persistent/index.js';
import type { DismissSuggestion, LinkCommand, MergeCustomers, UnmergeCustomers } from './identity.commands.js';
import type { LinkEvent } from './identity.events.js';
import { JoinedByOtherLinks, OnePersonAlready, SameCustomer } from './identity.refusals.js';
import { linkBetween } from './link.js';
import { chainBetween } from './people.js';

/** Whether two customers are merged: the fold of stream `link-<first>-<second>`. */
export interface LinkState {
  readonly joined: boolean;
  /** In what they are alike without being one person, as somebody said. */
  readonly dismissed: readonly string[];
  /** Ids of commands carried out; the last 1,000 at least. */
  readonly done: Recent<true>;
}

/** Two customers nobody ever merged. */
export const emptyLink = (): LinkState => ({ joined: false, dismissed: [], done: nothingRecent });

/** The link after one more event of its stream. */
export function evolveLink(link: LinkState, { type, clear }: Dated<LinkEvent>): LinkState {
  const done = remembered(link.done, clear.cause, true as const);
  switch (type) {
    case 'CustomersMerged':
      return { joined: true, dismissed: [], done };
    case 'CustomersUnmerged':
      return { joined: false, dismissed: [], done };
    case 'SuggestionDismissed':
      return { joined: false, dismissed: clear.likenesses, done };
  }
}

/** What follows from a command; empty when it is so already. Errors: those of the commands. */
export function decideLink(link: LinkState, command: LinkCommand): LinkEvent[] {
  const [first, second] = linkBetween(...command.customerIds);
  if (first === second) throw new SameCustomer(first);
  if (recalled(link.done, command.commandId) !== undefined) return [];
  const between = { firstCustomerId: first, secondCustomerId: second, cause: command.commandId };
  switch (command.kind) {
    case 'MergeCustomers':
      return mergeCustomers(link, command, between);
    case 'UnmergeCustomers':
      return unmergeCustomers(link, command, between);
    case 'DismissSuggestion':
      return dismissSuggestion(link, command, between);
  }
}

type Between = Readonly<Record<'firstCustomerId' | 'secondCustomerId' | 'cause', string>>;

const mergeCustomers = ({ joined }: LinkState, { because }: MergeCustomers, between: Between): LinkEvent[] =>
  joined ? [] : [{ type: 'CustomersMerged', clear: { ...between, because } }];

function unmergeCustomers({ joined }: LinkState, { links }: UnmergeCustomers, between: Between): LinkEvent[] {
  const { firstCustomerId: first, secondCustomerId: second } = between;
  const others = links.filter(([one, other]) => one !== first || other !== second);
  const chain = chainBetween(first, second, others);
  if (chain !== undefined) throw new JoinedByOtherLinks(chain);
  return joined ? [{ type: 'CustomersUnmerged', clear: between }] : [];
}

function dismissSuggestion(
  { joined, dismissed }: LinkState,
  command: DismissSuggestion,
  between: Between,
): LinkEvent[] {
  const { firstCustomerId: first, secondCustomerId: second } = between;
  const chain = joined ? [linkBetween(first, second)] : chainBetween(first, second, command.links);
  if (chain !== undefined) throw new OnePersonAlready(chain);
  const known = new Set([...dismissed, ...command.likenesses]);
  if (known.size === dismissed.length) return [];
  return [{ type: 'SuggestionDismissed', clear: { ...between, likenesses: [...known].sort() } }];
}
