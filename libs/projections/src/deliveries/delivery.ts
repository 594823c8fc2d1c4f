import type { CustomerFileEvent } from '#domain';
import { idOf } from '../projection/index.js';
import type { Opened } from '../projection/index.js';
import type { Delivery, DeliveryStatus } from './deliveries.table.js';

/** The facts providers report. */
export type StatusFact = Extract<
  CustomerFileEvent,
  { type: 'ReplySent' | 'ReplyDelivered' | 'ReplyRead' | 'ReplyFailed' }
>;

/** How far each status is: what reached the customer did not fail, whatever is reported afterwards. */
const distance: Readonly<Record<DeliveryStatus, number>> = { sent: 1, failed: 2, delivered: 3, read: 4 };

/** The delivery after one more report: the furthest status stands, of equal ones the earliest. Order does not matter. */
export function foldDelivery(delivery: Delivery | undefined, opened: Opened<StatusFact>): Delivery {
  const report = reported(opened);
  if (delivery === undefined) return report;
  const further = distance[report.status] - distance[delivery.status];
  const stands = further > 0 || (further === 0 && report.at < delivery.at) ? report : delivery;
  const maybeTwice = Math.max(delivery.maybeTwice, report.maybeTwice);
  return { ...stands, replyId: delivery.replyId || report.replyId, maybeTwice };
}

function reported({ event, parts }: Opened<StatusFact>): Delivery {
  const { nativeKey, inbox, messageId = '', maybeTwice = false } = event.clear;
  return {
    nativeKey,
    replyId: messageId,
    customerId: idOf(event.stream),
    inbox,
    status: statusOf(event.type),
    at: event.occurredAt,
    reason: event.type === 'ReplyFailed' ? event.clear.reason : '',
    detail: parts['detail'] ?? '',
    maybeTwice: maybeTwice ? 1 : 0,
    position: Number(event.position),
  };
}

function statusOf(type: StatusFact['type']): DeliveryStatus {
  switch (type) {
    case 'ReplySent':
      return 'sent';
    case 'ReplyDelivered':
      return 'delivered';
    case 'ReplyRead':
      return 'read';
    case 'ReplyFailed':
      return 'failed';
  }
}
