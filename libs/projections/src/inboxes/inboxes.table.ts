import type { InboxKind } from '#domain';
import { integer, optionalText, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** Every inbox with its settings in force. Names of secrets stand here, never secrets. */
export const inboxes = table({
  name: 'inboxes',
  columns: {
    inbox: text(),
    kind: text<InboxKind>(),
    address: text(),
    region: text(),
    timeZone: text(),
    reopenWindowSeconds: integer(),
    silenceSeconds: integer(),
    secretName: optionalText(),
    verifyName: optionalText(),
    ownAddresses: text(),
    connectedAt: text(),
    /** `null` while it is connected. */
    disconnectedAt: optionalText(),
  },
  key: ['inbox'],
});
export type InboxRow = RowOf<typeof inboxes>;
