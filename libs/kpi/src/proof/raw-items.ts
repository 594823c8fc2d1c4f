import type { ClearEvent } from '#event-log';
import { text } from './raw-desk.js';
import type { InTime, RawFile } from './raw-desk.js';

/** What a customer or an agent said, and where it stands now. */
export interface RawItem extends InTime {
  readonly id: string;
  readonly kind: 'message' | 'call' | 'opening' | 'reply' | 'outbound call' | 'nothing';
  readonly conversationId: string;
  /** The event that received it, brought it in, or opened the ticket. */
  readonly event: ClearEvent;
  /** The further records of a call. */
  readonly legs: readonly ClearEvent[];
}

/** Everything that stands in a file now, and everything that ever came into one of its conversations, in log order. */
export interface RawItems {
  readonly standing: readonly RawItem[];
  readonly arrivals: readonly RawItem[];
}

/** “Customer item” and “Agent item”: a message stands where the last fact of its file put it. */
export function itemsOf({ events }: RawFile): RawItems {
  const standing = new Map<string, RawItem>();
  const arrivals: RawItem[] = [];
  const put = (item: RawItem) => {
    standing.set(item.id, item);
    arrivals.push(item);
  };
  for (const event of events) {
    const item = itemOf(event);
    if (item !== undefined && !standing.has(item.id)) put(item);
    const known = standing.get(text(event, 'messageId'));
    if (event.type === 'MessageMoved' && known !== undefined)
      put({ ...known, conversationId: text(event, 'conversationId') });
    if (event.type === 'CallLegLogged' && known !== undefined)
      standing.set(known.id, { ...known, legs: [...known.legs, event] });
    if (event.type === 'MessageTransferredOut') standing.delete(text(event, 'messageId'));
  }
  return { standing: [...standing.values()], arrivals };
}

/** What an event puts into a conversation; `undefined` where it puts nothing there. */
function itemOf(event: ClearEvent): RawItem | undefined {
  const { occurredAt, position } = event;
  const place = { conversationId: text(event, 'conversationId'), at: occurredAt, position, event, legs: [] };
  const id = text(event, 'messageId');
  switch (event.type) {
    case 'MessageReceived':
    case 'MessageTransferredIn':
      return { ...place, id, kind: asksForAnswer(event) ? 'message' : 'nothing' };
    case 'CallLogged':
      return { ...place, id, at: text(event, 'startedAt'), kind: isInbound(event) ? 'call' : 'outbound call' };
    case 'ReplyWritten':
      return { ...place, id, kind: event.actor.class === 'agent' ? 'reply' : 'nothing' };
    case 'TicketOpened':
      if (text(event, 'channel') === '') return undefined;
      return {
        ...place,
        id: `opening-${text(event, 'ticketId')}`,
        kind: event.actor.class === 'customer' ? 'opening' : 'nothing',
      };
    default:
      return undefined;
  }
}

const isInbound = (event: ClearEvent): boolean => text(event, 'direction') === 'inbound';

const asksForAnswer = (event: ClearEvent): boolean =>
  text(event, 'automatic') === 'no' && !['reaction', 'edit', 'deletion', 'system'].includes(text(event, 'body'));

/** Whether a customer said it and wants an answer. */
export const isCustomers = ({ kind }: RawItem): boolean => kind === 'message' || kind === 'call' || kind === 'opening';

/** Whether an agent said it. */
export const isAgents = ({ kind }: RawItem): boolean => kind === 'reply' || kind === 'outbound call';

/** The channel of an item: “its item’s own (`phone` for calls, the field `channel` for an imported opening)”. */
export const channelOf = ({ kind, event }: RawItem): string =>
  kind === 'call' || kind === 'outbound call' ? 'phone' : text(event, 'channel');
