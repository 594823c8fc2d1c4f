import type { Instant } from '#domain';
import { isCustomers } from '../case-history/item.js';
import type { Item } from '../case-history/item.js';
import type { KpiTicket, Mark } from '../case-history/ticket.js';

/** A mark, and the ticket it is of. */
export interface TicketMark extends Mark {
  readonly ticket: KpiTicket;
}

/** An item in its conversation: what stood before it, and the ticket it belongs to. */
export interface Step {
  readonly item: Item;
  readonly ticket: KpiTicket | undefined;
  /** The last mark before it. */
  readonly lastMark: Mark['type'] | undefined;
  /** When somebody was heard last before it; `undefined` for the first. */
  readonly heardAt: Instant | undefined;
  /** A customer's item stands before it. */
  readonly isContinued: boolean;
}

/** Anything with a place in time. */
interface Standing {
  readonly at: Instant;
  readonly position: number;
}
/** Time order: by instant, ties by position. */
export const inTime = (one: Standing, other: Standing): number =>
  one.at === other.at ? one.position - other.position : one.at < other.at ? -1 : 1;

const begins = ({ type }: Mark): boolean => type !== 'resolved';

/** Walks a conversation in time order: everything a person of either side said, with what stood before it. */
export function stepsOf(items: readonly Item[], tickets: readonly KpiTicket[]): readonly Step[] {
  const marks = tickets.flatMap((ticket) => ticket.marks.map((mark) => ({ ...mark, ticket }))).sort(inTime);
  const caused = new Map(marks.filter(begins).map((mark) => [mark.cause, mark.ticket]));
  const byId = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));
  const firstOpened = marks.find(({ type }) => type === 'opened')?.ticket;
  const steps: Step[] = [];
  let [next, lastMark, current]: [number, Mark['type'] | undefined, KpiTicket | undefined] = [0, undefined, undefined];
  let [heardAt, isContinued]: [Instant | undefined, boolean] = [undefined, false];
  for (const item of items.filter(isSpoken).sort(inTime)) {
    for (let mark = marks[next]; mark !== undefined && inTime(mark, item) < 0; mark = marks[++next]) {
      lastMark = mark.type;
      if (begins(mark)) current = mark.ticket;
    }
    const ticket = item.ticketId === '' ? (caused.get(item.itemId) ?? current ?? firstOpened) : byId.get(item.ticketId);
    steps.push({ item, ticket, lastMark, heardAt, isContinued });
    heardAt = item.at;
    isContinued ||= isCustomers(item);
  }
  return steps;
}

const isSpoken = ({ kind }: Item): boolean => kind !== 'silent' && kind !== 'automatic';
