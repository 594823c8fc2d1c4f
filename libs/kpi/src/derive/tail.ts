import type { Item } from '../case-history/item.js';
import type { KpiTicket } from '../case-history/ticket.js';
import type { Instant } from '#domain';
import { inTime } from './conversation.js';
import type { Step } from './conversation.js';

/** The end of a conversation where a customer's message waits for an answer: what one more of it must be compared with. */
export interface Tail {
  /** When the last message was heard. */
  readonly at: Instant;
  /** Its ticket's language is known: a further message does not change it. */
  readonly knowsLanguage: boolean;
}

/**
 * The tail of a conversation; `undefined` where the next message may change what follows from it, whatever it says: it
 * does not end with a customer's message, its ticket is resolved, or something became of the ticket since.
 */
export function tailOf(steps: readonly Step[], tickets: readonly KpiTicket[]): Tail | undefined {
  const last = steps.at(-1);
  if (last?.item.kind !== 'message' || last.ticket === undefined || last.lastMark === 'resolved') return undefined;
  const { item } = last;
  const isOver = tickets.some(({ marks }) =>
    marks.some((mark) => mark.cause === item.itemId || inTime(mark, item) > 0),
  );
  if (isOver) return undefined;
  const knowsLanguage = steps.some((step) => step.ticket === last.ticket && tellsLanguage(step.item));
  return { at: item.at, knowsLanguage };
}

/**
 * Whether a new item only goes on with what its conversation waits for already: no contact begins with it, no clock
 * starts, and no fact of its ticket is another one.
 */
export const goesOnWith = ({ at, knowsLanguage }: Tail, item: Item): boolean =>
  item.kind === 'message' &&
  item.at >= at &&
  Date.parse(item.at) - Date.parse(at) < item.silenceMs &&
  (knowsLanguage || !tellsLanguage(item));

const tellsLanguage = ({ kind, language }: Item): boolean => kind === 'message' && language !== '';
