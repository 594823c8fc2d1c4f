import { table, text, integer } from '#read-store';
import type { RowOf } from '#read-store';

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'failed';

/** What became of each message of ours, by the digest its provider reports on. */
export const deliveries = table({
  name: 'deliveries',
  columns: {
    nativeKey: text(),
    /** The reply, where our own outbox told of it; empty until it has. */
    replyId: text(),
    customerId: text(),
    inbox: text(),
    /** The furthest it came. */
    status: text<DeliveryStatus>(),
    /** When it came there. */
    at: text(),
    /** The provider's code for a failure, and its words; empty for none. */
    reason: text(),
    detail: text(),
    /** 1 where a crash cut a try off: it may have gone out once more than is told. */
    maybeTwice: integer(),
    /** The fact that said so. */
    position: integer(),
  },
  key: ['nativeKey'],
  busy: true,
  indexes: [['customerId', 'position'], ['replyId'], ['status', 'inbox', 'reason']],
});
export type Delivery = RowOf<typeof deliveries>;
