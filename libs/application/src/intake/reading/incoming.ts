import type { Handle, Item, MessageItem } from '#channels';
import type { Channel, JoinReason } from '#domain';
import type { Inbox } from '../../inboxes/inbox-directory.js';
import type { IntakeKeys } from '../keys.js';
import { channelOf } from './arrival.js';
import type { Arrival } from './arrival.js';

/** A way to find the conversation of an item: a look-up key and what it would prove. */
export interface Lead {
  readonly key: string;
  readonly reason: JoinReason;
}

/** Somebody's address and the digest it is looked up by. */
export interface KeyedHandle {
  readonly handle: Handle;
  readonly digest: string;
}

/** One item on its way to a file, with all it can be found by. */
export interface Incoming {
  readonly key: string;
  readonly item: Item;
  readonly inbox: Inbox;
  readonly arrival: Arrival;
  /** The most certain first: plus-address, own id, In-Reply-To, References, number in the subject. */
  readonly leads: readonly Lead[];
  /** Those of its handles that speak for one person. */
  readonly personal: readonly KeyedHandle[];
}

/** An item of an envelope that came by this inbox. What names it is digested here, once, for all that follows. */
export function incomingOf(item: Item, inbox: Inbox, arrival: Arrival, keys: IntakeKeys): Incoming {
  const key = keys.item(inbox.id, arrival.envelope.sha256, item);
  const personal = handlesOf(item)
    .filter((handle) => handle.class === 'personal')
    .map((handle) => ({ handle, digest: keys.handle(handle) }));
  return { key, item, inbox, arrival, leads: leadsOf(item, channelOf(inbox), keys), personal };
}

function handlesOf(item: Item): readonly Handle[] {
  switch (item.kind) {
    case 'message':
    case 'call':
      return item.handles;
    case 'status':
      return item.recipient ? [item.recipient] : [];
    case 'notice':
      return [];
  }
}

function leadsOf(item: Item, channel: Channel, keys: IntakeKeys): readonly Lead[] {
  if (item.kind === 'status') return [{ key: keys.thread(channel, item.messageNativeId), reason: 'message-id' }];
  return item.kind === 'message' ? leadsOfMessage(item, channel, keys) : [];
}

function leadsOfMessage({ thread }: MessageItem, channel: Channel, keys: IntakeKeys): readonly Lead[] {
  const { plusToken, ownId, inReplyTo, references, ticketNumber } = thread;
  const leads: Lead[] = [];
  const lead = (reason: JoinReason, key: string) => leads.push({ key, reason });
  if (plusToken !== undefined) lead('plus-address', keys.plus(plusToken));
  if (ownId !== undefined) lead('message-id', keys.thread(channel, ownId));
  for (const id of inReplyTo) lead('in-reply-to', keys.thread(channel, id));
  for (const id of references.toReversed()) lead('references', keys.thread(channel, id));
  if (ticketNumber !== undefined) lead('subject', keys.ticketNumber(ticketNumber));
  return leads;
}
