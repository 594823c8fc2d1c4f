import type { Handle } from '#channels';
import type { JoinReason } from '#domain';
import type { Inbox } from '../../inboxes/inbox-directory.js';
import type { Plain } from '../../recording/drafts.js';
import type { IntakeKeys } from '../keys.js';
import { channelOf } from './arrival.js';
import type { Arrival } from './arrival.js';
import type { MessageOutline, Outline, OutlinedItem } from './outline.js';

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
  readonly item: Outline;
  /** Sealed beside the first fact of it. */
  readonly plain: readonly Plain[];
  readonly inbox: Inbox;
  readonly arrival: Arrival;
  /** The most certain first: the conversation or call where it is given, plus-address, own id, In-Reply-To, References, number in the subject. */
  readonly leads: readonly Lead[];
  /** Those of its handles that speak for one person. */
  readonly personal: readonly KeyedHandle[];
}

/** An item of an envelope that came by this inbox. What names it is digested here, once, for all that follows. */
export function incomingOf(
  { outline: item, plain }: OutlinedItem,
  inbox: Inbox,
  arrival: Arrival,
  keys: IntakeKeys,
): Incoming {
  const key = keys.item(inbox.id, arrival.envelope.sha256, item);
  const personal = handlesOf(item)
    .filter((handle) => handle.class === 'personal')
    .map((handle) => ({ handle, digest: keys.handle(handle) }));
  return { key, item, plain, inbox, arrival, leads: leadsOf(item, inbox, keys), personal };
}

function handlesOf(item: Outline): readonly Handle[] {
  switch (item.kind) {
    case 'message':
    case 'call':
    case 'opening':
      return item.handles;
    case 'status':
      return item.recipient ? [item.recipient] : [];
    case 'notice':
    case 'change':
    case 'reply':
      return [];
  }
}

function leadsOf(item: Outline, inbox: Inbox, keys: IntakeKeys): readonly Lead[] {
  switch (item.kind) {
    case 'message':
      return leadsOfMessage(item, inbox, keys);
    case 'status':
      return [{ key: keys.thread(channelOf(inbox, item), item.messageNativeId), reason: 'message-id' }];
    case 'opening':
    case 'change':
    case 'reply':
      return [{ key: keys.outside(inbox.id, item.conversation), reason: 'given' }];
    case 'call':
      return item.recordOf === undefined ? [] : [{ key: keys.call(inbox.id, item.recordOf.id), reason: 'given' }];
    case 'notice':
      return [];
  }
}

function leadsOfMessage(item: MessageOutline, inbox: Inbox, keys: IntakeKeys): readonly Lead[] {
  const { plusToken, conversation, ownId, inReplyTo, references, ticketNumber } = item.thread;
  const channel = channelOf(inbox, item);
  const leads: Lead[] = [];
  const lead = (reason: JoinReason, key: string) => leads.push({ key, reason });
  if (conversation !== undefined) lead('given', keys.outside(inbox.id, conversation));
  if (plusToken !== undefined) lead('plus-address', keys.plus(plusToken));
  if (ownId !== undefined) lead('message-id', keys.thread(channel, ownId));
  for (const id of inReplyTo) lead('in-reply-to', keys.thread(channel, id));
  for (const id of references.toReversed()) lead('references', keys.thread(channel, id));
  if (ticketNumber !== undefined) lead('subject', keys.ticketNumber(ticketNumber));
  return leads;
}
