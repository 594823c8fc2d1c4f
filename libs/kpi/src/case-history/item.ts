import { asksForAnswer, wholeCall } from '#domain';
import type {
  CallLegLogged,
  CallLogged,
  CallRecord,
  Instant,
  MessageReceived,
  MessageTransferredIn,
  ReplyWritten,
  TicketOpened,
} from '#domain';
import type { RecordedEvent } from '#event-log';

/**
 * One thing that stands in a conversation, as the figures need to know it. `opening`: a ticket that was imported
 * without its messages. `silent`: it asks for nothing (a reaction, an edit), `automatic`: a machine wrote it; both are
 * kept only to say why they are not counted.
 */
export interface Item {
  readonly kind: 'message' | 'call' | 'opening' | 'outbound' | 'reply' | 'silent' | 'automatic';
  readonly itemId: string;
  readonly conversationId: string;
  readonly position: number;
  readonly at: Instant;
  readonly channel: string;
  readonly inbox: string;
  readonly handleClass: string;
  readonly language: string;
  /** Silence after which it would be a new contact, by the inbox's settings when it was recorded. */
  readonly silenceMs: number;
  /** Of a reply and an imported opening. */
  readonly ticketId: string;
  /** Who wrote a reply; empty unless an agent. */
  readonly agent: string;
  /** Of a call; empty of all else. */
  readonly outcome: CallRecord['outcome'] | '';
  readonly talkedSeconds: number;
  readonly endedAt: Instant;
  /** Every record of a call, where there are several. */
  readonly legs?: readonly CallRecord[];
}

/** An event as the figures read it: its fact, and when and where it stands. */
export type Placed<F> = Pick<RecordedEvent, 'occurredAt' | 'actor' | 'stream'> & F & { readonly place: number };

const plain = {
  handleClass: 'personal',
  language: '',
  silenceMs: 0,
  ticketId: '',
  agent: '',
  outcome: '' as const,
  talkedSeconds: 0,
  endedAt: '',
};

const day = 86_400;
const usualSilence: Readonly<Record<string, number>> = { chat: day, social: day };

/** The silence G of an inbox nobody connected, in seconds: a day on chat and social, a week elsewhere. */
export const usualSilenceSeconds = (channel: string): number => usualSilence[channel] ?? 7 * day;

export function messageItem(
  { clear, place, occurredAt }: Placed<MessageReceived | MessageTransferredIn>,
  silenceSeconds: number,
): Item {
  const { messageId: itemId, conversationId, channel, inbox, handleClass, language } = clear;
  const kind = asksForAnswer(clear) ? 'message' : clear.automatic === 'no' ? 'silent' : 'automatic';
  const standing = { itemId, conversationId, position: place, at: occurredAt };
  return { ...plain, kind, ...standing, channel, inbox, handleClass, language, silenceMs: silenceSeconds * 1000 };
}

export function callItem({ clear, place, occurredAt }: Placed<CallLogged>): Item {
  const { messageId: itemId, conversationId, inbox, handleClass, outcome, talkedSeconds, endedAt } = clear;
  const kind = clear.direction === 'inbound' ? 'call' : 'outbound';
  const standing = { itemId, conversationId, position: place, at: occurredAt };
  return { ...plain, kind, ...standing, channel: 'phone', inbox, handleClass, outcome, talkedSeconds, endedAt };
}

/** A call with one more record of it: what it was is told by all of them. */
export function withLeg(call: Item, { clear }: Pick<CallLegLogged, 'clear'>): Item {
  const legs = [...(call.legs ?? recordsIn(call)), ...recordsIn(clear)];
  const { outcome, endedAt, talkedSeconds } = wholeCall(legs);
  return { ...call, outcome, endedAt, talkedSeconds, legs };
}

const recordsIn = ({ outcome, endedAt, talkedSeconds }: Pick<Item, keyof CallRecord>): readonly CallRecord[] =>
  outcome === '' ? [] : [{ outcome, endedAt, talkedSeconds }];

/** A reply as the customer hears it; one that no agent wrote answers nothing. */
export function replyItem({ clear, place, occurredAt, actor }: Placed<ReplyWritten>): Item {
  const { messageId: itemId, conversationId, inbox, ticketId } = clear;
  const kind = actor.class === 'agent' ? 'reply' : 'automatic';
  const standing = { itemId, conversationId, position: place, at: occurredAt };
  return { ...plain, kind, ...standing, channel: '', inbox, ticketId, agent: kind === 'reply' ? actor.id : '' };
}

/** An imported opening, which stands for what the customer said; `undefined` of any other. One by the desk asks for nothing. */
export function openingItem({ clear, place, occurredAt, actor }: Placed<TicketOpened>): Item | undefined {
  const { ticketId, conversationId, inbox, channel, handleClass = 'personal' } = clear;
  if (channel === undefined) return undefined;
  const kind = actor.class === 'customer' ? 'opening' : 'silent';
  const standing = { itemId: `opening-${ticketId}`, conversationId, position: place, at: occurredAt };
  return { ...plain, kind, ...standing, channel, inbox, ticketId, handleClass };
}

/** What a customer began or went on with. */
export const isCustomers = ({ kind }: Item): boolean => kind === 'message' || kind === 'call' || kind === 'opening';
/** What the desk said to the customer. */
export const isAgents = ({ kind }: Item): boolean => kind === 'reply' || kind === 'outbound';
