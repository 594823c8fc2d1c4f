import { History } from '#projections/testing';
import type { PageWriter, Row, Table } from '#read-store';
import {
  conversations,
  facts,
  inboxes,
  items,
  links,
  names,
  pastFacts,
  rollups,
  stretches,
  tickets,
} from '../src/pages/kpi.tables.js';
import { digestOf, Stretch } from '../src/rollups/index.js';

/** Two customers who are found to be one person: one asks and is answered, the other asks. */
export function twoCustomers(): History {
  const history = new History();
  history.record('InboxConnected', { silenceSeconds: 3600 }, { stream: 'inbox-support' });
  history.record('MessageReceived', { messageId: 'm1', conversationId: 'ann.c1' });
  history.record('TicketOpened', { ticketId: 'ann.1', conversationId: 'ann.c1', cause: 'm1' });
  history.record('ReplyWritten', { ticketId: 'ann.1', conversationId: 'ann.c1', messageId: 'r1' });
  history.record('TicketResolved', { ticketId: 'ann.1' });
  history.record('MessageReceived', { messageId: 'm2', conversationId: 'bob.c1' }, { stream: 'customer-bob' });
  history.record('CustomersMerged', { firstCustomerId: 'bob', secondCustomerId: 'cid' }, { stream: 'link-bob-cid' });
  return history;
}

/** One way to spoil these pages. */
export interface Damage {
  readonly table: string;
  spoil(pages: PageWriter): Promise<void>;
}

const put = (pages: PageWriter, table: Table, row: Row): Promise<void> =>
  pages.commit(new Map([[table, { puts: [row], drops: [] }]]), pages.mark);

/** Puts other values over the first row of ann's. */
const spoilt = (table: Table, column: string, value: string, said: Row): Damage => ({
  table: table.name,
  spoil: async (pages) => {
    const [row] = await pages.loadWhere(table, column, value);
    await put(pages, table, { ...row, ...said });
  },
});

/** A roll-up that lacks what it held, and says so of itself. */
const emptied: Damage = {
  table: rollups.name,
  spoil: async (pages) => {
    const [row] = await pages.loadWhere(stretches, 'kind', 'contact');
    const { start } = row as { start: number };
    const { bytes } = new Stretch('contact', start);
    await put(pages, rollups, { kind: 'contact', start, facts: bytes });
    await put(pages, stretches, { kind: 'contact', start, until: 0, digest: digestOf('contact', bytes) });
  },
};

/** Every table of the pages of KPIs that a second fold looks at, spoilt. */
export const damages: readonly Damage[] = [
  spoilt(facts, 'customerId', 'ann', { at: '2026-02-01T00:00:00.000Z' }),
  spoilt(facts, 'customerId', 'ann', { factId: 'contact/ann/of-nothing' }),
  spoilt(pastFacts, 'ticketId', 'ann.1', { fact: '{}' }),
  spoilt(items, 'customerId', 'ann', { item: '{}' }),
  spoilt(tickets, 'customerId', 'ann', { ticket: '{}' }),
  spoilt(conversations, 'customerId', 'ann', { channel: 'phone' }),
  spoilt(inboxes, 'inbox', 'support', { silenceSeconds: 7200 }),
  { table: links.name, spoil: (pages) => pages.commit(new Map([[links, { puts: [], drops: [['bob', 'cid']] }]]), pages.mark) }, // prettier-ignore
  spoilt(stretches, 'kind', 'contact', { digest: 7 }),
  emptied,
  { ...spoilt(names, 'name', 'support', { number: 99 }), table: rollups.name },
];
