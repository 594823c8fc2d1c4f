import type { Pages } from '../projection/index.js';
import { queueRow } from '../queue/index.js';
import type { QueueRow } from '../queue/index.js';
import { tickets } from '../tickets/index.js';
import type { TicketCard } from '../tickets/index.js';
import { timeline } from '../timeline/index.js';

/** What one commit changed of a ticket, for those who watch. */
export interface TicketChange {
  readonly ticketId: string;
  /** Its card as it stands now; absent where only something was written to its timeline. */
  readonly card?: TicketCard;
  /** Its place in the queue before and after; absent where it had or has none. */
  readonly was?: QueueRow;
  readonly is?: QueueRow;
  /** Something was written to its timeline. */
  readonly hasNewEntry: boolean;
}

/** What was changed of which ticket, each once: the last write of a row wins. */
export function ticketChanges(pages: Pages): readonly TicketChange[] {
  const spokenOf = new Set<string>();
  for (const { after } of pages.of(timeline).replaced()) if (after.ticketId !== null) spokenOf.add(after.ticketId);
  const changes: TicketChange[] = [];
  for (const { before, after } of pages.of(tickets).replaced()) {
    changes.push(changeOf(before, after, spokenOf.delete(after.ticketId)));
  }
  for (const ticketId of spokenOf) changes.push({ ticketId, hasNewEntry: true });
  return changes;
}

/** The place of a ticket that awaits an answer; tickets that rest stand in no queue somebody watches. */
function awaiting(card: TicketCard): QueueRow | undefined {
  const row = queueRow(card);
  return row?.resting === 0 ? row : undefined;
}

function changeOf(before: TicketCard | undefined, card: TicketCard, hasNewEntry: boolean): TicketChange {
  const [was, is] = [before && awaiting(before), awaiting(card)];
  return { ticketId: card.ticketId, card, hasNewEntry, ...(was && { was }), ...(is && { is }) };
}
