import type { Item, ParsedEnvelope, Refusal } from '#channels';
import type { KeptEnvelope } from '#desk-store';
import type { Inbox } from '../inboxes/inbox-directory.js';
import type { IntakeKeys } from './keys.js';

/** An envelope, read. */
export interface Arrival {
  readonly envelope: KeptEnvelope;
  readonly inbox: Inbox;
  readonly parsed: ParsedEnvelope;
}

/** One item on its way to a file. */
export interface Incoming {
  readonly key: string;
  readonly item: Item;
  readonly arrival: Arrival;
}

/** One part of an envelope that could not be read. */
export interface Refused {
  readonly key: string;
  readonly refusal: Refusal;
  readonly arrival: Arrival;
}

/** The items of a batch in the order they came, each once. */
export function itemsOf(arrivals: readonly Arrival[], keys: IntakeKeys): readonly Incoming[] {
  const once = new Map<string, Incoming>();
  for (const arrival of arrivals) {
    for (const item of arrival.parsed.items) {
      const key = keys.item(arrival.inbox.id, arrival.envelope.sha256, item);
      if (!once.has(key)) once.set(key, { key, item, arrival });
    }
  }
  return [...once.values()];
}

export const refusalsOf = (arrivals: readonly Arrival[], keys: IntakeKeys): readonly Refused[] =>
  arrivals.flatMap((arrival) =>
    arrival.parsed.refusals.map((refusal) => ({
      key: keys.refusal(arrival.envelope.position, refusal.place, arrival.parsed.parser),
      refusal,
      arrival,
    })),
  );

/** The channel's name for thread ids: one mailbox's Message-IDs mean the same in every other. */
export function channelOf(inbox: Inbox): 'email' | 'chat' | 'social' | 'phone' {
  switch (inbox.kind) {
    case 'email':
      return 'email';
    case 'web-chat':
      return 'chat';
    case 'whatsapp-cloud':
      return 'social';
    case 'asterisk-cdr':
      return 'phone';
  }
}

/** The customer a file's stream belongs to. */
export const customerOf = (stream: string): string => stream.slice('customer-'.length);
/** The customer a conversation belongs to: `<customerId>.c<ordinal>`. */
export const ownerOf = (conversationId: string): string => conversationId.slice(0, conversationId.lastIndexOf('.'));
