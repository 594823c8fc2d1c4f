import type { PageWriter, Row, Table } from '#read-store';
import { deskPages } from '../src/index.js';
import { History } from './history.js';

/** A small day: one customer asks, somebody takes it on and answers, and the answer arrives. */
export function smallDay(): History {
  const history = new History();
  const content = { subject: 'My parcel', text: 'Where is my parcel?', newText: '', html: '', attachments: [] };
  const conversationId = 'ann.c1';
  history.record('MessageReceived', { messageId: 'm1', conversationId }, { parts: { content } });
  history.record('TicketOpened', { ticketId: 'ann.1', conversationId, cause: 'm1' });
  history.record('TicketAssigned', { ticketId: 'ann.1', agentId: 'ali' });
  history.record('ReplyWritten', { ticketId: 'ann.1', conversationId, messageId: 'r1' });
  history.record('ReplySent', { nativeKey: 'k1', inbox: 'support', messageId: 'r1' });
  history.record('ReplyDelivered', { nativeKey: 'k1', inbox: 'support' });
  return history;
}

/** One way to spoil the pages of a small day: which table, and what is written into it. */
export interface Damage {
  readonly table: string;
  /** What is put over the row as it stands; of sums, what is added. */
  readonly row: Row;
  readonly key: readonly (string | number)[];
}

/** Every kind of page that a second fold looks at, spoilt. */
export const damages: readonly Damage[] = [
  { table: 'timeline', key: [1], row: { text: 'spoilt' } },
  { table: 'search', key: [1], row: { subject: 'my parcel', text: 'where is our parcel?', sender: '' } },
  { table: 'tickets', key: ['ann.1'], row: { assigneeId: 'bob' } },
  { table: 'volume', key: ['2026-03-01T08:00:00.000Z', 'email', 'support'], row: { messages: 1 } },
  { table: 'workload', key: ['ali'], row: { open: 1 } },
  { table: 'deliveries', key: ['k1'], row: { status: 'read' } },
  { table: 'deliveries', key: ['k1'], row: { status: 'sent', position: 5 } },
  { table: 'deliveries', key: ['k1'], row: { position: 7 } },
];

/** Spoils pages into which a small day was copied. */
export async function spoil(pages: PageWriter, { table: name, key, row }: Damage): Promise<void> {
  const table = deskPages.tables.find((each) => each.name === name) as Table;
  const before = table.kind === 'rows' ? (await pages.load(table, [key]))[0] : nothingIn(table);
  const keyed = Object.fromEntries(table.key.map((column, place) => [column, key[place] ?? '']));
  const drops = table.kind === 'words' ? [key] : [];
  await pages.commit(new Map([[table, { puts: [{ ...before, ...keyed, ...row }], drops }]]), pages.mark);
}

const nothingIn = ({ columns, kind }: Table): Row =>
  Object.fromEntries(Object.keys(columns).map((column) => [column, kind === 'sums' ? 0 : '']));
