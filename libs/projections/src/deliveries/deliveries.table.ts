import { table, text, integer } from '#read-store';
import type { RowOf } from '#read-store';

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'failed';

/** What became of each message of ours, by the digest its provider reports on. */
export const deliveries = table({
  name: 'deliveries',
  columns: {
    nativeKey: text(),
    customerId: text(),
    inbox: text(),
    /** The furthest it came. */
    status: text<DeliveryStatus>(),
    /** When it came there. */
    at: text(),
    /** The provider's code for a failure, and its words; empty for none. */
    reason: text(),
    detail: text(),
    /** The fact that said so. */
    position: integer(),
  },
  key: ['nativeKey'],
  busy: true,
  indexes: [['customerId', 'position']],
});
export type Delivery = RowOf<typeof deliveries>;
