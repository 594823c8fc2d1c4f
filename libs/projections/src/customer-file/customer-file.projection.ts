import type { CustomerFileEvent } from '#domain';
import { deliveries, foldDelivery } from '../deliveries/index.js';
import { due } from '../due/index.js';
import type { Opened, Pages, Projection } from '../projection/index.js';
import { saidNames } from '../names/index.js';
import { queue, queueTags } from '../queue/index.js';
import { search } from '../search/index.js';
import { conversations, ticketNumbers, tickets, ticketSpans } from '../tickets/index.js';
import { noteEntry, timeline } from '../timeline/index.js';
import { volume } from '../volume/index.js';
import { workload } from '../workload/index.js';
import { foldErased } from './fold-erased.js';
import { customerFileRows } from './customer-file-rows.js';
import { foldLeg, foldSpoken } from './fold-message.js';
import { foldMoved, foldTransferredOut } from './fold-move.js';
import { foldReply } from './fold-reply.js';
import { foldTicketFact } from './fold-ticket.js';
import { addEntry } from './put-entry.js';

/**
 * Everything that follows from customers' files. Two pages are folded, the timeline and the tickets; the others follow
 * from what changed in them (volume, search and names from entries; spans, queue, workload and due from cards), so that a
 * message that moves, or leaves and comes back, can stand in none of them twice.
 */
export const customerFileProjection: Projection<'customer'> = {
  name: 'customer-file',
  version: 5,
  category: 'customer',
  tables: [
    timeline,
    search,
    saidNames,
    volume,
    conversations,
    tickets,
    ticketNumbers,
    ticketSpans,
    queue,
    queueTags,
    due,
    workload,
    deliveries,
  ],
  names: customerFileRows,
  fold: foldCustomerFile,
};

function foldCustomerFile(opened: Opened<CustomerFileEvent>, pages: Pages): void {
  const { event } = opened;
  switch (event.type) {
    case 'MessageReceived':
    case 'MessageTransferredIn':
    case 'CallLogged':
      return foldSpoken(pages, { ...opened, event });
    case 'CallLegLogged':
      return foldLeg(pages, event);
    case 'ReplyWritten':
      return foldReply(pages, { ...opened, event });
    case 'NoteAdded':
      return addEntry(pages, noteEntry({ ...opened, event }));
    case 'MessageMoved':
      return foldMoved(pages, event);
    case 'MessageTransferredOut':
      return foldTransferredOut(pages, event);
    case 'CustomerErased':
      return foldErased(pages, event);
    case 'ReplySent':
    case 'ReplyDelivered':
    case 'ReplyRead':
    case 'ReplyFailed':
      return pages
        .of(deliveries)
        .put(foldDelivery(pages.of(deliveries).get(event.clear.nativeKey), { ...opened, event }));
    case 'TicketOpened':
    case 'TicketReopened':
    case 'TicketWoken':
    case 'TicketClosed':
    case 'TicketAssigned':
    case 'TicketUnassigned':
    case 'TicketHandedOver':
    case 'TicketPrioritised':
    case 'TicketClassified':
    case 'SurveyAnswered':
    case 'TicketTagged':
    case 'TicketUntagged':
    case 'TicketPending':
    case 'TicketSnoozed':
    case 'TicketResolved':
    case 'MarkedAsSpam':
    case 'SpamMarkRemoved':
      return foldTicketFact(pages, { ...opened, event });
  }
}
