import type { Handle, MessageItem } from '#channels';
import type { SequencerStore } from '#desk-store';
import type { JoinReason } from '#domain';
import type { IntakeKeys } from '../keys.js';
import type { Incoming } from '../reading/arrival.js';
import { channelOf } from '../reading/arrival.js';

/** A way to find the conversation of an item: a look-up key and what it would prove. */
export interface Lead {
  readonly key: string;
  readonly reason: JoinReason;
}

/** What the desk already knows about a batch: every look-up done at once. */
export interface KnownPlaces {
  /** Items that stand in the log. */
  readonly recorded: ReadonlySet<string>;
  /** Item → stream, from an earlier try. */
  readonly routes: ReadonlyMap<string, string>;
  /** Digest of a handle → customer. */
  readonly customers: ReadonlyMap<string, string>;
  /** Look-up key → conversation. */
  readonly conversations: ReadonlyMap<string, string>;
}

/** Leads of an item, the most certain first: plus-address, own id, In-Reply-To, References, number in the subject. */
export function leadsOf({ item, inbox }: Incoming, keys: IntakeKeys): readonly Lead[] {
  const channel = channelOf(inbox);
  if (item.kind === 'status') return [{ key: keys.thread(channel, item.messageNativeId), reason: 'message-id' }];
  return item.kind === 'message' ? leadsOfMessage(item, channel, keys) : [];
}

function leadsOfMessage({ thread }: MessageItem, channel: string, keys: IntakeKeys): readonly Lead[] {
  const { plusToken, ownId, inReplyTo, references, ticketNumber } = thread;
  const by = (reason: JoinReason) => (id: string) => ({ key: keys.thread(channel, id), reason });
  return [
    ...(plusToken === undefined ? [] : [{ key: keys.plus(plusToken), reason: 'plus-address' as const }]),
    ...(ownId === undefined ? [] : [by('message-id')(ownId)]),
    ...inReplyTo.map(by('in-reply-to')),
    ...references.toReversed().map(by('references')),
    ...(ticketNumber === undefined ? [] : [{ key: keys.ticketNumber(ticketNumber), reason: 'subject' as const }]),
  ];
}

/** Handles of an item that can be looked up: those that speak for one person. */
export const personalHandlesOf = ({ item }: Incoming): readonly Handle[] => {
  if (item.kind === 'notice') return [];
  if (item.kind === 'status') return item.recipient?.class === 'personal' ? [item.recipient] : [];
  return item.handles.filter((handle) => handle.class === 'personal');
};

/** Everything the index knows about a batch, in four look-ups. */
export async function findPlaces(
  batch: readonly Incoming[],
  store: SequencerStore,
  keys: IntakeKeys,
): Promise<KnownPlaces> {
  const itemKeys = batch.map(({ key }) => key);
  const handles = batch.flatMap((incoming) => personalHandlesOf(incoming).map((handle) => keys.handle(handle)));
  const threads = batch.flatMap((incoming) => leadsOf(incoming, keys).map(({ key }) => key));
  const [recorded, routes, customers, conversations] = await Promise.all([
    store.recorded(itemKeys),
    store.routesOf(itemKeys),
    store.customersOf(handles),
    store.conversationsOf(threads),
  ]);
  return { recorded, routes, customers, conversations };
}
